import { FormDocument, OpError, applyOps, explanationsIn, findConflicts, findFaults, orderInserts } from '@tabel/engine'
import type { CellValue, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'

/** One entry of the log. */
export interface LogEntry {
  readonly version: number
  readonly clientId: string
  /** The version that the client knew. */
  readonly base: number
  readonly ops: readonly Op[]
}

/** The server of a draft, reduced to what decides about merging. */
export class DraftLog {
  readonly form: CompiledForm
  readonly entries: LogEntry[] = []
  data: FormData = {}

  constructor(form: CompiledForm) {
    this.form = form
  }

  push(clientId: string, base: number, ops: readonly Op[]): 'accepted' | 'faulty' | ReturnType<typeof findConflicts> {
    const others = this.entries.filter((entry) => entry.version > base && entry.clientId !== clientId)
    const met = findConflicts(
      this.form,
      ops,
      others.flatMap((entry) => entry.ops),
    )
    if (met.length > 0) return met
    if (findFaults(this.form, this.data, ops).length > 0) return 'faulty'
    const ordered = orderInserts({ clientId, ops }, others)
    this.data = applyOps(this.form, this.data, ordered)
    this.entries.push({ version: this.entries.length + 1, clientId, base, ops: ordered })
    return 'accepted'
  }
}

/** A page that works with or without a connection: everything goes into the document at once, and to the server when it can. */
export class DraftClient {
  readonly id: string
  readonly document: FormDocument
  readonly #log: DraftLog
  #server: FormData = {}
  #known = 0
  #pending: (readonly Op[])[] = []
  #made = 0

  constructor(id: string, log: DraftLog) {
    this.id = id
    this.#log = log
    this.document = new FormDocument(log.form)
  }

  newRow(cells: Readonly<Record<string, CellValue>> = {}): DynamicRow {
    this.#made += 1
    return { $id: `${this.id}${this.#made}`, ...cells } as DynamicRow
  }

  act(ops: readonly Op[]): void {
    try {
      this.#remember(this.document.apply(ops).ops)
    } catch (error) {
      if (!(error instanceof OpError)) throw error
    }
  }

  undo(): void {
    this.#remember(this.document.undo()?.ops ?? [])
  }

  redo(): void {
    this.#remember(this.document.redo()?.ops ?? [])
  }

  /** Hears what others did. */
  pull(): void {
    for (const entry of this.#log.entries.slice(this.#known)) this.#server = applyOps(this.#log.form, this.#server, entry.ops)
    this.#known = this.#log.entries.length
    const shown = this.#pending.reduce((data, ops) => applyOps(this.#log.form, data, ops), this.#server)
    this.document.receive(difference(this.#log.form, this.document.data, shown))
  }

  /**
   * Sends what waits. Of a cell or row over which it met another it keeps its own (sends it again, knowing the other's) or gives it
   * up; what has no place any more it gives up.
   */
  push(keep: 'mine' | 'theirs'): void {
    while (this.#pending.length > 0) {
      const [ops = [], ...rest] = this.#pending
      const answer = this.#log.push(this.id, this.#known, ops)
      if (typeof answer !== 'string' && keep === 'theirs') this.#pending = [without(ops, answer), ...rest]
      else if (typeof answer === 'string') this.#pending = rest
      if (this.#pending[0]?.length === 0) this.#pending.shift()
      this.pull()
    }
  }

  #remember(ops: readonly Op[]): void {
    if (ops.length > 0) this.#pending.push(ops)
  }
}

/** Ops without what they do to these cells and rows. */
function without(ops: readonly Op[], cells: ReturnType<typeof findConflicts>): readonly Op[] {
  const met = new Set(cells.map(({ block, row, column }) => `${block}/${row ?? ''}/${column}`))
  const rows = new Set(cells.map(({ block, row }) => `${block}/${row ?? ''}`))
  return ops.flatMap((op): readonly Op[] => {
    if ('set' in op) return met.has(`${op.set[0]}/${op.set[1] ?? ''}/${op.set[2]}`) ? [] : [op]
    if ('explain' in op) return met.has(`$explanations/${op.explain}/text`) ? [] : [op]
    if (!('remove' in op)) return [op]
    const ids = op.ids.filter((id) => !rows.has(`${op.remove}/${id}`))
    return ids.length > 0 ? [{ ...op, ids }] : []
  })
}

/** Ops that lead from one content to another. */
function difference(form: CompiledForm, from: FormData, to: FormData): readonly Op[] {
  const ops: Op[] = []
  for (const block of Object.values(form.blocks)) {
    const cells = (row: string | null, before: object, after: object) => {
      for (const { key } of block.columns) {
        const value = (after as Record<string, CellValue>)[key] ?? null
        if (value !== ((before as Record<string, CellValue>)[key] ?? null)) ops.push({ set: [block.key, row, key], value })
      }
    }
    if (block.kind === 'fields') cells(null, from[block.key] ?? {}, to[block.key] ?? {})
    if (block.kind !== 'dynamic') continue
    const before = (from[block.key] ?? []) as readonly DynamicRow[]
    const after = (to[block.key] ?? []) as readonly DynamicRow[]
    const ids = after.map((row) => row.$id)
    const gone = before.filter((row) => !ids.includes(row.$id))
    if (gone.length > 0) ops.push({ remove: block.key, ids: gone.map((row) => row.$id) })
    for (const row of after) {
      const old = before.find((one) => one.$id === row.$id)
      if (old) cells(row.$id, old, row)
      else ops.push({ insert: block.key, after: null, rows: [row] })
    }
    if (ids.length > 1) ops.push({ move: block.key, ids, after: null })
  }
  const [said, says] = [explanationsIn(from), explanationsIn(to)]
  for (const explain of new Set([...Object.keys(said), ...Object.keys(says)])) {
    const { text = '', seen = [] } = says[explain] ?? {}
    ops.push({ explain, text, seen })
  }
  return ops
}
