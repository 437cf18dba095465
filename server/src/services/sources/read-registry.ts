import { CsvError, parse } from 'csv-parse'
import type { RegistryRow } from '../../storage/registries.ts'

/** Something wrong in a file, with its line (from 1, the header is line 1). */
export interface LineError {
  readonly line: number
  readonly message: string
}

/** A row and whose it is: a login, or null for everybody. */
export interface OwnedRow {
  readonly owner: string | null
  readonly row: RegistryRow
}

export interface ReadRegistry {
  readonly columns: readonly string[]
  readonly rows: readonly OwnedRow[]
  readonly errors: readonly LineError[]
}

/** The column that says by login whose a row is. */
export const ownerColumn = 'organisation'

/** So many rows may concern one organisation: its browser holds them all. */
export const mostRowsEach = 5_000

const columnName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/
const longestCell = 1_000
const mostColumns = 100

/**
 * Reads a table as people save it from a spreadsheet: CSV in UTF-8 or Windows-1251, separated by semicolons, commas or tabs. Its first
 * line names the columns as forms do. Everything that is wrong is told at once.
 *
 * @param knows whether there is an organisation of this login.
 */
export async function readRegistry(bytes: Uint8Array, knows: (login: string) => boolean): Promise<ReadRegistry> {
  const text = decode(bytes)
  const errors: LineError[] = []
  const rows: OwnedRow[] = []
  const each = new Map<string | null, number>()
  let columns: readonly string[] | null = null
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines
      if (columns === null) {
        columns = record
        errors.push(...headerErrors(record))
        continue
      }
      if (record.every((cell) => cell === '')) continue
      const message = rowError(columns, record, knows)
      if (message !== null) {
        errors.push({ line, message })
        continue
      }
      const owned = toOwned(columns, record)
      const count = (each.get(owned.owner) ?? 0) + 1
      each.set(owned.owner, count)
      if (count === mostRowsEach + 1) errors.push({ line, message: tooMany(owned.owner) })
      rows.push(owned)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    errors.push({
      line: Number(error['lines'] ?? 1),
      message: 'кавычка не закрыта или стоит посреди значения. Проверьте кавычки.',
    })
  }
  if (columns === null)
    errors.push({ line: 1, message: 'файл пуст. Первой строкой назовите графы, например: organisation;code;name.' })
  return { columns: (columns ?? []).filter((column) => column !== ownerColumn), rows, errors }
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

function rowError(columns: readonly string[], record: readonly string[], knows: (login: string) => boolean): string | null {
  if (record.length > columns.length)
    return `значений ${record.length}, а граф ${columns.length}. Возьмите в кавычки значения с «;» или «,».`
  const long = columns.find((_, place) => (record[place]?.length ?? 0) > longestCell)
  if (long !== undefined) return `графа «${long}»: больше ${longestCell} знаков.`
  if (record.some((cell) => cell.includes('\0'))) return 'в значении есть нулевой байт. Сохраните файл как CSV.'
  const owner = record[columns.indexOf(ownerColumn)] ?? ''
  return owner === '' || knows(owner) ? null : `организации «${owner.slice(0, 40)}» нет. Проверьте логин, регистр букв важен.`
}

function toOwned(columns: readonly string[], record: readonly string[]): OwnedRow {
  const cells = columns.flatMap((column, place) => {
    const text = record[place] ?? ''
    return column === ownerColumn || text === '' ? [] : [[column, text] as const]
  })
  const owner = record[columns.indexOf(ownerColumn)] ?? ''
  return { owner: owner === '' ? null : owner, row: Object.fromEntries(cells) }
}

function tooMany(owner: string | null): string {
  return owner === null
    ? `строк для всех организаций больше ${mostRowsEach}. Назовите организации в графе «${ownerColumn}».`
    : `у организации «${owner}» больше ${mostRowsEach} строк.`
}
