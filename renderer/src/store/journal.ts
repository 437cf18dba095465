import type { Op } from '@tabel/engine'
import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'

/** One action that the server has not acknowledged, or has refused. */
export interface Entry {
  /** Origin, account and collection. */
  readonly scope: string
  readonly client: string
  /** Order of the actions of one client. */
  readonly n: number
  readonly ops: readonly Op[]
  /** Version of the form in whose names the ops are; absent in what was written before forms could change. */
  readonly formVersion?: string
  /** The draft version that the person saw when deciding to send this again; absent: that of the client. */
  readonly base?: number
  /** Set once it has been sent; such an entry is never changed. */
  readonly push?: Push
  /** Set once it was refused: it waits for a decision. */
  readonly refused?: {
    readonly kind: 'conflict' | 'refused'
    readonly message: string
    readonly by: string | null
    readonly at: string | null
  }
}

/** How an entry goes over the wire. */
export interface Push {
  readonly seq: number
  readonly baseVersion: number
  readonly formVersion: string
}

/** How far one client has come: the last acknowledged seq and the newest draft version it has seen. */
export interface ClientMark {
  readonly scope: string
  readonly client: string
  readonly seq: number
  readonly version: number
}

/** What changes together: all of it is on the disk, or nothing. */
export interface JournalChange {
  readonly put?: readonly Entry[]
  readonly drop?: readonly Entry[]
  readonly mark?: ClientMark
}

/** Keeps what was typed until the server has it. */
export interface Journal {
  /** Outlives the tab. */
  readonly durable: boolean
  /** Entries of a scope in their order, client by client. */
  entries(scope: string): Promise<readonly Entry[]>
  marks(scope: string): Promise<readonly ClientMark[]>
  /** Resolves when the change is on the disk. */
  write(change: JournalChange): Promise<void>
  /** Forgets a client that has nothing left. */
  forget(scope: string, client: string): Promise<void>
  close(): void
}

interface Schema extends DBSchema {
  entries: { key: [string, string, number]; value: Entry }
  clients: { key: [string, string]; value: ClientMark }
}

/** Opens the journal of this browser; where it forbids IndexedDB, one that lives as long as the tab. */
export async function openJournal(): Promise<Journal> {
  try {
    return new DiskJournal(
      await openDB<Schema>('tabel-journal', 1, {
        upgrade(database) {
          database.createObjectStore('entries', { keyPath: ['scope', 'client', 'n'] })
          database.createObjectStore('clients', { keyPath: ['scope', 'client'] })
        },
      }),
    )
  } catch {
    return new MemoryJournal()
  }
}

/** IndexedDB; acknowledged means flushed to the disk. */
class DiskJournal implements Journal {
  readonly durable = true
  readonly #database: IDBPDatabase<Schema>

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  entries(scope: string): Promise<Entry[]> {
    return this.#database.getAll('entries', IDBKeyRange.bound([scope], [scope, []]))
  }

  marks(scope: string): Promise<ClientMark[]> {
    return this.#database.getAll('clients', IDBKeyRange.bound([scope], [scope, []]))
  }

  async write({ put = [], drop = [], mark }: JournalChange): Promise<void> {
    const transaction = this.#database.transaction(['entries', 'clients'], 'readwrite', { durability: 'strict' })
    const entries = transaction.objectStore('entries')
    const requests: Promise<unknown>[] = []
    for (const entry of drop) requests.push(entries.delete([entry.scope, entry.client, entry.n]))
    for (const entry of put) requests.push(entries.put(entry))
    if (mark) requests.push(transaction.objectStore('clients').put(mark))
    await Promise.all([...requests, transaction.done])
  }

  async forget(scope: string, client: string): Promise<void> {
    await this.#database.delete('clients', [scope, client])
  }

  close(): void {
    this.#database.close()
  }
}

class MemoryJournal implements Journal {
  readonly durable = false

  entries(): Promise<readonly Entry[]> {
    return Promise.resolve([])
  }

  marks(): Promise<readonly ClientMark[]> {
    return Promise.resolve([])
  }

  write(): Promise<void> {
    return Promise.resolve()
  }

  forget(): Promise<void> {
    return Promise.resolve()
  }

  close(): void {}
}
