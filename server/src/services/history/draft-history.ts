import type { CellRef, FormData } from '@tabel/engine'
import { iso, isoOrNull } from '../../clock.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Database } from '../../storage/database.ts'
import { listEntries, serverClient, uploadClients } from '../../storage/draft-log.ts'
import type { DraftEntry } from '../../storage/draft-log.ts'
import type { Collections } from '../collections.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { entryChanges } from './entry-changes.ts'
import type { EntryChange } from './entry-changes.ts'

/** One entry of the log of a draft: who changed what, when and how. */
export interface HistoryEntry {
  readonly version: number
  /** ISO time. */
  readonly at: string
  /** Login. */
  readonly by: string
  /** On a page, by a file, by reading the sources again, or because the form was changed. */
  readonly how: 'web' | 'xlsx' | 'refresh' | 'form'
  readonly changes: readonly EntryChange[]
  /** There are so many changes more. */
  readonly more: number
}

export interface HistoryPage {
  /** The latest first. */
  readonly items: readonly HistoryEntry[]
  /** Where to go on: `before` of the next page. Null when there is nothing more. */
  readonly next: number | null
}

export interface HistoryQuery {
  /** Only entries before this version. */
  readonly before?: number
  readonly limit?: number
  /** Only entries that changed this cell, as `block/row/column`; `row` is empty in a block of fields. */
  readonly cell?: string
}

/** A draft as it was at a version, in the names of today's form. */
export interface VersionView {
  readonly version: number
  readonly at: string | null
  readonly by: string | null
  readonly formVersion: string
  readonly data: FormData
}

const usualPage = 50
/** Changes of one entry that are told one by one. */
const mostChanges = 200

/** What became of drafts: every entry of their log, and every version that there was. Nothing here changes anything. */
export class DraftHistory {
  readonly #database: Database
  readonly #collections: Collections
  readonly #drafts: Drafts

  constructor(database: Database, collections: Collections, drafts: Drafts) {
    this.#database = database
    this.#collections = collections
    this.#drafts = drafts
  }

  /** @param organisation id of an organisation below; null for one's own. @throws the problem `not-found`. */
  async entries(scope: Scope, collectionId: string, organisation: string | null, query: HistoryQuery): Promise<HistoryPage> {
    const { assignment } = await this.#collections.part(scope, collectionId, organisation)
    const { limit = usualPage } = query
    const last = Math.min(assignment.version, (query.before ?? Number.MAX_SAFE_INTEGER) - 1)
    const cell = query.cell === undefined ? null : cellOf(query.cell)
    const first = cell === null ? Math.max(1, last - limit + 1) : 1
    const found: HistoryEntry[] = []
    for await (const step of this.#drafts.walk(this.#database.read, assignment, first, last)) {
      const all = entryChanges(step)
      const changes = cell === null ? all : all.filter((change) => change.cell !== null && isSame(change.cell, cell))
      if (cell !== null && changes.length === 0) continue
      found.push(toView(step.entry, changes))
      if (found.length > limit) found.shift()
    }
    const items = found.toReversed()
    const lowest = items.at(-1)?.version ?? 1
    return { items, next: lowest > 1 && items.length === limit ? lowest : null }
  }

  /** @throws the problem `not-found`, also for a version that never was. */
  async version(scope: Scope, collectionId: string, organisation: string | null, version: number): Promise<VersionView> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, organisation)
    if (version > assignment.version) throw problems.notFound({})
    const db = this.#database.read
    const found = await this.#drafts.at(db, assignment, version)
    const [entry] = version === 0 ? [] : await listEntries(db, assignment.id, version, version)
    return {
      version,
      at: isoOrNull(entry?.at ?? null),
      by: entry?.by ?? null,
      formVersion: found.form.version,
      data: (await this.#drafts.inForm(db, found, collection.formVersionId)).data,
    }
  }
}

function toView(entry: DraftEntry, changes: readonly EntryChange[]): HistoryEntry {
  const { version, by } = entry
  return {
    version,
    at: iso(entry.at),
    by,
    how: howOf(entry),
    changes: changes.slice(0, mostChanges),
    more: Math.max(0, changes.length - mostChanges),
  }
}

function howOf({ clientId, renewal }: DraftEntry): HistoryEntry['how'] {
  if (renewal) return 'form'
  if (clientId === serverClient) return 'refresh'
  return clientId.startsWith(uploadClients) ? 'xlsx' : 'web'
}

function cellOf(text: string): CellRef {
  const [block = '', row = '', column = ''] = text.split('/')
  return { block, row: row === '' ? null : row, column }
}

function isSame(one: CellRef, other: CellRef): boolean {
  return one.block === other.block && one.row === other.row && one.column === other.column
}
