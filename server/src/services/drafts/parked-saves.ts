import { applyOps } from '@tabel/engine'
import type { FormData } from '@tabel/engine'
import { iso } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems, RequestProblem } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Database } from '../../storage/database.ts'
import { forgetParked, listParked } from '../../storage/parked.ts'
import type { ParkedSave } from '../../storage/parked.ts'
import type { Collections } from '../collections.ts'
import { entryChanges } from '../history/entry-changes.ts'
import type { EntryChange } from '../history/entry-changes.ts'
import type { Drafts } from './drafts.ts'
import { opsIn } from './fold.ts'
import type { DraftSaver } from './save-draft.ts'

/** Something that was typed after the end of a collection. */
export interface ParkedView {
  /** ISO time. */
  readonly at: string
  /** Login. */
  readonly by: string
  /** What it would do to the draft as it is now. */
  readonly changes: readonly EntryChange[]
}

/** What came of taking parked saves into the draft. */
export interface Taken {
  readonly taken: number
  /** Version of the draft then. */
  readonly version: number
  /** What could not be taken, and why, in Russian. It stays parked. */
  readonly refused: readonly { readonly at: string; readonly by: string; readonly message: string }[]
}

/** What people typed after the end of a collection: no part of the draft, seen by the school and by those above it. */
export class ParkedSaves {
  readonly #database: Database
  readonly #collections: Collections
  readonly #drafts: Drafts
  readonly #saver: DraftSaver
  readonly #now: Clock

  constructor(database: Database, collections: Collections, drafts: Drafts, saver: DraftSaver, now: Clock) {
    this.#database = database
    this.#collections = collections
    this.#drafts = drafts
    this.#saver = saver
    this.#now = now
  }

  /** @param organisation id of an organisation below; null for one's own. @throws the problem `not-found`. */
  async list(scope: Scope, collectionId: string, organisation: string | null): Promise<readonly ParkedView[]> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, organisation)
    const db = this.#database.read
    const { form, formId, data } = await this.#drafts.current(db, assignment, collection.formVersionId)
    let before: FormData = data
    return (await listParked(db, assignment.id)).map((save) => {
      const entry = { ...save, version: assignment.version + 1, opsText: '', renewal: null }
      const state = { version: entry.version, formId, data: applyOps(form, before, opsIn(form, save)) }
      const changes = entryChanges({ entry, form, before, state })
      before = state.data
      return { at: iso(save.at), by: save.by, changes }
    })
  }

  /**
   * Takes what is parked into the draft, once the collection is open again. Each save goes in as if its page sent it now: should that
   * page come back and send it as well, it is the same save. What cannot be taken holds up nothing.
   *
   * @throws the problems `not-found` and `closed`.
   */
  async take(scope: Scope, collectionId: string): Promise<Taken> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, null)
    if (!isOpen(collection, this.#now())) throw problems.closed({})
    const taken: ParkedSave[] = []
    const refused: (Taken['refused'][number] & { readonly clientId: string })[] = []
    let { version } = assignment
    for (const save of await listParked(this.#database.read, assignment.id)) {
      try {
        const stopped = refused.some(({ clientId }) => clientId === save.clientId)
        version = (await this.#saver.save(scope, collectionId, stopped ? onItsOwn(save) : save)).version
        taken.push(save)
      } catch (error) {
        if (!(error instanceof RequestProblem) || error.status >= 500 || error.code === 'closed') throw error
        refused.push({ clientId: save.clientId, at: iso(save.at), by: save.by, message: error.detail })
      }
    }
    await this.#database.write((tx) => forgetParked(tx, assignment.id, taken))
    return { taken: taken.length, version, refused: refused.map(({ at, by, message }) => ({ at, by, message })) }
  }

  /** Forgets what is parked: a person has decided that the report stands without it. @throws the problem `not-found`. */
  async drop(scope: Scope, collectionId: string): Promise<void> {
    const { assignment } = await this.#collections.part(scope, collectionId, null)
    const saves = await listParked(this.#database.read, assignment.id)
    await this.#database.write(async (tx) => {
      await forgetParked(tx, assignment.id, saves)
      const { login } = scope.person
      const details = { saves: saves.length, ops: saves.flatMap(({ ops }) => ops) }
      await recordAudit(scope, tx, { at: this.#now(), actor: login, action: 'parked-dropped', subject: collectionId, details })
    })
  }
}

/** A save behind one that was refused: in the row of its page there would be a gap. */
function onItsOwn(save: ParkedSave): ParkedSave {
  return { ...save, clientId: `late:${save.clientId}:${save.seq}`, seq: 1 }
}
