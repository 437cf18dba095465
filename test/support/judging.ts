import type { CheckerOptions, CompiledForm, FormData, Problem } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'

/** Blocks and constants of a form file with one sheet. */
export interface Blocks {
  readonly blocks: readonly object[]
  readonly checks?: readonly unknown[]
  readonly constants?: Readonly<Record<string, unknown>>
}

/** Compiles a form of one sheet; its mistakes are thrown. */
export function oneSheet({ blocks, checks = [], constants = {} }: Blocks): CompiledForm {
  const source = {
    form: 'one',
    version: '1.0.0',
    title: 'Форма',
    constants,
    sheets: [{ sheet: 'main', title: 'Лист', blocks }],
    checks,
  }
  const { form, diagnostics } = compileForm(JSON.stringify(source, null, 1))
  if (!form) throw new Error(diagnostics.map((one) => `${one.message} (${one.hint ?? ''})`).join('\n'))
  return form
}

/** A form with one block of fields `f`: integers `a`, `b`, `c`, a text `t`, a date `d`, and one check `c1`. */
export function withCheck(check: object, columns: Readonly<Record<string, object>> = {}): CompiledForm {
  const keys = { a: {}, b: {}, c: {}, t: { type: 'string' }, d: { type: 'date' }, ...columns }
  const items = Object.entries(keys).map(([key, more]) => ({ key, title: key.toUpperCase(), type: 'integer', ...more }))
  return oneSheet({ blocks: [{ fields: 'f', items, checks: [{ id: 'c1', ...check }] }] })
}

export async function problemsOf(
  form: CompiledForm,
  data: FormData,
  options: Partial<CheckerOptions> = {},
): Promise<readonly Problem[]> {
  return (await judge(form, data, { today: '2026-04-22', ...options })).problems
}

/** Ids of the problems. */
export async function idsOf(
  form: CompiledForm,
  data: FormData,
  options: Partial<CheckerOptions> = {},
): Promise<readonly string[]> {
  return (await problemsOf(form, data, options)).map((problem) => problem.id)
}
