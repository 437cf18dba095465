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
type CellType = 'integer' | 'number' | 'string' | 'boolean' | 'date'

export type SourceConstant = string | number | boolean | { readonly type: CellType; readonly value: string | number | boolean }
export type SourceListItem = Code | { readonly code: Code; readonly title?: SourceText }
export type SourceList = readonly SourceListItem[] | Readonly<Record<string, SourceText>>

export interface SourceSheet {
  readonly sheet: string
  readonly title: SourceText
  readonly hint?: SourceHint
  readonly blocks: readonly SourceBlock[]
  readonly checks?: readonly SourceCheck[]
}

export type SourceBlock = SourceTable | SourceFields | { readonly note: SourceText }

export interface SourceFields {
  readonly fields: string
  readonly title?: SourceText
  readonly hint?: SourceHint
  readonly defaults?: SourceCell
  readonly items: readonly SourceColumn[]
  readonly checks?: readonly SourceCheck[]
}

export interface SourceTable {
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
  readonly codes?: readonly string[]
  readonly computed?: string
  readonly unique?: boolean
  readonly unit?: string
  readonly width?: number
}

export interface SourceColumn extends SourceCell {
  readonly key: string
  readonly title: SourceText
  readonly code?: string
}

export interface SourceGroup {
  readonly group: SourceText
  readonly hint?: SourceHint
  readonly defaults?: SourceCell
  readonly columns: readonly SourceColumnOrGroup[]
}

export type SourceColumnOrGroup = SourceColumn | SourceGroup

export interface SourceRow {
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
}

export interface SourceSetRule extends SourceCheckBase {
  readonly rule: 'unique' | 'exists'
  readonly columns: readonly string[]
  readonly in?: string
}
