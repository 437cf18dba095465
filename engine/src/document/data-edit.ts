import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, CellValue, Cells, DynamicRow, FormData } from '../model/data.ts'
import type { ExplainOp, InsertOp, MoveOp, Op, OrphanOp, RemoveOp, SetOp, SourcesOp } from '../model/ops.ts'
import { blockNamed, hasColumn } from './copies/owners.ts'
import { explanationOf, explanationsContent, explanationsIn, explanationsKey, sameSeen } from './explanations.ts'
import type { BlockIndex } from './form-index.ts'
import { orphansContent, orphansIn, orphansKey, samePlace } from './orphans.ts'
import { cellsIn, placesIn, rowsIn, samePlaces } from './read.ts'
import { fullOrder, placed, remembered, removedContent, removedIn, removedKey } from './removed-rows.ts'
import { sourcesKey } from './sources.ts'
import { normaliseText, normaliseValue, sameValue } from './text.ts'

/** What a list of ops did to data. */
export interface EditResult {
  readonly data: FormData
  readonly ops: readonly Op[]
  readonly inverse: readonly Op[]
  readonly cells: readonly CellRef[]
  readonly tables: readonly string[]
}

/**
 * One run of ops over data. Blocks and rows are copied when they are first written to and the rest is shared, so that a
 * paste of thousands of cells costs one copy of the table. It is tolerant, as a log needs: what no longer has a place is left out.
 * A copy has its place as long as the form repeats what it is a copy of: it takes part in the fold while its row is away.
 */
export class DataEdit {
  readonly #form: CompiledForm
  readonly #before: FormData
  #data: FormData
  /** Objects made in this run, which may be written to. */
  readonly #own = new Set<object>()
  readonly #ops: Op[] = []
  readonly #inverse: (readonly Op[])[] = []
  readonly #cells = new Map<string, CellRef>()
  readonly #tables = new Set<string>()

  constructor(form: CompiledForm, data: FormData) {
    this.#form = form
    this.#before = data
    this.#data = data
  }

