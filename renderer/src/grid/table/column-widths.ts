import type { CompiledBlock } from '@tabel/engine'

/** The narrowest and the widest a person may make a column, CSS pixels. */
const narrowest = 36
const widest = 800

/**
 * Widths that a person gave to columns of a table, by column key. They are remembered on this computer for the form and the table,
 * not for the draft; where nothing can be stored they last as long as the page.
 */
export class ColumnWidths {
  readonly #place: string
  readonly #widths: Map<string, number>

  constructor(form: string, block: CompiledBlock) {
    this.#place = `tabel-widths:${form}/${block.key}`
    this.#widths = new Map(stored(this.#place).filter(([column]) => block.columns.some(({ key }) => key === column)))
  }

  of(column: string): number | undefined {
    return this.#widths.get(column)
  }

  /** Makes a column so wide, within limits. */
  set(column: string, width: number): void {
    this.#widths.set(column, Math.round(Math.max(narrowest, Math.min(widest, width))))
  }

  /** Gives back to a column the width that the form has for it. */
  forget(column: string): void {
    this.#widths.delete(column)
  }

  /** Remembers the widths for the next time. */
  keep(): void {
    try {
      if (this.#widths.size === 0) localStorage.removeItem(this.#place)
      else localStorage.setItem(this.#place, JSON.stringify([...this.#widths]))
    } catch {
      // A browser that stores nothing loses the widths with the page, and nothing else.
    }
  }
}

/** What was kept; what is not a list of names and numbers counts as nothing. */
function stored(place: string): readonly (readonly [string, number])[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    if (!Array.isArray(kept)) return []
    return (kept as readonly unknown[]).filter(
      (one): one is [string, number] => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'number',
    )
  } catch {
    return []
  }
}
