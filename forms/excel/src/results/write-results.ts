import { migrateData } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import type { TableFile, TableOutput } from '../writer/table-file.ts'
import { openTableFile } from '../writer/open-table-file.ts'
import type { TableFormat } from '../writer/open-table-file.ts'
import { writeColumnGuide } from './column-guide.ts'
import { ColumnTotals, writeTotals } from './column-totals.ts'
import { moscowTime } from './moscow-time.ts'
import { resultTables } from './result-tables.ts'

/** What one organisation submitted. */
export interface SubmittedForm {
  readonly organisation: { readonly login: string; readonly name: string }
  /** ISO time in UTC. */
  readonly submittedAt: string
  /** Version of the form that was filled; data of an older one are brought to today's. */
  readonly formVersion: string
  /** Submitted data, computed values included. */
  readonly data: FormData
}

/** How much was written. */
export interface WrittenResults {
  readonly organisations: number
  /** Lines of all tables, headers not counted. */
  readonly rows: number
}

/** Columns of the organisation that stand before the columns of every table. */
const organisationColumns = [
  { title: 'Логин', groups: [], width: 14 },
  { title: 'Организация', groups: [], width: 44 },
  { title: 'Сдано (московское время)', groups: [], width: 20 },
]

/**
 * Writes submitted forms (Manual §3.3, Рис. 24: «Экспорт результатов»): fields and fixed tables of a sheet as one line for each
 * organisation, other tables as one line for each row; then «Итоги», «Описание граф», and «Сведения о выгрузке», which states
 * how many lines there are. The finished file is read back and its lines are counted.
 *
 * Text stays text, so that nothing a school typed can become a formula.
 *
 * @param form the version in whose shape everything is written.
 * @param forms read once, in order; never held in memory as a whole.
 * @param file path of the file to write; nothing stands there before it is whole. Unfinished pieces are in `<file>.part`.
 * @param format `xlsx`: a workbook; `csv`: a zip of CSV files.
 * @throws when the file does not hold what was read.
 */
export async function writeResults(
  form: CompiledForm,
  forms: AsyncIterable<SubmittedForm>,
  file: string,
  format: TableFormat = 'xlsx',
): Promise<WrittenResults> {
  const out = openTableFile(file, format)
  try {
    const written = await new Results(form, out).write(forms)
    await out.close()
    return written
  } catch (error) {
    await out.abort()
    throw error
  }
}

class Results {
  readonly #form: CompiledForm
  readonly #out: TableFile
  readonly #migrated = new Map<string, number>()
  #orphans = 0

  constructor(form: CompiledForm, out: TableFile) {
    this.#form = form
    this.#out = out
  }

  async write(forms: AsyncIterable<SubmittedForm>): Promise<WrittenResults> {
    const form = this.#form
    const tables = resultTables(form).map((table) => ({
      table,
      output: this.#out.addTable(table.title, [...organisationColumns, ...table.columns], 2),
      totals: new ColumnTotals(table),
    }))
    let organisations = 0
    let rows = 0
    for await (const submitted of forms) {
      organisations += 1
      const head = [submitted.organisation.login, submitted.organisation.name, moscowTime(submitted.submittedAt)]
      const data = this.#today(submitted)
      for (const { table, output, totals } of tables)
        for (const line of table.lines(data)) {
          rows += 1
          totals.add(line)
          const wait = output.write([...head, ...line])
          if (wait) await wait
        }
    }
    const outputs = tables.map(({ output }) => output)
    const stated = outputs.reduce((sum, { lines }) => sum + lines, 0)
    if (stated !== rows) throw new Error(`${rows} lines were read, ${stated} written`)
    await writeTotals(
      this.#out,
      organisations,
      tables.map(({ totals }) => totals),
    )
    await writeColumnGuide(
      this.#out,
      tables.map(({ table }) => table),
    )
    await this.#about(organisations, outputs)
    return { organisations, rows }
  }

  /** The data in the shape of the version that is written. */
  #today({ data, formVersion }: SubmittedForm): FormData {
    if (formVersion === this.#form.version) return data
    this.#migrated.set(formVersion, (this.#migrated.get(formVersion) ?? 0) + 1)
    const migrated = migrateData(this.#form, data, formVersion)
    this.#orphans += migrated.orphans.length
    return migrated.data
  }

  async #about(organisations: number, outputs: readonly TableOutput[]): Promise<void> {
    const about = this.#out.addTable('Сведения о выгрузке', [
      { title: 'Показатель', groups: [], width: 60 },
      { title: 'Значение', groups: [], width: 60 },
    ])
    await about.write(['Форма', this.#form.title])
    await about.write(['Версия формы', this.#form.version])
    await about.write(['Организаций, сдавших отчет', organisations])
    for (const { title, lines } of outputs) await about.write([`Строк в таблице «${title}»`, lines])
    for (const [version, count] of this.#migrated) await about.write([`Отчетов, перенесенных из версии ${version}`, count])
    if (this.#orphans > 0) await about.write(['Значений прежних версий, которым нет места в этой', this.#orphans])
    if (this.#out.cutTexts > 0) await about.write(['Текстов, укороченных до 32 767 знаков', this.#out.cutTexts])
  }
}
