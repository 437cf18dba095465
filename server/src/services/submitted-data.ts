import type { CellValue, CompiledForm, ComputedCell, DynamicRow, FormData } from '@tabel/engine'

type Row = Readonly<Record<string, CellValue>>

/**
 * The data as they are submitted: empty cells left out and computed values put in, so that whoever reads a submission later needs
 * no checker.
 */
export function submittedData(form: CompiledForm, data: FormData, computed: readonly ComputedCell[]): FormData {
  const values = new Map<string, ComputedCell[]>()
  for (const cell of computed) {
    const key = rowKey(cell.block, cell.row)
    values.set(key, [...(values.get(key) ?? []), cell])
  }
  const complete = (block: string, row: string | null, cells: Row): Row => {
    const whole: Record<string, CellValue> = { ...cells }
    for (const { column, value } of values.get(rowKey(block, row)) ?? []) whole[column] = value
    return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null))
  }
  const result: Record<string, FormData[string]> = {}
  for (const block of Object.values(form.blocks)) {
    const content = data[block.key]
    if (block.kind === 'fields') {
      result[block.key] = complete(block.key, null, (content ?? {}) as Row)
    } else if (block.kind === 'fixed') {
      const rows = (content ?? {}) as Readonly<Record<string, Row>>
      result[block.key] = Object.fromEntries(block.rows.map(({ key }) => [key, complete(block.key, key, rows[key] ?? {})]))
    } else {
      const rows = (content ?? []) as readonly DynamicRow[]
      result[block.key] = rows.map((row) => complete(block.key, row.$id, row) as DynamicRow)
    }
  }
  return result
}

function rowKey(block: string, row: string | null): string {
  return `${block}/${row ?? ''}`
}
