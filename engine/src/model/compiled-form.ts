import type { Scalar } from './data.ts'
import type { CellsExpr, Formula } from './expr.ts'
import type { Migration } from './migration.ts'

/**
 * A form made ready for use: names resolved, defaults spread out, texts in one language.
 * Plain JSON: the server compiles, the browser receives it over HTTP and needs neither ajv nor the parser.
 */
export interface CompiledForm {
  /** Version of this shape. */
  readonly format: 1
  /** The form's id (`vpr-fsr-ma4`), its version and title. */
  readonly form: string
  readonly version: string
  readonly title: string
  readonly hint?: Hint
  /** Whose calendar day `today` is. */
  readonly zone: 'moscow' | 'org'
  /** Login prefixes and regions of those who fill the form; absent = everybody. */
  readonly audience?: { readonly kinds?: readonly string[]; readonly regions?: readonly string[] }
  readonly constants: Readonly<Record<string, Constant>>
  readonly sheets: readonly CompiledSheet[]
  /** All tables and fields blocks by key, in the order of the sheets. */
  readonly blocks: Readonly<Record<string, CompiledBlock>>
  readonly checks: readonly CompiledCheck[]
  /** In the order in which they are applied to data of older versions. */
  readonly migrations?: readonly Migration[]
}

export type CellType = 'integer' | 'number' | 'string' | 'boolean' | 'date'

export interface Constant {
  readonly type: CellType
  readonly value: Scalar
}

/** A rule of filling shown by an icon. `attention` is the second icon, for what people get wrong. Manual §3.3, Рис. 16–17. */
export interface Hint {
  readonly text: string
  readonly kind: 'info' | 'attention'
}

export interface CompiledSheet {
  readonly key: string
  readonly title: string
  readonly hint?: Hint
  readonly items: readonly SheetItem[]
}

/** What stands on a sheet from top to bottom. */
export type SheetItem = { readonly kind: 'note'; readonly text: string } | { readonly kind: 'block'; readonly block: string }

export type CompiledBlock = FieldsBlock | FixedBlock | DynamicBlock

interface BlockBase {
  readonly key: string
  readonly sheet: string
  readonly title?: string
  readonly hint?: Hint
  /** Columns of a table; the fields of a fields block. */
  readonly columns: readonly CompiledColumn[]
}

/** Named single values one under another. */
export interface FieldsBlock extends BlockBase {
  readonly kind: 'fields'
}

interface TableBase extends BlockBase {
  /** How many first columns stay in sight. */
  readonly freeze: number
  /** Show the line with column codes («графа») under the header. */
  readonly numbered: boolean
}

/** A table whose rows the form names. */
export interface FixedBlock extends TableBase {
  readonly kind: 'fixed'
  readonly rows: readonly CompiledRow[]
}

/** A table to which people add rows. */
export interface DynamicBlock extends TableBase {
  readonly kind: 'dynamic'
  readonly min: number
  readonly max: number
  /** May people add and remove rows. */
  readonly add: boolean
  /** Key of the column that identifies a row: required, unique, and used to name the row to people. */
  readonly keyColumn?: string
}

/** Everything one may say of a value. */
export interface CellRules {
  readonly type: CellType
  readonly required: boolean | Formula
  readonly editable: boolean | Formula
  readonly minimum?: number
  readonly maximum?: number
  /** At most so many digits after the point; absent = any. */
  readonly decimals?: number
  /** Source of a regular expression (flag `u`) that the whole value must match as written. */
  readonly pattern?: string
  /** What the pattern asks for, in people's words. */
  readonly patternHint?: string
  readonly maxLength?: number
  readonly choices?: readonly Choice[]
  /** Special codes allowed besides the normal value: X (не приступал), N (тема не пройдена). */
  readonly codes?: readonly string[]
  readonly unique?: boolean
  readonly computed?: Formula
  readonly unit?: string
  readonly hint?: Hint
}

export interface Choice {
  readonly code: string | number
  readonly title: string
}

export interface CompiledColumn extends CellRules {
  readonly key: string
  /** Number of the column shown to people («графа»). */
  readonly code?: string
  readonly title: string
  /** Merged header cells above this column, outermost first. Neighbours with the same `id` share the cell. */
  readonly groups: readonly HeaderGroup[]
  /** Preferred width in CSS pixels. */
  readonly width?: number
}

export interface HeaderGroup {
  readonly id: string
  readonly title: string
  readonly hint?: Hint
}

export interface CompiledRow {
  readonly key: string
  readonly code?: string
  readonly title: string
  readonly hint?: Hint
  readonly unit?: string
  /** Indent, 0–6. */
  readonly level: number
  readonly groups: readonly HeaderGroup[]
  /** Column keys that are crossed out («х») in this row. */
  readonly blocked: readonly string[]
  /** Complete rules of the cells that differ from their column, by column key. */
  readonly cells: Readonly<Record<string, CellRules>>
}

export type Severity = 'error' | 'warning' | 'info'

interface CheckBase {
  /** Stable id: cases, statistics and waivers refer to it. */
  readonly id: string
  readonly severity: Severity
  readonly sheet: string
  /** The table or fields block in which the check is written; absent for a check of a sheet or of the form. */
  readonly block?: string
  readonly when?: Formula
  /** A warning with which the form may be submitted only when the reason is given in writing. */
  readonly explain?: true
  /** Absent: the message is made from titles and values. */
  readonly message?: Message
  /** The cell to point at; absent: the first cell the assertion reads. */
  readonly at?: CellsExpr
}

/** A formula that must be TRUE. */
export interface FormulaCheck extends CheckBase {
  readonly kind: 'formula'
  readonly assert: Formula
  readonly each: Each
  /** See the description of `empty` in form.schema.json. */
  readonly empty: 'auto' | 'skip' | 'skip-if-all' | 'zero'
  readonly tolerance?: number
}

/** For what a check is repeated. Rows and columns are zero-based places in the block. */
export type Each =
  | { readonly kind: 'once' }
  /** Every row of a table; `rows` narrows fixed rows. */
  | { readonly kind: 'rows'; readonly rows?: readonly number[] }
  | { readonly kind: 'columns'; readonly columns: readonly number[] }

/** The values of `columns` together stand in one row only. Rows where all of them are empty do not count. */
export interface UniqueCheck extends CheckBase {
  readonly kind: 'unique'
  readonly block: string
  readonly columns: readonly string[]
}

/** The values of `columns` must stand together in the columns `in.columns` of another table. */
export interface ExistsCheck extends CheckBase {
  readonly kind: 'exists'
  readonly block: string
  readonly columns: readonly string[]
  readonly in: { readonly block: string; readonly columns: readonly string[] }
}

export type CompiledCheck = FormulaCheck | UniqueCheck | ExistsCheck

/** A message with values put in place: texts and formulas in turn. */
export type Message = readonly (string | Formula)[]
