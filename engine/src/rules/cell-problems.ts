import { sheetOrder } from '../document/form-index.ts'
import type { PlaceFlags } from '../document/place-flags.ts'
import { placesIn, rowsIn } from '../document/read.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, FormData } from '../model/data.ts'
import type { Change } from '../model/ops.ts'
import type { PlaceFlag, Problem } from '../model/problem.ts'
import { BlockProblems } from './block-problems.ts'

/**
 * What the rules of single cells find in a document. It follows the document: a change costs the rows it touches,
 * and says exactly what a judge who sees the data for the first time would say.
 */
export class CellProblems {
  readonly #blocks: ReadonlyMap<string, BlockProblems>
  readonly #sheets: ReadonlyMap<string, readonly CompiledBlock[]>
  #list: readonly Problem[] | null = null

  /** @param flags what does not apply has no problems; whoever changes them calls {@link CellProblems.updateFlags}. */
  constructor(form: CompiledForm, data: FormData, flags: PlaceFlags) {
    this.#blocks = new Map(sheetOrder(form).map((block) => [block.key, new BlockProblems(form, block, data, flags)]))
    this.#sheets = new Map(form.sheets.map(({ key }) => [key, sheetOrder(form).filter((block) => block.sheet === key)]))
  }

  /** Judges again where flags have come or gone. */
  updateFlags(data: FormData, flags: readonly PlaceFlag[]): void {
    const rows = new Map<string, Set<string>>()
    for (const { flag, sheet, block, row } of flags) {
      if (flag !== 'irrelevant') continue
      const blocks = (this.#sheets.get(sheet) ?? []).filter(({ key }) => block === null || key === block)
      for (const one of blocks) {
        const touched = rows.get(one.key) ?? new Set()
        for (const key of row === null ? rowKeys(one, data) : [row]) touched.add(key)
        rows.set(one.key, touched)
      }
    }
    if (rows.size > 0) this.#list = null
    for (const [block, touched] of rows) this.#blocks.get(block)?.update(data, touched, true)
  }

  /** Judges what a change has touched. `data` are those after it. */
  update(data: FormData, change: Pick<Change, 'cells' | 'tables'>): void {
    if (change.cells.length === 0 && change.tables.length === 0) return
    this.#list = null
    const rows = new Map<string, Set<string>>()
    for (const { block, row } of change.cells) {
      const known = rows.get(block)
      if (known) known.add(row ?? '')
      else rows.set(block, new Set([row ?? '']))
    }
    for (const block of new Set([...rows.keys(), ...change.tables])) {
      this.#blocks.get(block)?.update(data, rows.get(block) ?? new Set(), change.tables.includes(block))
    }
  }

  /** By block: rows whose problems may be others than when this was asked last, besides those that were changed themselves. */
  takeJudged(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...this.#blocks].map(([key, block]) => [key, block.takeJudged()]))
  }

  /** All problems by sheet, row and column. */
  list(data: FormData): readonly Problem[] {
    this.#list ??= [...this.#blocks.values()].flatMap((block) => block.list(data))
    return this.#list
  }

  /** The problem of a cell. */
  at(ref: CellRef): Problem | undefined {
    return this.#blocks.get(ref.block)?.at(ref.row ?? '', ref.column)
  }

  /** The problem of a row as a whole, or of a table (`row` null). */
  above(block: string, row: string | null): Problem | undefined {
    return this.#blocks.get(block)?.above(row)
  }

  get count(): number {
    let count = 0
    for (const block of this.#blocks.values()) count += block.count
    return count
  }
}

/** Keys of the rows of a block in their order: row keys, `$id`s, or one empty key for fields. */
export function rowKeys(block: CompiledBlock, data: FormData): readonly string[] {
  if (block.kind === 'fields') return ['']
  return block.kind === 'fixed' ? block.rows.map((row) => row.key) : [...placesIn(rowsIn(data, block.key)).keys()]
}
