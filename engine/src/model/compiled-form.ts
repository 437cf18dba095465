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
  /** Where values come from that nobody types: by name without the `$`. `org` is always there. */
  readonly sources?: Readonly<Record<string, CompiledSource>>
  /** Read-only blocks of sources as formulas see them, by key: `$org`, `$prev.s1`, `$const-table`. None of them stands on a sheet. */
  readonly sourceBlocks?: Readonly<Record<string, CompiledBlock>>
  readonly sheets: readonly CompiledSheet[]
  /** All tables and fields blocks by key, in the order of the sheets. */
  readonly blocks: Readonly<Record<string, CompiledBlock>>
  readonly checks: readonly CompiledCheck[]
  /** In the order in which they are applied to data of older versions. */
  readonly migrations?: readonly Migration[]
}

export type CellType = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'money' | 'file'

/** Where values of a source come from, and when they are read again. */
export interface CompiledSource {
  /** `organisation`: the one that fills the form. `values`: a table of constants, written in the form itself. */
  readonly kind: 'organisation' | 'registry' | 'form' | 'previous' | 'values'
  /** Name of the registry, or id of the other form. */
  readonly of?: string
  /** Versions of the other form: `^2026.1.0`. */
  readonly version?: string
  /** `open`: on opening; `save`: also on «Сохранить черновик»; `never`: at creation only. */
  readonly refresh: 'open' | 'save' | 'never'
  /** Its blocks by their own names, with their keys in `sourceBlocks`. A source that is one block itself has it under ''. */
  readonly blocks: Readonly<Record<string, string>>
  /** Rows of a table of constants. */
  readonly values?: readonly Readonly<Record<string, Scalar>>[]
}

/** Who fills something in. */
export type Role = 'organisation' | 'coordinator' | 'organizer'

/** A flag that depends on data; a plain `false` is a formula as well. Absent: yes. */
export interface Relevance {
  /** Presentation only: what is hidden still counts. */
  readonly visible?: Formula
  /** What does not apply counts as empty, has no checks and is left out of the submission; the draft keeps it. */
  readonly applies?: Formula
}

export interface Constant {
  readonly type: CellType
  readonly value: Scalar
}

/** A rule of filling shown by an icon. `attention` is the second icon, for what people get wrong. Manual §3.3, Рис. 16–17. */
export interface Hint {
  readonly text: string
  readonly kind: 'info' | 'attention'
}

export interface CompiledSheet extends Relevance {
  readonly key: string
  readonly title: string
  readonly hint?: Hint
  /** Who fills the sheet; absent: the organisation. To the others it is read-only. */
  readonly filledBy?: Role
  /** There is a copy of the sheet for each row of this table, with the key `sheet~<$id>`; `{column}` in the title is a value of the row. */
  readonly repeat?: string
  /** When those who fill it may begin; absent: at once. */
  readonly opens?: 'inProgress' | 'submitted'
  readonly items: readonly SheetItem[]
}

/** What stands on a sheet from top to bottom. */
export type SheetItem =
  | { readonly kind: 'note'; readonly text: string; readonly visible?: Formula }
  | { readonly kind: 'block'; readonly block: string }

export type CompiledBlock = FieldsBlock | FixedBlock | DynamicBlock

interface BlockBase extends Relevance {
  readonly key: string
  readonly sheet: string
  readonly title?: string
  readonly hint?: Hint
  /** There is a copy of the block for each row of this table, with the key `block~<$id>`. */
  readonly repeat?: string
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
  /** Rows come from a table of a source or of the form. */
  readonly from?: RowSource
}

/** Where the rows of a table come from. Such rows have the `$id` `s:` and the key of the row they were made of. */
export interface RowSource {
  /** Key of the block: `$vpr.classes`. */
  readonly block: string
  /** A condition on a row of that block; its formulas are evaluated as those of that block's rows. */
  readonly where?: Formula
  /** Our column → theirs. */
  readonly map: Readonly<Record<string, string>>
}

/** Everything one may say of a value. */
export interface CellRules {
  readonly type: CellType
  readonly required: boolean | Formula
  readonly editable: boolean | Formula
  /** Why whoever has the form cannot fill this in: others do, or it is not open yet ({@link forRole}). Such a cell has no problems. */
  readonly closed?: string
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
  /** The choices are what stands in a column of a table, of the form or of a source. */
  readonly choicesFrom?: { readonly block: string; readonly column: string }
  /** Whether the value taken may be taken here: TRUE, or the choice does not fit the other cells. */
  readonly choicesWhere?: Formula
  /** Several choices may be taken, at most so many; `Infinity` is written as `null`. Such a cell holds an array of codes. */
  readonly several?: number | null
  /** Special codes allowed besides the normal value: X (не приступал), N (тема не пройдена). */
  readonly codes?: readonly string[]
  readonly unique?: boolean
  readonly computed?: Formula
  /** What is written into the cell while nobody has typed there. */
  readonly prefill?: Formula
  /** Relevance of single cells: by the row, or of the whole column. */
  readonly applies?: Formula
  /** For files: extensions without the point, and megabytes. */
  readonly accept?: readonly string[]
  readonly maxSize?: number
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
  /**
   * The column is repeated for each row of this table: `column~*` here, `column~<$id>` when the copies are made; `{as}` in its
   * titles is the name of the row.
   */
  readonly repeat?: { readonly table: string; readonly as: string }
  /** Presentation only: a hidden column still counts. */
  readonly visible?: Formula
  /** Who fills the column; absent: whoever fills the sheet. */
  readonly filledBy?: Role
}

