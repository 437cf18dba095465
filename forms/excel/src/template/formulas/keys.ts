import type { CompiledBlock } from '@tabel/engine'
import type { LiveCells } from './live-cells.ts'
import { addressOf, aliveAt } from './places.ts'
import type { PlacedBlock } from './places.ts'
import { Untranslatable } from './untranslatable.ts'

/** Place of a column. */
export function columnOf(block: CompiledBlock, key: string): number {
  return block.columns.findIndex((column) => column.key === key)
}

/** The columns that make the key of the rows of a table, for formulas of one of its rows. */
export class Keys {
  readonly #live: LiveCells
  readonly #placed: PlacedBlock
  readonly #columns: readonly string[]
  readonly #row: number

  constructor(live: LiveCells, placed: PlacedBlock, columns: readonly string[], row: number) {
    this.#live = live
    this.#placed = placed
    this.#columns = columns
    this.#row = row
  }

  /** All values of a column, and the states of its cells: null where they have none. */
  column(key: string): { readonly values: string; readonly states: string | null } {
    const states = this.#isTyped(key) ? this.#range(key, 'state') : null
    return { values: this.#range(key, 'value'), states }
  }

  /** The value of the row. */
  own(key: string): string {
    return this.#cell(key, 'value')
  }

  state(key: string): string {
    return this.#cell(key, 'state')
  }

  /** Which rows of a table, or of this one, have the key of the row. */
  same(there: Keys = this): string {
    const pairs = this.#columns.map(
      (key, place) => `(${there.#range(there.#columns[place] ?? '', 'value')}&""=${this.own(key)}&"")`,
    )
    return pairs.length === 0 ? `(${aliveAt(this.#placed, null)}=1)` : pairs.length === 1 ? `1*${pairs[0]}` : pairs.join('*')
  }

  /** Which rows have no problem in these columns. */
  sound(): string {
    const tests = this.#columns.filter((key) => this.#isTyped(key)).map((key) => `(${this.#range(key, 'state')}<=0)`)
    return tests.length === 0 ? '1' : tests.join('*')
  }

  isBad(): string {
    return this.#columns
      .filter((key) => this.#isTyped(key))
      .map((key) => `${this.state(key)}>0`)
      .join(',')
  }

  isEmpty(): string {
    if (this.#columns.length === 0) return ''
    return `LEN(${this.#columns.map((key) => this.own(key)).join('&')})=0`
  }

  #isTyped(key: string): boolean {
    return this.#placed.beside !== null && this.#placed.block.columns[this.#place(key)]?.computed === undefined
  }

  #place(key: string): number {
    const place = columnOf(this.#placed.block, key)
    if (place < 0) throw new Untranslatable(`there is no column ${key}`)
    return place
  }

  #cell(key: string, what: 'value' | 'state'): string {
    const column = this.#place(key)
    const area = { fromRow: this.#row, toRow: this.#row, fromColumn: column, toColumn: column }
    return addressOf(this.#placed, area, what === 'state' ? 'state' : this.#side(column), this.#placed.block.kind !== 'fields')
  }

  #range(key: string, what: 'value' | 'state'): string {
    const column = this.#place(key)
    const area = { fromRow: 0, toRow: this.#placed.rows - 1, fromColumn: column, toColumn: column }
    return addressOf(this.#placed, area, what === 'state' ? 'state' : this.#side(column), false)
  }

  #side(column: number): 'value' | 'typed' {
    const { key } = this.#placed.block
    if (!this.#live.places.differs(key, column)) return 'typed'
    this.#live.places.value(key, column)
    return 'value'
  }
}
