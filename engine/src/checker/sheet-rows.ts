import { rowsIn } from '../document/read.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import { rowKeyAt } from './instance.ts'
import { RowSlots } from './row-slots.ts'

/** Which row of the engine's sheets belongs to which row of a block. Fixed rows stand in their order, fields have row 0. */
export class SheetRows {
  readonly #form: CompiledForm
  readonly #slots: ReadonlyMap<string, RowSlots>

  constructor(form: CompiledForm, data: FormData) {
    this.#form = form
    const tables = Object.values(form.blocks).filter((block) => block.kind === 'dynamic')
    this.#slots = new Map(tables.map(({ key }) => [key, new RowSlots(rowsIn(data, key).map((row) => row.$id))]))
  }

  /** How many rows are reserved for a block. */
  height(key: string): number {
    const block = this.#form.blocks[key]
    if (block?.kind === 'dynamic') return this.#slots.get(key)?.capacity ?? 1
    return block?.kind === 'fixed' ? block.rows.length : 1
  }

  /** Makes sure that a row has a place; false when all that were reserved are taken. */
  ensure(block: CompiledBlock, row: string): boolean {
    const slots = this.#slots.get(block.key)
    return !slots || slots.slot(row) !== undefined || slots.take(row) !== null
  }

  release(block: CompiledBlock, row: string): void {
    this.#slots.get(block.key)?.release(row)
  }

  /** The engine's row of a row; undefined when it has none. */
  engineRow(block: CompiledBlock, row: string): number | undefined {
    if (block.kind === 'dynamic') return this.#slots.get(block.key)?.slot(row)
    const place = block.kind === 'fixed' ? block.rows.findIndex((one) => one.key === row) : 0
    return place < 0 ? undefined : place
  }

  /** Key of the row that stands in a row of the engine; null when nobody's does. */
  rowAt(block: CompiledBlock, engineRow: number): string | null {
    return block.kind === 'dynamic' ? (this.#slots.get(block.key)?.row(engineRow) ?? null) : rowKeyAt(block, engineRow)
  }
}
