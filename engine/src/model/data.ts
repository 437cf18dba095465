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

/** Codes taken from a list where several may be taken: in the order of the list, each once, never empty. */
export type Codes = readonly (string | number)[]

/** An attachment; its content is kept by the server under `$file`. `size` is in bytes. */
export interface FileRef {
  readonly $file: string
  readonly name: string
  readonly size: number
}

/** What one cell holds. `null` is an empty cell; an empty string is never stored. Times are texts: `08:30`. */
export type CellValue = Scalar | Codes | FileRef | Raw | null

/** Cells of one row (or of one fields block) by column key. A column that is absent is empty. */
export type Cells = Readonly<Record<string, CellValue>>

/** A row that a person added. `$id` never changes: `^(s:)?[A-Za-z0-9_-]{1,40}$`. */
export type DynamicRow = { readonly $id: string } & Cells

/** Data of one block: fields → one object; fixed rows → by row key; rows people add → array in the order of the sheet. */
export type BlockData = Cells | Readonly<Record<string, Cells>> | readonly DynamicRow[]

/** Values of sources by name: of a source that is one block, that block; else its blocks by their names. */
export type SourceData = Readonly<Record<string, BlockData | Readonly<Record<string, BlockData>>>>

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
 * `$orphans` (what a migration could not place), `$sources` ({@link SourceData}).
 */
export type FormData = Readonly<Record<string, BlockData>>

/** Whether a cell holds text that could not be read as the type of its column. */
export function isRaw(value: CellValue | undefined): value is Raw {
  return typeof value === 'object' && value !== null && '$raw' in value
}

/** Whether a cell holds several codes. */
export function isCodes(value: CellValue | undefined): value is Codes {
  return Array.isArray(value)
}

/** Whether a cell holds an attachment. */
export function isFileRef(value: CellValue | undefined): value is FileRef {
  return typeof value === 'object' && value !== null && '$file' in value
}

/**
 * The address of a cell by meaning. `row` is a row key (fixed rows), a `$id` (rows people add) or null (fields).
 */
export interface CellRef {
  readonly block: string
  readonly row: string | null
  readonly column: string
}