  run(ops: readonly Op[]): EditResult {
    for (const op of ops) {
      if ('set' in op) this.#set(op)
      else if ('insert' in op) this.#insert(op)
      else if ('remove' in op) this.#remove(op)
      else if ('move' in op) this.#move(op)
      else if ('explain' in op) this.#explain(op)
      else if ('orphan' in op) this.#orphan(op)
      else this.#sources(op)
    }
    return {
      data: this.#data,
      ops: this.#ops,
      inverse: this.#inverse.reverse().flat(),
      cells: [...this.#cells.values()].filter((ref) => this.#stayedAndChanged(ref)),
      tables: [...this.#tables],
    }
  }

  #set(op: SetOp): void {
    const [block, row, column] = op.set
    const found = blockNamed(this.#form, block)
    if (!found || !hasColumn(found, column) || !isPlace(found, row)) return
    const cells = cellsIn(this.#data, found.block, row)
    if (!cells) return
    const value = normaliseValue(op.value)
    const old = cells[column] ?? null
    if (sameValue(old, value)) return
    this.#write(found, row, cells, column, value)
    this.#ops.push({ set: [block, row, column], value })
    this.#inverse.push([{ set: [block, row, column], value: old }])
    this.#cells.set(JSON.stringify(op.set), { block, row, column })
  }

  #write(found: BlockIndex, row: string | null, cells: Cells, column: string, value: CellValue): void {
    const { key, kind } = found.block
    const copy = this.#copyOf(cells)
    if (value === null) delete copy[column]
    else copy[column] = value
    if (kind === 'dynamic') {
      const rows = this.#rowsToWrite(key)
      rows[placesIn(rows).get(row ?? '') ?? 0] = copy as DynamicRow
    } else if (kind === 'fields') this.#put(key, isEmpty(copy) ? undefined : copy)
    else {
      const content = this.#copyOf((this.#data[key] ?? {}) as Readonly<Record<string, Cells>>)
      if (isEmpty(copy)) delete content[row ?? '']
      else content[row ?? ''] = copy
      this.#put(key, isEmpty(content) ? undefined : content)
    }
  }

  #insert(op: InsertOp): void {
    const found = blockNamed(this.#form, op.insert)
    if (found?.block.kind !== 'dynamic') return
    const rows = rowsIn(this.#data, op.insert)
    const known = new Set(placesIn(rows).keys())
    const added: DynamicRow[] = []
    for (const row of op.rows) {
      if (known.has(row.$id)) continue
      known.add(row.$id)
      added.push(cleanRow(found, row))
    }
    if (added.length === 0) return
    const ids = added.map((row) => row.$id)
    const { order, after } = placed(this.#order(op.insert), ids, op.after)
    this.#putRows(
      op.insert,
      [...rows, ...added],
      order,
      this.#dead(op.insert).filter((id) => !known.has(id)),
    )
    this.#ops.push({ insert: op.insert, after, rows: added })
    this.#inverse.push([{ remove: op.insert, ids }])
  }

  #remove(op: RemoveOp): void {
    const rows = rowsIn(this.#data, op.remove)
    const places = placesIn(rows)
    const ids = new Set(op.ids.filter((id) => places.has(id)))
    if (ids.size === 0 || blockNamed(this.#form, op.remove)?.block.kind !== 'dynamic') return
    const back: Op[] = runsOf(rows, ids).map(({ after, run }) => ({ insert: op.remove, after, rows: run }))
    const left = rows.filter((row) => !ids.has(row.$id))
    this.#putRows(op.remove, left, this.#order(op.remove), [...this.#dead(op.remove), ...ids])
    this.#ops.push({ remove: op.remove, ids: [...ids] })
    this.#inverse.push(back)
  }

  #move(op: MoveOp): void {
    const rows = rowsIn(this.#data, op.move)
    const places = placesIn(rows)
    const ids = new Set(op.ids.filter((id) => places.has(id)))
    if (ids.size === 0 || blockNamed(this.#form, op.move)?.block.kind !== 'dynamic') return
    const { order, after } = placed(this.#order(op.move), [...ids], op.after)
    if (inOrder(rows, order).every((row, at) => row === rows[at])) return
    this.#putRows(op.move, rows, order, this.#dead(op.move))
    this.#ops.push({ move: op.move, ids: [...ids], after })
    this.#inverse.push(runsOf(rows, ids).map((one) => ({ move: op.move, ids: one.run.map((row) => row.$id), after: one.after })))
  }

  #explain(op: ExplainOp): void {
    const { explain, by, at } = op
    if (!explain.includes('@')) return
    const old = explanationOf(this.#data, explain)
    const text = normaliseText(op.text)
    const seen = text === '' ? [] : (op.seen ?? [])
    if (text === (old?.text ?? '') && sameSeen(seen, old?.seen ?? [])) return
    const explanations = this.#copyOf(explanationsIn(this.#data))
    if (text === '') delete explanations[explain]
    else explanations[explain] = { text, ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }), seen }
    this.#put(explanationsKey, explanationsContent(explanations))
    this.#ops.push(text === '' ? { explain, text } : { ...op, text, seen })
    this.#inverse.push([old ? { explain, text: old.text, seen: old.seen } : { explain, text: '' }])
  }

  /** There is no way back from it: what was read is read. */
  #sources(op: SourcesOp): void {
    this.#put(sourcesKey, op.sources as unknown as FormData[string])
    this.#ops.push(op)
  }

  #orphan(op: OrphanOp): void {
    const [block, row, column] = op.orphan
    const orphans = orphansIn(this.#data)
    const place = { block, row, column, from: op.from }
    const old = orphans.find((one) => samePlace(one, place))?.value ?? null
    if (sameValue(old, op.value)) return
    const others = orphans.filter((one) => !samePlace(one, place))
    this.#put(orphansKey, orphansContent(op.value === null ? others : [...others, { ...place, value: op.value }]))
    this.#ops.push(op)
    this.#inverse.push([{ ...op, value: old }])
  }

  /** Ids of all rows of a table, removed ones too, in their order. */
  #order(block: string): readonly string[] {
    return fullOrder(rowsIn(this.#data, block), removedIn(this.#data)[block] ?? [])
  }

  /** Ids of removed rows of a table, in the order in which they were removed. */
  #dead(block: string): readonly string[] {
    return (removedIn(this.#data)[block] ?? []).map(([id]) => id)
  }

  #stayedAndChanged(ref: CellRef): boolean {
    const block = blockNamed(this.#form, ref.block)?.block
    if (!block || !cellsIn(this.#before, block, ref.row) || !cellsIn(this.#data, block, ref.row)) return false
    const valueIn = (data: FormData) => cellsIn(data, block, ref.row)?.[ref.column] ?? null
    return !sameValue(valueIn(this.#before), valueIn(this.#data))
  }

  #rowsToWrite(block: string): DynamicRow[] {
    const rows = rowsIn(this.#data, block)
    if (this.#own.has(rows)) return rows as DynamicRow[]
    const copy = [...rows]
    samePlaces(rows, copy)
    this.#own.add(copy)
    this.#put(block, copy)
    return copy
  }

  /** Puts rows in this order; `dead` are the removed ones in it. */
  #putRows(block: string, alive: readonly DynamicRow[], order: readonly string[], dead: readonly string[]): void {
    const rows = inOrder(alive, order)
    this.#own.add(rows)
    this.#tables.add(block)
    this.#put(block, rows.length === 0 ? undefined : rows)
    const removed = removedIn(this.#data)
    if (dead.length === 0 && !removed[block]) return
    this.#put(removedKey, removedContent({ ...removed, [block]: remembered(order, dead) }))
  }

  #put(block: string, content: FormData[string] | undefined): void {
    const copy = this.#copyOf(this.#data)
    if (content === undefined) delete copy[block]
    else copy[block] = content
    this.#data = copy
  }

  #copyOf<T>(object: Readonly<Record<string, T>>): Record<string, T> {
    if (this.#own.has(object)) return object
    const copy = { ...object }
    this.#own.add(copy)
    return copy
  }
}

function isPlace(found: BlockIndex, row: string | null): boolean {
  if (found.block.kind === 'fields') return row === null
  return row !== null && (found.block.kind === 'dynamic' || found.rows.has(row))
}

/** A row with the columns of its table only, each as it is stored. */
function cleanRow(found: BlockIndex, row: DynamicRow): DynamicRow {
  const clean: Record<string, CellValue> & { $id: string } = { $id: row.$id }
  for (const [key, given] of Object.entries(row)) {
    const value = key !== '$id' && hasColumn(found, key) ? normaliseValue(given) : null
    if (value !== null) clean[key] = value
  }
  return clean
}

/** Rows in the order of their ids; ids without a row are passed over. */
function inOrder(rows: readonly DynamicRow[], order: readonly string[]): readonly DynamicRow[] {
  const byId = new Map(rows.map((row) => [row.$id, row]))
  return order.flatMap((id) => byId.get(id) ?? [])
}

/** Neighbouring rows among `ids`, each run with the row that stands before it. */
function runsOf(rows: readonly DynamicRow[], ids: ReadonlySet<string>): { after: string | null; run: DynamicRow[] }[] {
  const runs: { after: string | null; run: DynamicRow[] }[] = []
  let previous: DynamicRow | undefined
  for (const row of rows) {
    if (ids.has(row.$id)) {
      const last = runs.at(-1)
      if (last && last.run.at(-1) === previous) last.run.push(row)
      else runs.push({ after: previous?.$id ?? null, run: [row] })
    }
    previous = row
  }
  return runs
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0
}
