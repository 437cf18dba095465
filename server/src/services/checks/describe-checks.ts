import type { CompiledCheck, CompiledForm, Severity } from '@tabel/engine'

/** A check in words, for who answers for the form. */
export interface CheckText {
  readonly check: string
  /** What it says to schools, or what it asserts, formulas in braces. */
  readonly text: string
  readonly severity: Severity
}

/** The checks that a form declares, in its order. */
export function describeChecks(form: CompiledForm): readonly CheckText[] {
  return form.checks.map((check) => ({ check: check.id, text: checkText(check), severity: check.severity }))
}

/** What a check says, with its formulas as they are written. */
export function checkText(check: CompiledCheck): string {
  if (check.message) return check.message.map((part) => (typeof part === 'string' ? part : `{${part.text}}`)).join('')
  return check.kind === 'formula' ? check.assert.text : check.kind
}
