import type { CompiledForm } from '@tabel/engine'
import { dayIn } from '../clock.ts'

/** The calendar day that `today` of a form's formulas means for an organisation. */
export function todayFor(form: CompiledForm, zone: string, now: number): string {
  return dayIn(form.zone === 'org' ? zone : 'Europe/Moscow', now)
}
