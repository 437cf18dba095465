import type { CellRef, CellRules, CellValue, CompiledForm } from '@tabel/engine'
import { valueOf } from './cell-value.ts'
import { errorsSheet } from '../workbook/marks.ts'
import { formLabels } from './labels.ts'
import type { Located, LocatedTable } from './located.ts'
import { columnName } from './sheet.ts'
import type { ReadCell } from './sheet.ts'
import type { ReadBook, ReadSheetOf } from './workbook.ts'

/** A cell of the form as the workbook has it, empty ones too. */
export interface FilledCell {
  readonly column: string
  readonly value: CellValue
  /** Where it stands in the workbook: `Участники!D77`. */
  readonly address: string
}

/** A row of a table as the workbook has it. */
export interface FilledRow {
  /** Key of a fixed row; `$id` that the template wrote beside a row; null of a row that a person added. */
  readonly id: string | null
  /** Row of the sheet, from 1. */
  readonly line: number
  readonly cells: readonly FilledCell[]
}

export interface FilledBlock {
  readonly block: string
  /** One row without an id for a block of fields. */
  readonly rows: readonly FilledRow[]
}

/** Something in the workbook that is not taken over, or not as it is. */
export interface Notice {
  readonly address: string
  /** What it shows, cut. */
  readonly text: string
  /** In Russian. */
  readonly message: string
}

export interface Filled {
  readonly blocks: readonly FilledBlock[]
  /** What stands where the form has no place for it: it is not taken over. */
  readonly ignored: readonly Notice[]
  /** What is taken over and should be looked at. */
  readonly notices: readonly Notice[]
}

/** Reads what was found of the form. */
export function readFilled(book: ReadBook, form: CompiledForm, located: readonly Located[]): Filled {
  const reader = new FilledReader(book, form)
  const blocks = located.map((one) => reader.read(one))
  return { blocks, ignored: reader.rest(located), notices: reader.notices }
}

class FilledReader {
  readonly notices: Notice[] = []
  readonly #book: ReadBook
  readonly #form: CompiledForm
  readonly #cells = new Map<ReadSheetOf, ReadonlyMap<number, ReadonlyMap<number, ReadCell>>>()
  readonly #taken = new Set<ReadCell>()

  constructor(book: ReadBook, form: CompiledForm) {
    this.#book = book
    this.#form = form
  }

