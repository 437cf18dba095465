import { migrateData } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import { recordRenewal } from '../../storage/assignments.ts'
import type { AssignmentId, Head } from '../../storage/assignments.ts'
import type { Reader, Tx } from '../../storage/database.ts'
import { appendRenewal, findSnapshot, listEntries, listRenewals, putSnapshot, serverClient } from '../../storage/draft-log.ts'
import type { DraftEntry } from '../../storage/draft-log.ts'
import type { Forms } from '../forms.ts'
import type { DraftCache, DraftState } from './draft-cache.ts'
import { fold } from './fold.ts'

/** A draft at one of its versions, and the form in whose names its data are. */
export interface DraftAt {
  readonly form: CompiledForm
  readonly formId: string
  readonly data: FormData
}

/** What must be known of a draft to read it. */
export interface DraftHead {
  readonly id: AssignmentId
  readonly version: number
  /** The stored form that its data follow. */
  readonly formVersionId: string
}

/** What one entry of the log did. */
export interface Step {
  readonly entry: DraftEntry
  /** The form in whose names the draft is after it. */
  readonly form: CompiledForm
  readonly before: FormData
  readonly state: DraftState
}

/** So many entries of a log are read at once. */
const page = 500

/** Reads drafts: always the fold of their log from its beginning, whatever shortens the way. */
export class Drafts {
  readonly #forms: Forms
  readonly #cache: DraftCache

  constructor(forms: Forms, cache: DraftCache) {
    this.#forms = forms
    this.#cache = cache
  }

  /** The draft at a version, as it was then: with the form of that time. */
  async at(db: Reader, head: DraftHead, version = head.version): Promise<DraftAt> {
    return this.#described(db, await this.#state(db, head, version))
  }

  /** The same by the log alone, from its beginning: what everything else must agree with. */
  async replay(db: Reader, head: DraftHead, version = head.version): Promise<DraftAt> {
    return this.#described(db, await this.#goOn(db, head, await beginning(db, head), version))
  }

  async #described(db: Reader, { formId, data }: DraftState): Promise<DraftAt> {
    return { form: (await this.#forms.get(db, formId)).form, formId, data }
  }

  /** Goes through the entries from version `from` to `to`, both included, with the draft before and after each. */
  async *walk(db: Reader, head: DraftHead, from: number, to: number): AsyncGenerator<Step> {
    yield* this.#steps(db, head, await this.#state(db, head, from - 1), to)
  }

  async #state(db: Reader, head: DraftHead, version: number): Promise<DraftState> {
    return this.#goOn(db, head, await this.#start(db, head, version), version)
  }

  async #goOn(db: Reader, head: DraftHead, from: DraftState, version: number): Promise<DraftState> {
    let state = from
    for await (const step of this.#steps(db, head, from, version)) state = step.state
    return state
  }

  async *#steps(db: Reader, head: DraftHead, from: DraftState, to: number): AsyncGenerator<Step> {
    let state = from
    let { form } = await this.#forms.get(db, state.formId)
    while (state.version < to) {
      const entries = await listEntries(db, head.id, state.version + 1, Math.min(to, state.version + page))
      if (entries.length === 0) throw new Error(`the log of a draft ends before its version ${to}`)
      for (const entry of entries) {
        const before = state
        const formId = entry.renewal?.to.id ?? state.formId
        if (formId !== state.formId) form = (await this.#forms.get(db, formId)).form
        state = { version: entry.version, formId, data: fold(form, before.data, entry) }
        yield { entry, form, before: before.data, state }
      }
    }
  }

  /** The draft as it is now, in the names of another version of its form. */
  async current(db: Reader, head: DraftHead, formId: string): Promise<DraftAt> {
    const found = await this.at(db, head)
    this.keep(head.id, { version: head.version, formId: found.formId, data: found.data })
    return this.inForm(db, found, formId)
  }

  /** The same draft in the names of another version of its form. */
  async inForm(db: Reader, found: DraftAt, formId: string): Promise<DraftAt> {
    if (found.formId === formId) return found
    const { form } = await this.#forms.get(db, formId)
    return { form, formId, data: migrateData(form, found.data, found.form.version).data }
  }

  /**
   * Takes a draft that is held over to the form that its collection has now: an entry of the log that the server writes. A draft that
   * follows it already, or is empty, is left alone.
   *
   * @returns the head as it is then, and the data.
   */
  async renew(
    tx: Tx,
    head: Head,
    entry: Pick<DraftEntry, 'at' | 'by'>,
  ): Promise<{ readonly head: Head; readonly data: FormData }> {
    const to = head.collection.formVersionId
    const { form, data } = await this.current(tx, head, to)
    if (head.formVersionId === to || head.version === 0) return { head: { ...head, formVersionId: to }, data }
    const from = { id: head.formVersionId, version: (await this.#forms.get(tx, head.formVersionId)).form.version }
    const version = head.version + 1
    await appendRenewal(
      tx,
      head.id,
      { from, to: { id: to, version: form.version } },
      { ...entry, version, clientId: serverClient },
    )
    await recordRenewal(tx, head, version)
    // The way from here on never leads over the renewal again.
    await putSnapshot(tx, head.id, { version, data })
    return { head: { ...head, version, formVersionId: to }, data }
  }

  /** Keeps a state that is committed. */
  keep(id: AssignmentId, state: DraftState): void {
    this.#cache.put(id, state)
  }

  /** The nearest state that is known: a kept one, the snapshot, or the beginning of the log. */
  async #start(db: Reader, head: DraftHead, version: number): Promise<DraftState> {
    const kept = this.#cache.get(head.id, version)
    if (kept) return kept
    const snapshot = await findSnapshot(db, head.id, version)
    return snapshot.version > 0 ? { ...snapshot, formId: head.formVersionId } : beginning(db, head)
  }
}

/** Nothing, in the form that the draft had at first. */
async function beginning(db: Reader, { id, formVersionId }: DraftHead): Promise<DraftState> {
  const [first] = await listRenewals(db, id, 0)
  return { version: 0, formId: first?.renewal?.from.id ?? formVersionId, data: {} }
}
