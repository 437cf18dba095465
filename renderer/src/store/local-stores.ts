import type { CompiledForm, FormData, Op } from '@tabel/engine'
import { applyOps } from '@tabel/engine'
import { words } from '../locales/words.ts'
import { memoryAttachments } from './attachments.ts'
import type { Attachments } from './attachments.ts'
import type { DraftStore, OpenDraft, SaveStatus, StoreListener } from './draft-store.ts'

/** A form with its data, without a server. */
export interface LocalDraft {
  readonly form: CompiledForm
  readonly data?: FormData
  /** The calendar day `today` of formulas, ISO. */
  readonly today: string
  /** Where the files of its cells are kept. */
  readonly attachments?: Attachments
  /** Shown instead of the form's own title. */
  readonly title?: string
}

/** Shows data and takes nothing: for coordinators. */
export function readOnlyStore(draft: LocalDraft & { readonly data: FormData }): DraftStore {
  return new LocalStore(draft, words.form.readOnly)
}

/** Keeps a draft in memory, as long as the page lives: for trials, previews and tests. */
export function memoryDraftStore(draft: LocalDraft): DraftStore {
  return new LocalStore({ attachments: memoryAttachments(), ...draft }, null)
}

/** The same, and «Сдать отчет» is there: whoever embeds the form takes the report from the event `tabel-submit`. */
export function embeddedStore(draft: LocalDraft): DraftStore {
  const submit = () =>
    Promise.resolve({ state: 'accepted' as const, id: '', number: null, submittedAt: new Date().toISOString() })
  return new LocalStore(draft, null, submit)
}

class LocalStore implements DraftStore {
  readonly attachments: Attachments | null
  readonly submit: DraftStore['submit']
  readonly decisions = []
  readonly #draft: LocalDraft
  readonly #readOnly: string | null
  #data: FormData
  #listener: StoreListener | null = null
  #savedAt: string | null = null

  constructor(draft: LocalDraft, readOnly: string | null, submit: DraftStore['submit'] = null) {
    this.attachments = draft.attachments ?? null
    this.submit = submit
    this.#draft = draft
    this.#readOnly = readOnly
    this.#data = draft.data ?? {}
  }

  open(listener: StoreListener): Promise<OpenDraft> {
    this.#listener = listener
    const { form, today, title } = this.#draft
    return Promise.resolve({ form, data: this.#data, today, readOnly: this.#readOnly, ...(title ? { title } : {}) })
  }

  save(ops: readonly Op[]): void {
    this.#data = applyOps(this.#draft.form, this.#data, ops)
    this.#savedAt = new Date().toISOString()
    this.#listener?.changed()
  }

  get status(): SaveStatus {
    return {
      phase: this.#readOnly === null ? 'saved' : 'unkept',
      reason: null,
      savedAt: this.#savedAt,
      savedBy: null,
      savedNow: this.#savedAt !== null,
      safe: true,
    }
  }

  get theirs(): FormData {
    return this.#data
  }

  decide(): void {}

  flush(): Promise<boolean> {
    return Promise.resolve(true)
  }

  resume(): void {}

  close(): void {
    this.#listener = null
  }
}
