/**
 * What people fill in, as plain JSON by meaning and never by cell address.
 * The same shape is stored by the server, kept in the browser and written into cases of a form.
 */

/** A value that was read as what its column asks for. Dates are ISO strings: `2026-04-21`. */
export type Scalar = string | number | boolean

/** Text that could not be read as the type of its column, kept exactly as it was typed (at most 1,000 characters). */
export interface Raw {
  readonly $raw: string
}

/** What one cell holds. `null` is an empty cell; an empty string is never stored. */
export type CellValue = Scalar | Raw | null

/** Cells of one row (or of one fields block) by column key. A column that is absent is empty. */
export type Cells = Readonly<Record<string, CellValue>>

/** A row that a person added. `$id` never changes: `^(s:)?[A-Za-z0-9_-]{1,40}$`. */
export type DynamicRow = { readonly $id: string } & Cells

/** Data of one block: fields → one object; fixed rows → by row key; rows people add → array in the order of the sheet. */
export type BlockData = Cells | Readonly<Record<string, Cells>> | readonly DynamicRow[]

/** Why a problem may stand, in the words of the one who answers for it. */
export interface Explanation {
  readonly text: string
  /** Login of the one who wrote it, and the ISO time: the server knows them. */
  readonly by?: string
  readonly at?: string
  /** What the cells of the problem showed when it was explained, in the order of `Problem.cells`; a column stands as one value. */
  readonly seen: readonly CellValue[]
}

/**
 * The whole content of a form. Blocks that hold nothing may be absent. Keys that begin with `$` are no blocks:
 * `$explanations` ({@link Explanation} by id of the problem), `$removed` (where removed rows stood: decision 0040),
 * `$orphans` (what a migration could not place).
 */
export type FormData = Readonly<Record<string, BlockData>>

/** Whether a cell holds text that could not be read as the type of its column. */
export function isRaw(value: CellValue | undefined): value is Raw {
  return typeof value === 'object' && value !== null && typeof value.$raw === 'string'
}

/**
 * The address of a cell by meaning. `row` is a row key (fixed rows), a `$id` (rows people add) or null (fields).
 */
export interface CellRef {
  readonly block: string
  readonly row: string | null
  readonly column: string
}
