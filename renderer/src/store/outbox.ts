import { migrateOps } from '@tabel/engine'
import type { CompiledForm, Op } from '@tabel/engine'
import type { ClientMark, Entry, Journal, JournalChange } from './journal.ts'
import type { Dispute } from './merge.ts'

/** Why an entry was refused. */
export type Refusal = NonNullable<Entry['refused']>

/** What one client still has to send, oldest first; only the first may be on its way. */
export interface ClientQueue {
  readonly client: string
  entries: Entry[]
  /** Sent after the end of the collection: the server keeps them beside the draft until they are sent again. */
  parked: Entry[]
  /** Last acknowledged or parked seq. */
  seq: number
  /** Newest draft version this client has seen. */
  version: number
  /** Number of the next entry. */
  next: number
}

/** Everything not yet on the server: in memory, and a step behind it in the journal. */
export class Outbox {
  readonly scope: string
  readonly own: ClientQueue
  /** Queues of tabs that are gone, sent before our own. */
  adopted: ClientQueue[] = []
  /** Entries that wait for a decision. */
  refused: Entry[] = []
  /** Version of the form that is open: what is typed is in its names. */
  formVersion = ''
  readonly #journal: Journal
  readonly #changed: () => void
  #unwritten = 0
  #broken = false
  #written: Promise<void> = Promise.resolve()

  constructor(journal: Journal, scope: string, client: string, changed: () => void) {
    this.#journal = journal
    this.scope = scope
    this.#changed = changed
    this.own = { client, entries: [], parked: [], seq: 0, version: 0, next: 1 }
  }

  /** Takes over what a tab left behind. */
  adopt(client: string, entries: readonly Entry[], mark: ClientMark | undefined): void {
    const waiting = entries.filter((entry) => !entry.refused)
    this.refused.push(...entries.filter((entry) => entry.refused))
    const sent = waiting[0]?.push
    this.adopted.push({
      client,
      entries: waiting,
      parked: [],
      seq: mark?.seq ?? (sent ? sent.seq - 1 : 0),
      version: mark?.version ?? sent?.baseVersion ?? 0,
      next: Math.max(0, ...entries.map((entry) => entry.n)) + 1,
    })
  }

  /** Whether all that is not on the server is on the disk of this computer. */
  get safe(): boolean {
    return this.empty || (this.#journal.durable && this.#unwritten === 0 && !this.#broken)
  }

  /** Nothing waits to be sent. */
  get empty(): boolean {
    return this.#queues.every((queue) => queue.entries.length === 0)
  }

  /** Something is kept by the server beside the draft. */
  get parked(): boolean {
    return this.#queues.some((queue) => queue.parked.length > 0)
  }

  get #queues(): readonly ClientQueue[] {
    return [...this.adopted, this.own]
  }

  /** All ops that the server has not got, in the order in which they are shown and in the names of the form that is open. */
  opsIn(form: CompiledForm): readonly Op[] {
    const waiting = this.#queues.flatMap((queue) => [...queue.parked, ...queue.entries])
    return [...this.refused, ...waiting].flatMap((entry) => {
      const typedIn = this.typedIn(entry)
      return typedIn === form.version ? entry.ops : migrateOps(form, entry.ops, typedIn)
    })
  }

  /** Version of the form in whose names an entry is. */
  typedIn(entry: Entry): string {
    return entry.push?.formVersion ?? entry.formVersion ?? this.formVersion
  }

  add(ops: readonly Op[]): void {
    this.#add({ ops, formVersion: this.formVersion })
  }

  /** Sends once more what was refused, as something that the person did having seen version `base`. */
  again(entry: Entry, base: number): void {
    this.#add({ ops: entry.ops, base, formVersion: this.typedIn(entry) })
  }

