import type { FormulaErrorCode } from '../language/formula-error.ts'

/** Codes of everything that can be wrong with a form file. */
export type DiagnosticCode =
  | FormulaErrorCode
  /** Not JSON. */
  | 'E_JSON'
  /** A key that does not exist here. */
  | 'E_UNKNOWN_KEY'
  /** A key that must be there is missing. */
  | 'E_MISSING'
  /** A value of the wrong type or form. */
  | 'E_VALUE'
  /** Keys that repeat, differ only in case, or cannot be used. */
  | 'E_KEY'
  | 'E_PATTERN'
  | 'E_LIMITS'
  | 'E_CYCLE'
  | 'E_MESSAGE'
  | 'E_BUDGET'
  /** Not a mistake, but most likely not meant: see `lintForm`. */
  | 'W_UNUSED'
  | 'W_LOCALE'
  | 'W_CONSTANT'
  | 'W_REPEATED'
  | 'W_COMPUTED'
  | 'W_NEVER_FILLED'

/** Path in a JSON document: keys and zero-based indexes. */
export type Path = readonly (string | number)[]

/** One mistake in a form file, and where it stands. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning'
  /** What is wrong, in Russian. */
  readonly message: string
  /** How to mend it. */
  readonly hint?: string
  readonly path: Path
  /** One-based. */
  readonly line: number
  /** One-based, in UTF-16 units. */
  readonly column: number
  /** How many units to underline, at least one; never beyond the end of the line. */
  readonly length: number
}

/** A mistake before it is known where in the text it stands. */
export interface Mistake {
  readonly code: DiagnosticCode
  readonly message: string
  readonly hint?: string | undefined
  readonly path: Path
  /** Point at the last key of `path` and not at its value. */
  readonly atKey?: boolean
  /** Part of the string at `path`, zero-based, the end not included. */
  readonly span?: { readonly start: number; readonly end: number }
}
