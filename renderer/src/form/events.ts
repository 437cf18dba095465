import type { FormData, FormSession, Op, Problem } from '@tabel/engine'

/** Details of the events of `<tabel-form>`, by name. */
export interface TabelFormEvents {
  'tabel-change': { readonly ops: readonly Op[]; readonly data: FormData }
  'tabel-problems': ProblemsDetail
  'tabel-save': { readonly data: FormData }
  'tabel-submit': { readonly data: FormData }
  'tabel-submitted': { readonly id: string; readonly number: string | null; readonly submittedAt: string | null }
  'tabel-close': undefined
  'tabel-signed-out': undefined
}

/** What is wrong with a form now. */
export interface ProblemsDetail {
  /** Errors first, then warnings and notes; each by sheet, row and column. */
  readonly problems: readonly Problem[]
  readonly errors: number
  readonly warnings: number
  /** Nothing stands in the way of handing the form in, as far as this page can tell. */
  readonly canSubmit: boolean
}

export function problemsDetail(session: FormSession): ProblemsDetail {
  const { errors, warnings, canSubmit } = session
  return { problems: session.problems(), errors, warnings, canSubmit }
}

const moscow = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' })

/** The calendar day in Moscow, ISO: what `today` is in formulas unless somebody says otherwise. */
export function moscowToday(): string {
  return moscow.format(new Date())
}
