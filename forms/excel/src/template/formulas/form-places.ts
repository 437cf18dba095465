import type { CompiledBlock, CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { dataBlock } from './data-sheet.ts'
import type { DataSheet } from './data-sheet.ts'
import { rulesOfColumn } from './kinds.ts'
import type { PlacedBlock } from './places.ts'
import { Untranslatable } from './untranslatable.ts'
import { valueDiffers } from './values.ts'
import type { FormulaPlaces } from './writing.ts'

/** Where the blocks of a form stand in its template, and what formulas ask of them. */
export class FormPlaces implements FormulaPlaces {
  readonly form: CompiledForm
  /** Columns whose values are asked for, by block, in the order in which they were. */
  readonly wanted = new Map<string, Set<number>>()
  readonly #data: FormData
  readonly #placed: Map<string, PlacedBlock>
  readonly #sheet: DataSheet
  readonly #differing = new Map<string, readonly boolean[]>()

  /**
   * @param placed blocks that stand on sheets of the form.
   * @param sheet where those go that stand on none: what sources gave, what others fill.
   */
  constructor(form: CompiledForm, data: FormData, placed: readonly PlacedBlock[], sheet: DataSheet) {
    this.form = form
    this.#data = data
    this.#placed = new Map(placed.map((one) => [one.block.key, one]))
    this.#sheet = sheet
  }

  placed(key: string): PlacedBlock {
    const known = this.#placed.get(key)
    if (known) return known
    const block = this.form.blocks[key]
    if (!block) throw new Untranslatable(`there is no ${key}`)
    const placed = dataBlock(this.#sheet, block, this.#data)
    this.#placed.set(key, placed)
    return placed
  }

  rowOf(block: string, id: string): number {
    const rows = this.#data[block]
    const place = Array.isArray(rows) ? (rows as readonly DynamicRow[]).findIndex(({ $id }) => $id === id) : -1
    if (place < 0) throw new Untranslatable(`there is no row ${id}`)
    return place
  }

  differs(key: string, column: number): boolean {
    const block = this.form.blocks[key]
    if (!block) return false
    let known = this.#differing.get(key)
    if (!known) this.#differing.set(key, (known = this.#differingOf(block)))
    return known[column] ?? false
  }

  value(block: string, column: number): void {
    const columns = this.wanted.get(block) ?? new Set()
    this.wanted.set(block, columns.add(column))
  }

  #differingOf(block: CompiledBlock): readonly boolean[] {
    const sheet = this.form.sheets.find(({ key }) => key === block.sheet)
    const may = block.applies !== undefined || sheet?.applies !== undefined
    const rows = block.kind === 'fixed' && block.rows.some(({ applies }) => applies !== undefined)
    return block.columns.map(
      (_, column) =>
        may || rows || rulesOfColumn(block, column).some((rules) => rules.applies !== undefined || valueDiffers(rules)),
    )
  }
}