  read(located: Located): FilledBlock {
    if (located.kind === 'table') return { block: located.block.key, rows: this.#rows(located) }
    const { block, cells } = located
    const filled = [...cells].map(([column, { row, column: place }]) => this.#cell(located, { row: null, column }, row, place))
    const line = [...cells.values()][0]?.row ?? 0
    return { block: block.key, rows: [{ id: null, line, cells: filled }] }
  }

  #rows(located: LocatedTable): readonly FilledRow[] {
    const { block, sheet, head, end, columns, ids } = located
    const lines = this.#lines(sheet)
    const rows: FilledRow[] = []
    for (const line of [...new Set([...lines.keys(), ...ids.keys()])].sort((a, b) => a - b)) {
      if (line <= head || (end !== null && line >= end)) continue
      const id = ids.get(line) ?? null
      if (block.kind === 'fixed' && !block.rows.some(({ key }) => key === id)) continue
      const cells = [...columns].map(([column, place]) => this.#cell(located, { row: id ?? '', column }, line, place))
      // A row that only the template knows, or that holds nothing, is no row that a person added.
      if (id !== null || cells.some(({ value }) => value !== null)) rows.push({ id, line, cells })
    }
    return rows
  }

  #cell({ block, sheet }: Located, { row, column }: Pick<CellRef, 'row' | 'column'>, line: number, place: number): FilledCell {
    const address = addressOf(sheet, line, place)
    const cell = this.#lines(sheet).get(line)?.get(place)
    if (!cell) return { column, value: null, address }
    this.#taken.add(cell)
    const rules = this.#rules(block.key, row, column)
    if (!rules) return { column, value: null, address }
    if (rules.computed === undefined) this.#look(sheet, cell, address)
    return { column, value: valueOf(rules, cell, this.#book.date1904), address }
  }

  #rules(block: string, row: string | null, column: string): CellRules | null {
    const named = this.#form.blocks[block]
    const fixed = named?.kind === 'fixed' && row !== null ? named.rows.find(({ key }) => key === row) : undefined
    if (fixed?.blocked.includes(column)) return null
    return fixed?.cells[column] ?? named?.columns.find(({ key }) => key === column) ?? null
  }

  /** What a person should look at although it is taken over. */
  #look(sheet: ReadSheetOf, cell: ReadCell, address: string): void {
    const note = (message: string): void => void this.notices.push({ address, text: shown(cell), message })
    if (cell.kind === 'error') note('В ячейке ошибка Excel вместо значения.')
    else if (cell.formula && cell.value === null) note('В ячейке формула без результата: откройте файл в Excel и сохраните его.')
    else if (cell.formula) note('В ячейке формула: взят ее результат.')
    if (sheet.hiddenRows.includes(cell.row)) note('Строка скрыта в Excel, но прочитана.')
    if (sheet.hiddenColumns.some(([from, to]) => from <= cell.column && cell.column <= to))
      note('Столбец скрыт в Excel, но прочитан.')
    if (sheet.merges.some((one) => isInside(one, cell) && !(one.top === cell.row && one.left === cell.column)))
      note('Значение лежит внутри объединенной ячейки и в Excel не видно.')
  }

  /** What stands where the form has no place for it, apart from the form's own words. */
  rest(located: readonly Located[]): readonly Notice[] {
    const labels = formLabels(this.#form)
    const ours = new Set(located.map(({ sheet }) => sheet))
    return this.#book.sheets.flatMap((sheet): readonly Notice[] => {
      if (!ours.has(sheet)) return foreignSheet(sheet)
      const tables = located.filter((one): one is LocatedTable => one.kind === 'table' && one.sheet === sheet)
      return sheet.cells
        .filter((cell) => !this.#taken.has(cell) && cell.value !== null && !labels.has(cell.value) && !isRowId(tables, cell))
        .map((cell) => ({
          address: addressOf(sheet, cell.row, cell.column),
          text: shown(cell),
          message: 'Здесь в форме нет ячейки для заполнения: значение не взято.',
        }))
    })
  }

  #lines(sheet: ReadSheetOf): ReadonlyMap<number, ReadonlyMap<number, ReadCell>> {
    const known = this.#cells.get(sheet)
    if (known) return known
    const lines = new Map<number, Map<number, ReadCell>>()
    for (const cell of sheet.cells) {
      const line = lines.get(cell.row) ?? new Map<number, ReadCell>()
      lines.set(cell.row, line.set(cell.column, cell))
    }
    this.#cells.set(sheet, lines)
    return lines
  }
}

function isInside(
  { top, left, bottom, right }: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
  { row, column }: ReadCell,
): boolean {
  return top <= row && row <= bottom && left <= column && column <= right
}

/** An id that the template wrote beside a row, or the number of the row. */
function isRowId(tables: readonly LocatedTable[], cell: ReadCell): boolean {
  return tables.some(({ head, ids, columns }) => {
    if (cell.row <= head) return false
    if (ids.get(cell.row) === String(cell.value)) return true
    return Number.isInteger(cell.value) && cell.column < Math.min(...columns.values())
  })
}

/** Sheets that are none of the form's: those that a template hides, and its «Ошибки», say nothing. */
function foreignSheet(sheet: ReadSheetOf): readonly Notice[] {
  if (sheet.hidden || sheet.name === errorsSheet || sheet.name.startsWith('_') || sheet.cells.length === 0) return []
  return [{ address: sheet.name, text: '', message: 'Этого листа в форме нет: он не прочитан.' }]
}

/** `Участники!D77`. */
export function addressOf(sheet: Pick<ReadSheetOf, 'name'>, row: number, column: number): string {
  return `${sheet.name}!${columnName(column)}${row}`
}

const longestShown = 100

function shown({ value }: ReadCell): string {
  const text = String(value ?? '')
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}
