import { formatScalar } from '@tabel/engine'
import { Archive } from './archive.ts'
import { looksLikeFormula } from './cell-text.ts'
import type { DeflatedPart } from './deflated-part.ts'
import { SheetNames } from './sheet-names.ts'
import type { TableColumn, TableFile, TableOutput, TableValue } from './table-file.ts'

/** Every line ends with it, and no line has it inside. */
const lineEnd = '\r\n'

/**
 * Writes a .zip with a CSV file for each table, as Excel in Russian opens it: UTF-8 with a mark at the beginning, semicolons,
 * decimal commas, dates `dd.mm.yyyy`, moments `dd.mm.yyyy hh:mm`. A text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export class CsvArchive implements TableFile {
  readonly cutTexts = 0
  readonly #archive: Archive
  readonly #names = new SheetNames()

  constructor(file: string) {
    this.#archive = new Archive(file)
  }

  addTable(title: string, columns: readonly TableColumn[]): TableOutput {
    const name = this.#names
      .take(title)
      .replaceAll(/["<>|]/g, ' ')
      .trim()
    const times = (): number => table.lines + 1
    const part = this.#archive.add(`${name}.csv`, { mark: lineEnd, times })
    const table = new CsvTable(title, part, columns)
    return table
  }

  close(): Promise<void> {
    return this.#archive.close()
  }

  abort(): Promise<void> {
    return this.#archive.abort()
  }
}

class CsvTable implements TableOutput {
  readonly title: string
  readonly #part: DeflatedPart
  readonly #width: number
  lines = 0

  constructor(title: string, part: DeflatedPart, columns: readonly TableColumn[]) {
    this.title = title
    this.#part = part
    this.#width = columns.length
    void part.write(`\uFEFF${csvLine(columns.map((column) => [...column.groups, column.title].join(' · ')))}`)
  }

  write(values: readonly TableValue[]): Promise<void> | undefined {
    this.lines += 1
    return this.#part.write(csvLine(Array.from({ length: this.#width }, (_, at) => values[at] ?? null)))
  }
}

function csvLine(values: readonly TableValue[]): string {
  return values.map(csvValue).join(';') + lineEnd
}

function csvValue(value: TableValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'да' : 'нет'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no number for a file`)
    return formatScalar(value)
  }
  if (value instanceof Date) return dateText(value)
  if (typeof value !== 'string') throw new TypeError('an object is no value for a file')
  const text = (looksLikeFormula(value) ? `'${value}` : value).replaceAll(/\r\n?/g, '\n')
  return /[;"\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function dateText(value: Date): string {
  const [date = '', time = ''] = value.toISOString().split('T')
  const day = date.split('-').toReversed().join('.')
  return value.valueOf() % 86_400_000 === 0 ? day : `${day} ${time.slice(0, 5)}`
}
