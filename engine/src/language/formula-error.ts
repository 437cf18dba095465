/** Codes of what can be wrong with a formula; each has a sentence and mostly a hint. */
export type FormulaErrorCode =
  | 'E_CHAR'
  | 'E_SYNTAX'
  | 'E_EQ'
  | 'E_A1'
  | 'E_NAME'
  | 'E_TABLE'
  | 'E_COLUMN'
  | 'E_ROW'
  | 'E_FIELD'
  | 'E_LIST'
  | 'E_CONST'
  | 'E_SOURCE'
  | 'E_SOURCE_FIELD'
  | 'E_CONTEXT'
  | 'E_RANGE'
  | 'E_RANGE_SCALAR'
  | 'E_BLOCKED'
  | 'E_FUNCTION'
  | 'E_ARGS'
  | 'E_TYPE'
  | 'E_CODE'
  | 'E_NEVER'

/** Where something stands in a formula: zero-based, the end not included, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A mistake of the author in a formula. Thrown while a formula is read; the compiler collects them all. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError'
  readonly code: FormulaErrorCode
  readonly span: Span
  readonly hint: string | undefined

  constructor(code: FormulaErrorCode, message: string, span: Span, hint?: string) {
    super(message)
    this.code = code
    // A span is never empty, so that there is always something to point at.
    this.span = { start: span.start, end: Math.max(span.end, span.start + 1) }
    this.hint = hint
  }
}
