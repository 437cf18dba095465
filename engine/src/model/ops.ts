import type { CellRef, CellValue, DynamicRow, SourceData } from './data.ts'

/** Puts a value into one cell. `row` is null for a fields block. */
export interface SetOp {
  readonly set: readonly [block: string, row: string | null, column: string]
  readonly value: CellValue
}

/** Adds rows after the row `after`, or at the top when it is null. */
export interface InsertOp {
  readonly insert: string
  readonly after: string | null
  readonly rows: readonly DynamicRow[]
}

/** Takes rows away by `$id`. */
export interface RemoveOp {
  readonly remove: string
  readonly ids: readonly string[]
}

/** Moves rows, in the order of `ids`, behind the row `after`, or to the top when it is null. */
export interface MoveOp {
  readonly move: string
  readonly ids: readonly string[]
  readonly after: string | null
}

/**
 * Says in writing why a problem that asks for it may stand; an empty text takes it back. `seen` is what the cells of the problem
 * showed then (see {@link Explanation}); `FormSession.apply` puts it in. `by` and `at` are the server's to write.
 */
export interface ExplainOp {
  readonly explain: string
  readonly text: string
  readonly seen?: readonly CellValue[]
  readonly by?: string
  readonly at?: string
}

/**
 * Keeps what a late op of an older version of the form puts where this version has no place (see `Orphan`); written by the server
 * alone. `null` takes it back.
 */
export interface OrphanOp {
  readonly orphan: readonly [block: string, row: string | null, column: string]
  readonly value: CellValue
  /** The older version. */
  readonly from: string
}

/** Puts another snapshot of the sources in place; written by the server alone. It cannot be undone. */
export interface SourcesOp {
  readonly sources: SourceData
}

/**
 * The only way data changes: typing, paste, fill, undo, upload. History, undo, merge and audit are one mechanism.
 */
export type Op = SetOp | InsertOp | RemoveOp | MoveOp | ExplainOp | OrphanOp | SourcesOp

/** What one application of ops did. */
export interface Change {
  /** Number of the document's state after the change; grows by one with each change. */
  readonly revision: number
  /** The ops as they were applied (what had no effect is left out). */
  readonly ops: readonly Op[]
  /** Ops that lead back; the order is the order to apply them in. */
  readonly inverse: readonly Op[]
  /** Cells whose value is now another. Cells of rows that came or went are not listed one by one. */
  readonly cells: readonly CellRef[]
  /** Tables in which rows came, went or moved. */
  readonly tables: readonly string[]
  /** Of an undo or redo: how many cells and rows were left alone because somebody else has changed them since. */
  readonly skipped?: number
}

/** Why an op cannot be applied. `message` is a Russian sentence for people; `code` is stable for programs. */
export interface OpFault {
  /** Zero-based place of the op in the list that was given. */
  readonly index: number
  readonly code:
    | 'unknown-op'
    | 'unknown-block'
    | 'unknown-row'
    | 'unknown-column'
    | 'bad-row-id'
    | 'bad-value'
    | 'too-long'
    | 'locked'
    | 'rows-fixed'
    | 'too-many-rows'
    | 'too-many-ops'
    | 'not-explainable'
    | 'too-many-explanations'
    /** Told by a server: the file was not attached to this draft. */
    | 'unknown-file'
  readonly message: string
}
