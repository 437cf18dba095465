import type { SourceHint, SourceText } from './texts.ts'

/**
 * The form file as the compiler walks it, after its structure was found right. The public type of form files is the generated
 * `FormDefinition`; this one names the parts.
 */
export interface SourceForm {
  readonly form: string
  readonly version: string
  readonly title: SourceText
  readonly hint?: SourceHint
  readonly locale?: string
  readonly zone?: 'moscow' | 'org'
  readonly audience?: { readonly kinds?: readonly string[]; readonly regions?: readonly string[] }
  readonly lists?: Readonly<Record<string, SourceList>>
  readonly constants?: Readonly<Record<string, SourceConstant>>
  readonly sources?: Readonly<Record<string, SourceSource>>
  readonly sheets: readonly SourceSheet[]
  readonly checks?: readonly SourceCheck[]
  readonly migrations?: readonly SourceMigration[]
}

/** What became of parts of older versions; the language says more of it. */
export interface SourceMigration {
  readonly from: string
  readonly rename?: Readonly<Record<string, string>>
  readonly map?: Readonly<Record<string, Readonly<Record<string, string | number>>>>
  readonly drop?: readonly string[]
}

type Code = string | number
type Flag = boolean | string
export type SourceType = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'money'
type CellType = SourceType | 'file'
export type SourceRole = 'organisation' | 'coordinator' | 'organizer'

type Scalar = string | number | boolean

export type SourceConstant = Scalar | { readonly type: CellType; readonly value: Scalar }
/** Besides its code and title an item may have attributes of the author's own. */
export type SourceListItem =
  | Code
  | { readonly code: Code; readonly title?: SourceText; readonly [attribute: string]: Scalar | SourceText | undefined }
export type SourceList = readonly SourceListItem[] | Readonly<Record<string, SourceText>>

type SourceTypes = Readonly<Record<string, SourceType>>

/** One block of a source: single values, or a table. */
export interface SourceSourceBlock {
  readonly fields?: SourceTypes
  readonly columns?: SourceTypes
  readonly rows?: readonly string[]
  readonly key?: string
}

/** Where values come from that nobody types. */
export interface SourceSource extends SourceSourceBlock {
  readonly registry?: string
  readonly form?: string
  readonly version?: string
  readonly previous?: true
  readonly values?: readonly Readonly<Record<string, Scalar>>[]
  readonly blocks?: Readonly<Record<string, SourceSourceBlock>>
  readonly refresh?: 'open' | 'save' | 'never'
}

interface SourceRelevance {
  readonly visible?: Flag
  readonly applies?: Flag
}

export interface SourceSheet extends SourceRelevance {
  readonly sheet: string
  readonly title: SourceText
  readonly hint?: SourceHint
  readonly repeat?: string
  readonly filledBy?: SourceRole
  readonly opens?: 'inProgress' | 'submitted'
  readonly blocks: readonly SourceBlock[]
  readonly checks?: readonly SourceCheck[]
}

export type SourceBlock = SourceTable | SourceFields | SourceNote

export interface SourceNote {
  readonly note: SourceText
  readonly visible?: Flag
}

export interface SourceFields extends SourceRelevance {
  readonly repeat?: string
  readonly fields: string
  readonly title?: SourceText
  readonly hint?: SourceHint
  readonly defaults?: SourceCell
  readonly items: readonly SourceColumn[]
  readonly checks?: readonly SourceCheck[]
}

export interface SourceTable extends SourceRelevance {
  readonly repeat?: string
  readonly table: string
  readonly title?: SourceText
  readonly hint?: SourceHint
  readonly freeze?: number
  readonly numbered?: boolean
  readonly defaults?: SourceCell
  readonly columns: readonly SourceColumnOrGroup[]
  readonly rows: readonly SourceRowOrGroup[] | SourceDynamicRows
  readonly checks?: readonly SourceCheck[]
}

export interface SourceDynamicRows {
  readonly min?: number
  readonly max: number
  readonly add?: boolean
  readonly from?: { readonly source: string; readonly where?: string; readonly map?: Readonly<Record<string, string>> }
  readonly key?: string
}

export interface SourceCell {
  readonly type?: CellType
  readonly hint?: SourceHint
  readonly required?: Flag
  readonly editable?: Flag
  readonly minimum?: number
  readonly maximum?: number
  readonly decimals?: number
  readonly pattern?: string
  readonly patternHint?: SourceText
  readonly maxLength?: number
  readonly choices?: string | readonly Code[]
  readonly choicesWhere?: string
  readonly several?: true | number
  readonly codes?: readonly string[]
  readonly computed?: string
  readonly prefill?: string
  readonly applies?: Flag
  readonly accept?: readonly string[]
  readonly maxSize?: number
  readonly unique?: boolean
  readonly unit?: string
  readonly width?: number
}

export interface SourceColumn extends SourceCell {
  readonly key: string
  readonly title: SourceText
  readonly code?: string
  readonly visible?: Flag
  readonly filledBy?: SourceRole
}

/** Columns repeated for each member of a list, or for each row of a table. */
export interface SourceColumnRepeat {
  readonly repeat: string | readonly string[]
  readonly as: string
  readonly group?: SourceText
  readonly hint?: SourceHint
  readonly defaults?: SourceCell
  readonly columns: readonly SourceColumn[]
}

export interface SourceGroup {
  readonly group: SourceText
  readonly hint?: SourceHint
  readonly defaults?: SourceCell
  readonly columns: readonly SourceColumnOrGroup[]
}

export type SourceColumnOrGroup = SourceColumn | SourceGroup | SourceColumnRepeat

export interface SourceRow extends SourceRelevance {
  readonly key: string
  readonly title: SourceText
  readonly code?: string
  readonly hint?: SourceHint
  readonly unit?: string
  readonly level?: number
  readonly blocked?: readonly string[]
  readonly cells?: Readonly<Record<string, SourceCell>>
}

export type SourceRowOrGroup = SourceRow | { readonly group: SourceText; readonly rows: readonly SourceRowOrGroup[] }

export type SourceCheck = string | SourceFormulaCheck | SourceSetRule

interface SourceCheckBase {
  readonly id?: string
  readonly when?: string
  readonly severity?: 'error' | 'warning' | 'info'
  readonly explain?: boolean
  readonly message?: SourceText
  readonly at?: string
}

export interface SourceFormulaCheck extends SourceCheckBase {
  readonly assert: string
  readonly each?: string
  readonly empty?: 'auto' | 'skip' | 'skip-if-all' | 'zero'
  readonly tolerance?: number
  readonly for?: Readonly<Record<string, readonly string[]>>
  readonly since?: string
  readonly fix?: { readonly cell: string; readonly value: string; readonly label: SourceText }
}

export interface SourceSetRule extends SourceCheckBase {
  readonly rule: SetRuleName
  readonly columns?: readonly string[]
  readonly in?: string
  readonly of?: string
  readonly where?: string
  readonly equals?: string
  readonly atMost?: string
  readonly atLeast?: string
  readonly tolerance?: number
  readonly from?: string
  readonly to?: string
  readonly touching?: boolean
  readonly opening?: string
  readonly plus?: readonly string[]
  readonly minus?: readonly string[]
  readonly closing?: string
  readonly by?: string
  readonly place?: string
  readonly order?: 'descending' | 'ascending'
  readonly ties?: 'same' | 'dense' | 'order'
}

export type SetRuleName = 'unique' | 'exists' | 'covers' | 'groupSum' | 'groupCount' | 'noOverlap' | 'balance' | 'rank'
