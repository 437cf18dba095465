import { CsvError, parse } from 'csv-parse'

/** Something wrong in a file, with its line (from 1, the header is line 1). `message` is a Russian sentence after «Строка 3:». */
export interface LineError {
  readonly line: number
  readonly message: string
}

/** A line of a table: texts by the names of the first line. What is empty is not there. */
export interface CsvRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
  readonly errors: readonly LineError[]
}

/** The name of a column by its title in the file. */
export type NameOf = (title: string) => string

const itself: NameOf = (title) => title
const columnName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/
const longestCell = 1_000
const mostColumns = 100

/**
 * Reads a table as people save it from a spreadsheet: CSV in UTF-8 or Windows-1251, separated by semicolons, commas or tabs. Its first
 * line names the columns. Everything that is wrong is told at once.
 */
export async function readCsv(bytes: Uint8Array, nameOf: NameOf = itself): Promise<CsvTable> {
  const text = decode(bytes)
  const lines: TableLine[] = []
  const errors: LineError[] = []
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      lines.push({ line: info.lines, cells: record })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    errors.push({
      line: Number(error['lines'] ?? 1),
      message: 'кавычка не закрыта или стоит посреди значения. Проверьте кавычки.',
    })
  }
  const table = tableOf(lines, nameOf)
  return { ...table, errors: [...table.errors, ...errors] }
}

/** A line of a file. */
export interface TableLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** The lines of a file as a table: the first one names the columns, empty ones are left out. */
export function tableOf(lines: readonly TableLine[], nameOf: NameOf = itself): CsvTable {
  const [head, ...rest] = lines
  if (head === undefined)
    return { columns: [], rows: [], errors: [{ line: 1, message: 'файл пуст. Первой строкой назовите графы.' }] }
  const columns = head.cells.map(nameOf)
  const errors: LineError[] = [...headerErrors(columns)]
  const rows: CsvRow[] = []
  for (const { line, cells } of rest) {
    if (cells.every((cell) => cell === '')) continue
    const message = rowError(columns, cells)
    if (message === null) rows.push({ line, cells: cellsOf(columns, cells) })
    else errors.push({ line, message })
  }
  return { columns, rows, errors }
}

/** Old spreadsheets save in Windows-1251; such a text is hardly ever right as UTF-8. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

/** What stands most often in the first line. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string): number => header.split(sign).length
  return [';', '\t', ','].toSorted((one, other) => count(other) - count(one))[0] ?? ';'
}

function headerErrors(header: readonly string[]): readonly LineError[] {
  const wrong = header.filter((name, place) => !columnName.test(name) || header.indexOf(name) !== place)
  const errors = wrong.map((name) => ({
    line: 1,
    message: columnName.test(name)
      ? `графа «${name}» названа дважды.`
      : `графа «${name.slice(0, 40)}»: имя состоит из латинских букв, цифр и _, как в форме.`,
  }))
  return header.length > mostColumns ? [{ line: 1, message: `граф больше ${mostColumns}.` }] : errors
}

function rowError(columns: readonly string[], record: readonly string[]): string | null {
  if (record.length > columns.length)
    return `значений ${record.length}, а граф ${columns.length}. Возьмите в кавычки значения с «;» или «,».`
  const long = columns.find((_, place) => (record[place]?.length ?? 0) > longestCell)
  if (long !== undefined) return `графа «${long}»: больше ${longestCell} знаков.`
  return record.some((cell) => cell.includes('\0')) ? 'в значении есть нулевой байт. Сохраните файл как CSV.' : null
}

function cellsOf(columns: readonly string[], record: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map((column, place) => [column, record[place] ?? ''] as const).filter(([, text]) => text !== ''),
  )
}
