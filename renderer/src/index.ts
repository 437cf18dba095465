import { TabelForm } from './form/tabel-form.ts'

if (!customElements.get('tabel-form')) customElements.define('tabel-form', TabelForm)

declare global {
  interface HTMLElementTagNameMap {
    'tabel-form': TabelForm
  }
}

export { TabelForm }
export { httpDraftStore } from './store/http-draft-store.ts'
export type { HttpDraftOptions } from './store/http-draft-store.ts'
export { memoryDraftStore, readOnlyStore } from './store/local-stores.ts'
export type { LocalDraft } from './store/local-stores.ts'
export { OpenError } from './store/draft-store.ts'
export type { Decision, DraftStore, OpenDraft, SaveStatus, StoreListener, SubmitOutcome } from './store/draft-store.ts'
export type { GridAdapter, GridEdit, GridHint, GridListener, GridMarks, GridView, HintLine, Mark } from './grid/adapter.ts'
