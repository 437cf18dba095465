import type { FormData, Role } from '@tabel/engine'
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
  #own: NewEntry | null = null
  #part: NewEntry | null = null
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
  add(save: Save, data: FormData, role: Role): void {
    const version = this.#head.version + 1
    const { clientId, seq, ops, opsText, formVersion, at, by } = save
    const entry = { version, clientId, seq, ops, opsText, formVersion, at, by }
    this.added.push(entry)
    if (role === 'organisation') this.#own = entry
    else this.#part = entry
    this.#entries = [...this.#entries, { ...entry, renewal: null }]
    this.#head = { ...this.#head, version }
    this.#data = data
  }

  /** The head as it is to be written after what the organisation saved; null when it saved nothing. */
  get saved(): SavedHead | null {
    return this.#own && { head: this.#head, version: this.#own.version, at: this.#own.at, by: this.#own.by }
  }

  /** The same after what those who watch saved. */
  get savedPart(): SavedHead | null {
    return this.#part && { head: this.#head, version: this.#part.version, at: this.#part.at, by: this.#part.by }
  }
}
