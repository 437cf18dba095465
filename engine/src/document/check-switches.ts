import type { CompiledForm } from '../model/compiled-form.ts'
import type { Problem } from '../model/problem.ts'

/** What an organizer made of a check while the form is being filled: no problem at all, or one that stops nobody. */
export type CheckMode = 'warning' | 'off'

/** Checks that are not as the form says, by id. Ids that the form does not have mean nothing. */
export type CheckSwitches = Readonly<Record<string, CheckMode>>

/**
 * Checks that can be switched: those that the form itself declares, each once. What a cell must be (type, list, required) is not a
 * check but what the table is made of, and later formulas count on it.
 */
export function switchableChecks(form: CompiledForm): readonly string[] {
  return [...new Set(form.checks.map(({ id }) => id))]
}

/** A problem under the switches: itself, made a warning, or null. An «ошибка формы» of a switched check stops nobody either. */
export function switchedProblem(form: CompiledForm, problem: Problem, switches: CheckSwitches): Problem | null {
  const mode = Object.hasOwn(switches, problem.check) ? switches[problem.check] : undefined
  if (mode === undefined || !form.checks.some(({ id }) => id === problem.check)) return problem
  if (mode === 'off') return null
  return problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem
}