  #add(what: Pick<Entry, 'ops' | 'base' | 'formVersion'>): void {
    const entry: Entry = { scope: this.scope, client: this.own.client, n: this.own.next, ...what }
    this.own.next += 1
    this.own.entries.push(entry)
    this.#write({ put: [entry] })
  }

  /**
   * Makes the next push of a queue: what has gathered becomes one, at most `most` ops long. On the disk before it is sent,
   * so that after a crash the same seq goes with the same ops.
   */
  async seal(queue: ClientQueue, most: number): Promise<Entry | null> {
    const first = queue.entries[0]
    if (!first || first.push) return first ?? null
    const formVersion = this.typedIn(first)
    const taken: Entry[] = []
    const ops: Op[] = []
    while (queue.entries.length > 0 && ops.length < most) {
      const entry = queue.entries[0]
      if (!entry || (taken.length > 0 && entry.base !== undefined) || this.typedIn(entry) !== formVersion) break
      queue.entries.shift()
      taken.push(entry)
      const room = most - ops.length
      ops.push(...entry.ops.slice(0, room))
      if (entry.ops.length > room) queue.entries.unshift({ ...entry, ops: entry.ops.slice(room) })
    }
    const rest = queue.entries[0]
    const split = taken.at(-1)?.n === rest?.n
    // A rest under the number of the first would be the same entry of the journal: it moves on.
    const push = { seq: queue.seq + 1, baseVersion: Math.max(queue.version, first.base ?? 0), formVersion }
    const sealed: Entry = { scope: first.scope, client: first.client, n: split ? first.n - 0.5 : first.n, ops, push }
    queue.entries.unshift(sealed)
    this.#write({ drop: taken, put: split && rest ? [sealed, rest] : [sealed] })
    await this.#written
    return sealed
  }

  /** The server has the push. */
  acknowledge(queue: ClientQueue, sent: Entry, version: number): void {
    queue.entries = queue.entries.filter((entry) => entry !== sent)
    queue.seq = sent.push?.seq ?? queue.seq
    queue.version = version
    this.#write({ drop: [sent], mark: this.#mark(queue) })
  }

  /** The server keeps the push beside the draft. Here it stays as it is, to be sent again when the collection goes on. */
  park(queue: ClientQueue, sent: Entry): void {
    queue.entries = queue.entries.filter((entry) => entry !== sent)
    queue.parked.push(sent)
    queue.seq = sent.push?.seq ?? queue.seq
  }

  /** The collection may go on: everything is sent again, under the numbers that it had. */
  unpark(): void {
    for (const queue of this.#queues) {
      const [first] = queue.parked
      if (first?.push) queue.seq = first.push.seq - 1
      queue.entries = [...queue.parked, ...queue.entries]
      queue.parked = []
    }
  }

  /** Takes the seq off a push, because the server did not apply it and it will go another way. */
  unseal(queue: ClientQueue, sent: Entry, seq: number, version = sent.push?.baseVersion ?? 0): void {
    const open = { ...openAgain(sent, sent.ops), base: version }
    queue.version = Math.min(queue.version, version)
    queue.entries = queue.entries.map((entry) => (entry === sent ? open : entry))
    queue.seq = seq
    this.#write({ put: [open], mark: this.#mark(queue) })
  }

  /** Sets aside what of an entry is disputed; the rest goes on. */
  refuse(queue: ClientQueue, entry: Entry, free: readonly Op[], disputed: readonly Dispute[], why: Refusal): void {
    const rest = openAgain(entry, free)
    const formVersion = this.typedIn(entry)
    queue.entries = queue.entries.flatMap((one) => (one === entry ? (free.length > 0 ? [rest] : []) : [one]))
    const aside = disputed.map((dispute): Entry => {
      queue.next += 1
      return { scope: entry.scope, client: entry.client, n: queue.next - 1, ops: dispute.ops, formVersion, refused: why }
    })
    this.refused.push(...aside)
    this.#write({ drop: [entry], put: free.length > 0 ? [rest, ...aside] : aside })
  }

  /** Forgets a refused entry: it was decided. */
  settle(entry: Entry): void {
    this.refused = this.refused.filter((one) => one !== entry)
    this.#write({ drop: [entry] })
  }

  /** A newer draft version has been seen by this tab. */
  seen(version: number): void {
    if (version <= this.own.version) return
    this.own.version = version
    if (this.own.seq > 0) this.#write({ mark: this.#mark(this.own) })
  }

  /** Drops the queue of a dead tab once it is sent. */
  async dropEmpty(): Promise<void> {
    const isDone = ({ entries, parked }: ClientQueue) => entries.length === 0 && parked.length === 0
    const done = this.adopted.filter(isDone)
    this.adopted = this.adopted.filter((queue) => !isDone(queue))
    await this.#written
    for (const queue of done) {
      const waits = this.refused.some((entry) => entry.client === queue.client)
      if (!waits) await this.#journal.forget(this.scope, queue.client).catch(() => undefined)
    }
  }

  /** Resolves when the journal has caught up. */
  get written(): Promise<void> {
    return this.#written
  }

  #mark(queue: ClientQueue): ClientMark {
    return { scope: this.scope, client: queue.client, seq: queue.seq, version: queue.version }
  }

  #write(change: JournalChange): void {
    this.#unwritten += 1
    this.#written = this.#written
      .then(() => this.#journal.write(change))
      .catch(() => {
        this.#broken = true
      })
      .then(() => {
        this.#unwritten -= 1
        this.#changed()
      })
  }
}

function openAgain(entry: Entry, ops: readonly Op[]): Entry {
  const base = entry.push?.baseVersion ?? entry.base
  const formVersion = entry.push?.formVersion ?? entry.formVersion
  return {
    scope: entry.scope,
    client: entry.client,
    n: entry.n,
    ops,
    ...(base === undefined ? {} : { base }),
    ...(formVersion === undefined ? {} : { formVersion }),
  }
}
