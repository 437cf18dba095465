import type { CompiledBlock } from '../model/compiled-form.ts'
import type { Cells } from '../model/data.ts'

/** Whether nothing is filled in a row that people added: computed cells do not count. */
export function isBlankRow(block: CompiledBlock, cells: Cells): boolean {
  return (
    block.kind === 'dynamic' &&
    block.columns.every((column) => column.computed !== undefined || (cells[column.key] ?? null) === null)
  )
}
