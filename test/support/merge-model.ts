import type { CellValue, DynamicRow, FormData, Op } from '@tabel/engine'

/** One row as the model keeps it: removed rows stay where they are, for ever. */
interface ModelRow {
  readonly id: string
  cells: Record<string, CellValue>
  alive: boolean
}

/** What ops mean, written as plainly as can be: slow lists, nothing forgotten. The engine must come to the same. */
export class MergeModel {
  readonly #tables = new Map<string, ModelRow[]>()
  readonly #cells = new Map<string, CellValue>()
  readonly #texts = new Map<string, string>()

  run(ops: readonly Op[]): this {
    for (const op of ops) this.#apply(op)
    return this
  }

  /** Rows of a table as the engine's data have them. */
  rows(table: string): readonly DynamicRow[] {
    return this.#rows(table)
      .filter((row) => row.alive)
      .map(({ id, cells }) => ({ $id: id, ...filled(cells) }) as DynamicRow)
  }

  /** Cells of a block of fields. */
  fields(block: string): Readonly<Record<string, CellValue>> {
    const own = [...this.#cells].filter(([key]) => key.startsWith(`${block}.`))
    return filled(Object.fromEntries(own.map(([key, value]) => [key.slice(block.length + 1), value])))
  }

  /** Texts of explanations by id of the problem. */
  get explanations(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#texts].filter(([, text]) => text !== ''))
  }

  #apply(op: Op): void {
    if ('set' in op) {
      const [block, row, column] = op.set
      const found = this.#rows(block).find((one) => one.id === row && one.alive)
      if (row === null) this.#cells.set(`${block}.${column}`, op.value)
      else if (found) found.cells[column] = op.value
    } else if ('insert' in op) {
      const rows = this.#rows(op.insert)
      const fresh = op.rows.filter(({ $id }) => !rows.some((row) => row.id === $id && row.alive))
      this.#place(
        op.insert,
        fresh.map(({ $id, ...cells }) => ({ id: $id, cells: { ...cells }, alive: true })),
        op.after,
      )
    } else if ('remove' in op) {
      for (const row of this.#rows(op.remove)) if (op.ids.includes(row.id)) row.alive = false
    } else if ('move' in op) {
      const rows = op.ids.flatMap((id) => this.#rows(op.move).filter((row) => row.id === id && row.alive))
      const before = JSON.stringify(this.rows(op.move))
      const kept = [...this.#rows(op.move)]
      this.#place(op.move, rows, op.after)
      // What changes nothing that people see is no change.
      if (JSON.stringify(this.rows(op.move)) === before) this.#tables.set(op.move, kept)
    } else if ('explain' in op) this.#texts.set(op.explain, op.text)
  }

  #place(table: string, rows: readonly ModelRow[], after: string | null): void {
    const all = this.#rows(table)
    const ids = new Set(rows.map((row) => row.id))
    let place = after === null ? -1 : all.findIndex((row) => row.id === after)
    if (after !== null && place === -1) place = all.length - 1
    while (place >= 0 && ids.has(all[place]?.id ?? '')) place--
    const stays = (row: ModelRow) => !ids.has(row.id)
    this.#tables.set(table, [...all.slice(0, place + 1).filter(stays), ...rows, ...all.slice(place + 1).filter(stays)])
  }

  #rows(table: string): ModelRow[] {
    return this.#tables.get(table) ?? []
  }
}

function filled(cells: Readonly<Record<string, CellValue>>): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null))
}

/** What people see of data: not where removed rows stood. */
export function visible(data: FormData): FormData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== '$removed'))
}
