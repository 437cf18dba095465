import { OldPlaces } from '../document/old-places.ts'
import type { CompiledBlock, CompiledColumn, CompiledForm, CompiledRow } from '../model/compiled-form.ts'

/** A column or field with its block. */
export interface Standing {
  readonly block: CompiledBlock
  readonly column: CompiledColumn
}

/** Which part of the later form each part of the earlier one has become, by the migrations of the later one. */
export class Successors {
  readonly #after: CompiledForm
  readonly #places: OldPlaces

  constructor(before: CompiledForm, after: CompiledForm) {
    this.#after = after
    this.#places = new OldPlaces(after, before.version)
  }

  /** Undefined when it is gone. */
  block(old: CompiledBlock): CompiledBlock | undefined {
    return this.#blockNamed(this.#places.path({ block: old.key })?.block)
  }

  column(old: CompiledBlock, column: CompiledColumn): Standing | undefined {
    const path = this.#places.path({ block: old.key, column: column.key })
    const block = this.#blockNamed(path?.block)
    const found = block?.columns.find(({ key }) => key === path?.column)
    return block && found && { block, column: found }
  }

  row(old: CompiledBlock, row: CompiledRow): CompiledRow | undefined {
    const path = this.#places.path({ block: old.key, row: row.key })
    const block = this.#blockNamed(path?.block)
    return block?.kind === 'fixed' ? block.rows.find(({ key }) => key === path?.row) : undefined
  }

  #blockNamed(key: string | undefined): CompiledBlock | undefined {
    return key === undefined || !Object.hasOwn(this.#after.blocks, key) ? undefined : this.#after.blocks[key]
  }
}
