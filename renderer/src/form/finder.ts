import { canonicalKey, formatValue } from '@tabel/engine'
import type { CellRef, CompiledBlock } from '@tabel/engine'
import type { GridView } from '../grid/adapter.ts'

/** A search on the shown sheet: what is looked for, where it stands, and which of the places is looked at. */
export class Finder {
  text = ''
  places: readonly CellRef[] = []
  /** Place that is looked at among {@link places}; −1 for none. */
  at = -1

  /** Looks for another text; goes on from the cell that was looked at, as far as it still fits. */
  look(view: GridView, text: string): CellRef | null {
    const before = this.places[this.at]
    this.text = text
    this.places = placesWith(view, text)
    const same = before ? this.places.findIndex((one) => isSame(one, before)) : -1
    this.at = this.places.length === 0 ? -1 : Math.max(0, same)
    return this.places[this.at] ?? null
  }

  /** The next or the previous place, round and round; what has changed meanwhile is looked at again. */
  step(view: GridView, by: 1 | -1): CellRef | null {
    const before = this.places[this.at]
    this.places = placesWith(view, this.text)
    const same = before ? this.places.findIndex((one) => isSame(one, before)) : -1
    const from = same >= 0 ? same : this.at - (by > 0 ? 1 : 0)
    const count = this.places.length
    this.at = count === 0 ? -1 : (from + by + count) % count
    return this.places[this.at] ?? null
  }
}

/** Cells of the shown sheet that show this text, from top to bottom; case, ё and look-alike letters make no difference. */
function placesWith(view: GridView, text: string): readonly CellRef[] {
  const wanted = keyOf(text)
  if (wanted === '') return []
  const sheet = view.form.sheets.find(({ key }) => key === view.sheet)
  const blocks = (sheet?.items ?? []).flatMap((item) => (item.kind === 'block' ? (view.form.blocks[item.block] ?? []) : []))
  return blocks.flatMap((block) =>
    rowsOf(view, block).flatMap((row) =>
      block.columns.flatMap(({ key }): readonly CellRef[] => {
        const ref = { block: block.key, row, column: key }
        const rules = view.rules(ref)
        const value = rules ? view.value(ref) : null
        return rules && value !== null && keyOf(formatValue(rules, value)).includes(wanted) ? [ref] : []
      }),
    ),
  )
}

function rowsOf(view: GridView, block: CompiledBlock): readonly (string | null)[] {
  if (block.kind === 'fields') return [null]
  return block.kind === 'fixed' ? block.rows.map(({ key }) => key) : view.rows(block.key).map(({ $id }) => $id)
}

function keyOf(text: string): string {
  return canonicalKey(text).replaceAll('ё', 'е')
}

function isSame(one: CellRef, other: CellRef): boolean {
  return one.block === other.block && one.row === other.row && one.column === other.column
}
