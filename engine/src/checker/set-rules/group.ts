import type { CellRef, CellValue } from '../../model/data.ts'

/** The rows of one group, in the order of the table. */
export interface Group {
  readonly rows: readonly string[]
  readonly value: (row: string, column: string) => CellValue
  /** What people see in a cell. */
  readonly shown: (row: string, column: string) => string
  readonly title: (column: string) => string
  /** Whether one of these cells has a problem of its own. */
  readonly isBad: (row: string, columns: readonly string[]) => boolean
  /** Number of the row as people count it, from 1. */
  readonly number: (row: string) => number
  readonly ref: (row: string, column: string) => CellRef
}

/** What is wrong at a cell of a group. */
export interface Finding {
  readonly row: string
  readonly column: string
  readonly message: string
  readonly cells: readonly CellRef[]
  readonly left?: CellValue
  readonly right?: CellValue
}
