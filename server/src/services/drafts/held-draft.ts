import type { FormData } from '@tabel/engine'
import type { Head, SavedHead } from '../../storage/assignments.ts'
import type { DraftEntry } from '../../storage/draft-log.ts'
import type { Save } from './save-rules.ts'

/** An entry that is to be added to the log. */
export type NewEntry = Omit<DraftEntry, 'renewal'>

/** A draft that is held in a transaction, while the saves that came for it are decided on one after another. */
export class HeldDraft {
  #head: Head
  #data: FormData | null = null
  #entries: readonly DraftEntry[]
  readonly added: NewEntry[] = []

  /** @param entries of the log, in order: at least all that the saves have to look at. */
  constructor(head: Head, entries: readonly DraftEntry[]) {
    this.#head = head
    this.#entries = entries
  }

  get head(): Head {
    return this.#head
  }

  /** What is in the draft; null until it is known. */
  get data(): FormData | null {
    return this.#data
  }

  /** The entries, those added just now included. */
  get entries(): readonly DraftEntry[] {
    return this.#entries
  }

  /** The draft has been read, and perhaps taken over to another form. */
  read(head: Head, data: FormData): void {
    this.#head = head
    this.#data = data
  }

  /** Decides for a save: it is what the next one meets. */
  add(save: Save, data: FormData): void {
    const version = this.#head.version + 1
    const { clientId, seq, ops, opsText, formVersion, at, by } = save
    const entry = { version, clientId, seq, ops, opsText, formVersion, at, by }
    this.added.push(entry)
    this.#entries = [...this.#entries, { ...entry, renewal: null }]
    this.#head = { ...this.#head, version }
    this.#data = data
  }

  /** The head as it is to be written; null when nothing was added. */
  get saved(): SavedHead | null {
    const last = this.added.at(-1)
    return last ? { head: this.#head, version: last.version, at: last.at, by: last.by } : null
  }
}
