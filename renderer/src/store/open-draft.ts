import type { CompiledForm, FormData } from '@tabel/engine'
import type { OpenDraft } from './draft-store.ts'
import type { DraftBody } from './wire.ts'

/** What a form is opened with. @param data the server's draft with what waits on this computer. */
export function openDraft(form: CompiledForm, draft: DraftBody, data: FormData): OpenDraft {
  return {
    form,
    data,
    today: draft.today,
    readOnly: draft.readOnly?.message ?? null,
    switches: draft.switches ?? {},
    earlier: draft.upload ?? null,
  }
}
