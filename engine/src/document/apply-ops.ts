import type { CompiledForm } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { DataEdit } from './data-edit.ts'

/**
 * The data after the ops; what the ops do not touch is the same objects. A draft is the fold of its log, so nothing throws:
 * cells and rows that are no longer there are passed over, rows inserted after a removed row go behind the nearest earlier row alive,
 * rows that are there already are not added again.
 */
export function applyOps(form: CompiledForm, data: FormData, ops: readonly Op[]): FormData {
  return new DataEdit(form, data).run(ops).data
}
