import type { TabelFormEvents } from './form/events.ts'
import { TabelForm } from './form/tabel-form.ts'

if (!customElements.get('tabel-form')) customElements.define('tabel-form', TabelForm)

declare global {
  interface HTMLElementTagNameMap {
    'tabel-form': TabelForm
  }
  interface HTMLElementEventMap {
    'tabel-change': CustomEvent<TabelFormEvents['tabel-change']>
    'tabel-problems': CustomEvent<TabelFormEvents['tabel-problems']>
    'tabel-save': CustomEvent<TabelFormEvents['tabel-save']>
    'tabel-submit': CustomEvent<TabelFormEvents['tabel-submit']>
    'tabel-submitted': CustomEvent<TabelFormEvents['tabel-submitted']>
    'tabel-close': CustomEvent<TabelFormEvents['tabel-close']>
    'tabel-signed-out': CustomEvent<TabelFormEvents['tabel-signed-out']>
  }
}

export { TabelForm }
export type { TabelFormProperties } from './form/properties.ts'
export type { ProblemsDetail, TabelFormEvents } from './form/events.ts'
export { httpDraftStore } from './store/http-draft-store.ts'
export type { HttpDraftOptions } from './store/http-draft-options.ts'
export { liveEvents } from './store/live-events.ts'
export type { LiveEvent, LiveEvents, LiveEventsOptions, LiveListener } from './store/live-events.ts'
export { memoryDraftStore, readOnlyStore } from './store/local-stores.ts'
export type { LocalDraft } from './store/local-stores.ts'
export { AttachError, memoryAttachments } from './store/attachments.ts'
export type { AttachRequest, Attachments } from './store/attachments.ts'
export { httpAttachments } from './store/http-attachments.ts'
export type { HttpAttachmentsOptions } from './store/http-attachments.ts'
export { OpenError } from './store/draft-store.ts'
export type {
  Decision,
  DraftStore,
  OpenDraft,
  Renewal,
  RowRef,
  SaveStatus,
  StoreListener,
  SubmitOutcome,
} from './store/draft-store.ts'
export type {
  FileRequest,
  GridAdapter,
  GridEdit,
  GridHint,
  GridListener,
  GridMarks,
  GridView,
  HintLine,
  Mark,
} from './grid/adapter.ts'
