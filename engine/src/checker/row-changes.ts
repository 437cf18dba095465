import { cellsIn, rowsIn } from '../document/read.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import type { DynamicRow, FormData } from '../model/data.ts'
import type { Change } from '../model/ops.ts'
import { rowKeys } from '../rules/cell-problems.ts'
import type { Touched } from './cell-states.ts'

/** What changed in a row: these columns, or everything. */
export type RowChange = ReadonlySet<string> | 'all'

/** Rows that a change concerns, by block and key. */
export interface ChangedRows {
  readonly gone: readonly { readonly block: string; readonly row: string }[]
  readonly changed: ReadonlyMap<string, ReadonlyMap<string, RowChange>>
  /** Tables in which rows came, went or changed places. */
  readonly moved: ReadonlySet<string>
}

/** Remembers the rows of tables as they were when last looked at, to tell which came, went or were replaced. */
export class RowMemory {
  readonly #form: CompiledForm
  readonly #known = new Map<string, Map<string, DynamicRow>>()

  constructor(form: CompiledForm) {
    this.#form = form
  }

  /** Every row, as if all had just come. */
  everything(data: FormData): ChangedRows {
    const changed = new Map<string, ReadonlyMap<string, RowChange>>()
    for (const block of Object.values(this.#form.blocks)) {
      if (block.kind === 'dynamic') this.#known.set(block.key, rowsById(data, block.key))
      changed.set(block.key, new Map(rowKeys(block, data).map((row) => [row, 'all'])))
    }
    return { gone: [], changed, moved: new Set() }
  }

  /** The rows that a change concerns; marks as touched what it changed. `data` are those after it. */
  follow(change: Pick<Change, 'cells' | 'tables'>, data: FormData, touched: Touched): ChangedRows {
    const changed = new Map<string, Map<string, RowChange>>()
    const put = (block: string, row: string, what: RowChange) => {
      const rows = changed.get(block)
      if (rows) rows.set(row, what)
      else changed.set(block, new Map([[row, what]]))
    }
    for (const { block, row, column } of change.cells) {
      const columns = changed.get(block)?.get(row ?? '')
      put(block, row ?? '', new Set(columns === 'all' ? [column] : [...(columns ?? []), column]))
      touched.cell(block, row ?? '', this.#form.blocks[block]?.columns.findIndex((one) => one.key === column) ?? -1)
    }
    const gone = change.tables.flatMap((table) => {
      const known = this.#known.get(table) ?? new Map<string, DynamicRow>()
      const rows = rowsById(data, table)
      this.#known.set(table, rows)
      for (const [id, row] of rows) if (known.get(id) !== row) put(table, id, 'all')
      return [...known.keys()].filter((row) => !rows.has(row)).map((row) => ({ block: table, row }))
    })
    this.#remember(changed, data, touched)
    for (const table of change.tables) touched.wholeTable(table, this.#form.blocks[table]?.columns.length ?? 0)
    return { gone, changed, moved: new Set(change.tables) }
  }

  #remember(changed: ReadonlyMap<string, Map<string, RowChange>>, data: FormData, touched: Touched): void {
    for (const [table, rows] of changed) {
      const block = this.#form.blocks[table]
      const known = this.#known.get(table)
      if (!block || !known) continue
      for (const [row, what] of rows) {
        if (what === 'all') touched.wholeRow(table, row, block.columns.length)
        const cells = cellsIn(data, block, row)
        if (cells) known.set(row, cells as DynamicRow)
        else rows.delete(row)
      }
    }
  }
}

function rowsById(data: FormData, table: string): Map<string, DynamicRow> {
  return new Map(rowsIn(data, table).map((row) => [row.$id, row]))
}
