/** One formula in cells of a column one under another. It is written for the first of them, without the equals sign. */
export interface Fill {
  readonly row: number
  readonly column: number
  readonly count: number
  readonly formula: string
}

/** Rows of a block for each of which a formula is written: all at once where they are alike. */
export interface RowRun {
  /** The first row, from 0. */
  readonly row: number
  readonly count: number
}
