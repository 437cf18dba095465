import { applyOps, migrateData, migrateOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import type { DraftEntry } from '../../storage/draft-log.ts'

/** The ops of an entry in the names of `form`: of another version they are taken over. */
export function opsIn(form: CompiledForm, entry: Pick<DraftEntry, 'ops' | 'formVersion'>): readonly Op[] {
  return entry.formVersion === form.version ? entry.ops : migrateOps(form, entry.ops, entry.formVersion)
}

/**
 * The data after one more entry of the log, in the names of `form`. Where the entry is a renewal, `form` is what it leads to and the
 * data are those of what it comes from.
 */
export function fold(form: CompiledForm, data: FormData, entry: DraftEntry): FormData {
  if (entry.renewal) return migrateData(form, data, entry.renewal.from.version).data
  return applyOps(form, data, opsIn(form, entry))
}
