import type { CompiledBlock } from '@tabel/engine'
import { columnName } from '../../read/sheet.ts'

/** Where the cells of a block stand in the workbook. Rows and columns of the block are counted from 0, those of the workbook from 1. */
export interface PlacedBlock {
  readonly block: CompiledBlock
  /** The worksheet, as formulas name it. */
  readonly sheet: string
  /** The hidden worksheet beside it, with the states and the values of its cells; null for a block that stands on no sheet of the form. */
  readonly beside: string | null
  /** How many columns right of a cell its value stands on the hidden worksheet. */
  readonly shift: number
  readonly top: number
  readonly left: number
  /** How many rows there are, the empty ones to fill included; one for fields. */
  readonly rows: number
  /** On the hidden worksheet, or beside a block without one: the column that tells which rows are there. */
  readonly alive: number
}

/** A rectangle of a block. */
export interface BlockArea {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

/** What of a cell is read: as it is typed, its value as formulas take it, or its state. */
export type CellSide = 'typed' | 'value' | 'state'

/** A worksheet's name as formulas write it. */
export function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

/** Row and column of a cell. Fields stand one under another. */
export function cellAt({ block, top, left }: PlacedBlock, row: number, column: number): readonly [row: number, column: number] {
  return block.kind === 'fields' ? [top + column, left] : [top + row, left + column]
}

/** The address of a rectangle. `moves`: its rows go with the row of the formula; else it is absolute. */
export function addressOf(placed: PlacedBlock, area: BlockArea, side: CellSide, moves: boolean): string {
  const [top, left] = cellAt(placed, area.fromRow, area.fromColumn)
  const [bottom, right] = cellAt(placed, area.toRow, area.toColumn)
  const shift = side === 'value' ? placed.shift : 0
  const sheet = side === 'typed' || placed.beside === null ? placed.sheet : placed.beside
  const one = (row: number, column: number): string => `$${columnName(column + shift)}${moves ? '' : '$'}${row}`
  const [from, to] = [one(top, left), one(bottom, right)]
  return `${sheet}!${from === to ? from : `${from}:${to}`}`
}

/** The address of the marks of rows that are there: of one row, or of all of them. */
export function aliveAt(placed: PlacedBlock, row: number | null): string {
  const sheet = placed.beside ?? placed.sheet
  const column = `$${columnName(placed.alive)}`
  if (row !== null) return `${sheet}!${column}${placed.top + row}`
  return `${sheet}!${column}$${placed.top}:${column}$${placed.top + placed.rows - 1}`
}
