import type { TableFile, TableValue } from '../writer/table-file.ts'
import type { ResultTable } from './result-table.ts'

const columns = [
  { title: 'Таблица', groups: [], width: 36 },
  { title: 'Графа', groups: [], width: 60 },
  { title: 'Ключ', groups: [], width: 24 },
  { title: 'Заполнено', groups: [], width: 14 },
  { title: 'Сумма', groups: [], width: 18 },
]

const numeric: ReadonlySet<string> = new Set(['integer', 'number', 'money'])

/** Sums of the numeric columns of one table of results. */
export class ColumnTotals {
  readonly #table: ResultTable
  readonly #columns: readonly number[]
  readonly #sums: Float64Array
  readonly #filled: Float64Array

  constructor(table: ResultTable) {
    this.#table = table
    this.#columns = table.columns.flatMap(({ source }, at) => (source && numeric.has(source.rules.type) ? [at] : []))
    this.#sums = new Float64Array(table.columns.length)
    this.#filled = new Float64Array(table.columns.length)
  }

  /** Counts a line in; special codes and unreadable texts are no numbers. */
  add(line: readonly TableValue[]): void {
    for (const at of this.#columns) {
      const value = line[at]
      if (typeof value !== 'number') continue
      this.#sums[at] = (this.#sums[at] ?? 0) + value
      this.#filled[at] = (this.#filled[at] ?? 0) + 1
    }
  }

  /** A line for each numeric column: table, column, key, how many are filled in, their sum. */
  *lines(): Generator<readonly TableValue[]> {
    for (const at of this.#columns) {
      const source = this.#table.columns[at]?.source
      if (source === undefined) continue
      yield [this.#table.title, source.name, source.key, this.#filled[at] ?? 0, rounded(this.#sums[at] ?? 0)]
    }
  }
}

/** Writes the worksheet «Итоги». */
export async function writeTotals(file: TableFile, organisations: number, totals: readonly ColumnTotals[]): Promise<void> {
  const table = file.addTable('Итоги', columns)
  await table.write([null, 'Организаций, сдавших отчет', null, organisations, null])
  for (const one of totals) for (const line of one.lines()) await table.write(line)
}

/** A sum without the dust of binary fractions; one beyond all numbers is told as a text. */
function rounded(sum: number): number | string {
  return Number.isFinite(sum) ? Number(sum.toPrecision(15)) : 'слишком большое число'
}