export interface HeaderGroup {
  readonly id: string
  readonly title: string
  readonly hint?: Hint
}

export interface CompiledRow extends Relevance {
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
  /** It stands in a block or on a sheet that is repeated for the rows of this table: each copy has its own. */
  readonly copyOf?: string
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
  /** The version of the form in which it appeared. */
  readonly since?: string
  /** What may be done about it with one click: the value that is written into a cell. */
  readonly fix?: { readonly cell: CellsExpr; readonly value: Formula; readonly label: string }
}

/** For what a check is repeated. Rows and columns are zero-based places in the block. */
export type Each =
  | { readonly kind: 'once' }
  /** Every row of a table; `rows` narrows fixed rows. */
  | { readonly kind: 'rows'; readonly rows?: readonly number[] }
  | { readonly kind: 'columns'; readonly columns: readonly number[] }

/** A rule over all rows of a table. `when` decides for each row whether it takes part. */
interface SetCheckBase extends CheckBase {
  readonly block: string
  /** The columns that make the key of a row; rows where all of them are empty do not count. Without any, all rows are one group. */
  readonly columns: readonly string[]
}

/** Columns of another table (or of this one), as many as the rule has. */
export interface OtherColumns {
  readonly block: string
  readonly columns: readonly string[]
}

/** The values of `columns` together stand in one row only. */
export interface UniqueCheck extends SetCheckBase {
  readonly kind: 'unique'
}

/** The values of `columns` must stand together in the columns `in.columns` of another table. */
export interface ExistsCheck extends SetCheckBase {
  readonly kind: 'exists'
  readonly in: OtherColumns
}

/** Every key of the other table must stand in this one. */
export interface CoversCheck extends SetCheckBase {
  readonly kind: 'covers'
  readonly in: OtherColumns
  /** Which rows of the other table must be found: a condition on them. */
  readonly where?: Formula
}

/** The sum (number) of the rows of another table that have the key of this row, against a value of this row. */
export interface GroupTotalCheck extends SetCheckBase {
  readonly kind: 'groupSum' | 'groupCount'
  readonly in: OtherColumns
  /** For a sum: the column of the other table. */
  readonly of?: string
  /** Which rows of the other table count: a condition on them. */
  readonly where?: Formula
  readonly relation: 'equals' | 'atMost' | 'atLeast'
  /** What the total is compared with: a value of this row; empty counts 0. */
  readonly value: Formula
  readonly tolerance?: number
}

/**
 * Intervals of the rows of a group do not overlap: numbers, times or dates. An empty `to` is an interval without an end, a row
 * with an empty `from` does not count.
 */
export interface NoOverlapCheck extends SetCheckBase {
  readonly kind: 'noOverlap'
  readonly from: string
  readonly to: string
  /** Whether the end of one may be the beginning of another. */
  readonly touching: boolean
}

/** In the order of the rows of a group: opening + plus − minus = closing, and each opening is the closing before it. */
export interface BalanceCheck extends SetCheckBase {
  readonly kind: 'balance'
  readonly opening: string
  readonly plus: readonly string[]
  readonly minus: readonly string[]
  readonly closing: string
  /** No closing may be below it. */
  readonly atLeast?: number
  readonly tolerance?: number
}

/** Places within a group by a column of numbers. Rows without a number have no place. */
export interface RankCheck extends SetCheckBase {
  readonly kind: 'rank'
  readonly by: string
  readonly place: string
  readonly order: 'descending' | 'ascending'
  /** Equal numbers: `same` 1, 2, 2, 4 · `dense` 1, 2, 2, 3 · `order` 1, 2, 3, 4 in any order among them. */
  readonly ties: 'same' | 'dense' | 'order'
}

export type SetCheck = UniqueCheck | ExistsCheck | CoversCheck | GroupTotalCheck | NoOverlapCheck | BalanceCheck | RankCheck

export type CompiledCheck = FormulaCheck | SetCheck

/** A message with values put in place: texts and formulas in turn. */
export type Message = readonly (string | Formula)[]
