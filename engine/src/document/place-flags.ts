import type { CompiledBlock } from '../model/compiled-form.ts'
import type { FlagChanges, FlagName, PlaceFlag } from '../model/problem.ts'

/** Which parts of a form do not apply, are hidden or closed now. The checker finds it, documents and grids ask. */
export class PlaceFlags {
  readonly #flags = new Map<string, PlaceFlag>()

  /** Takes over a change. */
  change({ set, cleared }: FlagChanges): void {
    for (const flag of cleared) this.#flags.delete(flagKey(flag))
    for (const flag of set) this.#flags.set(flagKey(flag), flag)
  }

  has(flag: PlaceFlag): boolean {
    return this.#flags.size > 0 && this.#flags.has(flagKey(flag))
  }

  all(): readonly PlaceFlag[] {
    return [...this.#flags.values()]
  }

  /**
   * Whether a flag stands at a cell, or at something the cell is part of: its column, row, block or sheet.
   * Without a column the row is asked for, without a row the block.
   */
  stands(flag: FlagName, block: CompiledBlock, row: string | null = null, column: string | null = null): boolean {
    if (this.#flags.size === 0) return false
    const { key, sheet } = block
    const at = (parts: Omit<PlaceFlag, 'flag' | 'sheet'>) => this.#flags.has(flagKey({ flag, sheet, ...parts }))
    if (at({ block: null, row: null, column: null }) || at({ block: key, row: null, column: null })) return true
    if (column !== null && at({ block: key, row: null, column })) return true
    if (row === null) return false
    return at({ block: key, row, column: null }) || (column !== null && at({ block: key, row, column }))
  }
}

/** What stands for the key of a block where a note is meant. @param place of the note among the items of its sheet. */
export function noteKey(place: number): string {
  return `#${place}`
}

/** One flag at one place, as text. */
export function flagKey({ flag, sheet, block, row, column }: PlaceFlag): string {
  return `${flag} ${sheet}/${block ?? ''}/${row ?? ''}/${column ?? ''}`
}
