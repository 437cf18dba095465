import { forRole } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import type { OpenDraft } from './draft-store.ts'
import type { DraftBody } from './wire.ts'

/** What a form is opened with. @param form the whole of it; what others fill is read-only. @param data the server's draft with what waits on this computer. */
export function openDraft(form: CompiledForm, draft: DraftBody, data: FormData, title?: string): OpenDraft {
  return {
    form: forRole(form, draft.fills ?? 'organisation', draft.state),
    data,
    ...(title !== undefined && { title }),
    today: draft.today,
    readOnly: draft.readOnly?.message ?? null,
    switches: draft.switches ?? {},
    earlier: draft.upload ?? null,
  }
}
