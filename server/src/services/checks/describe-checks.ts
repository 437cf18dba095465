import type { CompiledCheck, CompiledForm, Severity } from '@tabel/engine'
import { checkInWords, formulaInWords } from '@tabel/engine/compile'

/** A check in words, for who answers for the form. */
export interface CheckText {
  readonly check: string
  /** What it says to schools; formulas stand in braces, in words as well. Empty: what it says is made of titles and values. */
  readonly text: string
  /** What it asks for. */
  readonly rule: string
  readonly severity: Severity
}

/** The checks that a form declares, in its order. */
export function describeChecks(form: CompiledForm): readonly CheckText[] {
  return form.checks.map((check) => ({ check: check.id, ...checkText(form, check), severity: check.severity }))
}

/** What a check says and asks for. */
export function checkText(form: CompiledForm, check: CompiledCheck): Pick<CheckText, 'text' | 'rule'> {
  const parts = (check.message ?? []).map((part) =>
    typeof part === 'string' ? part : `{${alone(formulaInWords(form, check.block ?? null, part.expr))}}`,
  )
  return { text: parts.join(''), rule: checkInWords(form, check) }
}

/** A title that stands alone in its frame needs no quotation marks. */
function alone(words: string): string {
  return words.replace(/^«([^«»]*)»$/u, '$1')
}
