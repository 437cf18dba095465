import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellValue, DynamicRow, FormData } from '../model/data.ts'
import type { ComputedCell, PlaceFlag } from '../model/problem.ts'
import { formFor } from './copies/form-for.ts'
import { PlaceFlags } from './place-flags.ts'

type Row = Readonly<Record<string, CellValue>>

/**
 * The data as they are submitted: what is empty or does not apply is left out and computed values are put in, so that whoever reads
 * a submission later needs no checker. They are valid under `submissionSchema(form, 'final')` when nothing is wrong with them.
 *
 * @param judged what `judge` found for these data.
 */
export function submittedData(
  form: CompiledForm,
  data: FormData,
  { computed, flags }: { readonly computed: readonly ComputedCell[]; readonly flags: readonly PlaceFlag[] },
): FormData {
  const found = new PlaceFlags()
  found.change({ set: flags, cleared: [] })
  const values = new Map<string, ComputedCell[]>()
  for (const cell of computed) {
    const key = rowKey(cell.block, cell.row)
    values.set(key, [...(values.get(key) ?? []), cell])
  }
  const result: Record<string, FormData[string]> = {}
  for (const block of Object.values(formFor(form, data).blocks)) {
    const applies = (row: string | null = null, column: string | null = null) => !found.stands('irrelevant', block, row, column)
    if (!applies()) continue
    // A row may hold what was typed into a column whose row is not there any more.
    const columns = new Set(block.columns.map(({ key }) => key))
    const complete = (row: string | null, cells: Row): Row => {
      const whole: Record<string, CellValue> = { ...cells }
      for (const { column, value } of values.get(rowKey(block.key, row)) ?? []) whole[column] = value
      return Object.fromEntries(
        Object.entries(whole).filter(
          ([column, value]) => value !== null && (column === '$id' || (columns.has(column) && applies(row, column))),
        ),
      )
    }
    const content = data[block.key]
    if (block.kind === 'fields') result[block.key] = complete(null, (content ?? {}) as Row)
    else if (block.kind === 'fixed') {
      const rows = (content ?? {}) as Readonly<Record<string, Row>>
      const there = block.rows.filter(({ key }) => applies(key))
      result[block.key] = Object.fromEntries(there.map(({ key }) => [key, complete(key, rows[key] ?? {})]))
    } else {
      const rows = (content ?? []) as readonly DynamicRow[]
      result[block.key] = rows.map((row) => complete(row.$id, row) as DynamicRow)
    }
  }
  return result
}

function rowKey(block: string, row: string | null): string {
  return `${block}/${row ?? ''}`
}
