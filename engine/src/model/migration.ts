import type { CellValue } from './data.ts'

/** A place in a version of a form: a block, a column or field of it, or a fixed row. */
export interface FormPath {
  readonly block: string
  readonly row?: string
  readonly column?: string
}

/** What became of the parts of older versions of a form. */
export interface Migration {
  /** The versions whose data it is for. */
  readonly from: { readonly operator: '<' | '<=' | '='; readonly version: string }
  readonly rename: readonly { readonly from: FormPath; readonly to: FormPath }[]
  /** Values that are others now, old to new; `at` is named as after renaming. */
  readonly map: readonly { readonly at: FormPath; readonly values: Readonly<Record<string, string | number>> }[]
  readonly drop: readonly FormPath[]
}

/** Something that was typed into an older version of the form and has no place in this one. */
export interface Orphan {
  /** The cell, by the names of the older version; an explanation is `$explanations`, id of the problem, `text`. */
  readonly block: string
  readonly row: string | null
  readonly column: string
  readonly value: CellValue
  /** The older version. */
  readonly from: string
}
