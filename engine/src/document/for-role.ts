import type { CompiledBlock, CompiledColumn, CompiledForm, CompiledRow, Role } from '../model/compiled-form.ts'

/**
 * The form as one who fills a part of it has it: what others fill is read-only, need not be filled, and its checks are theirs.
 * Made of the whole form; the data are the same.
 */
export function forRole(form: CompiledForm, role: Role): CompiledForm {
  const sheets = new Map(form.sheets.map(({ key, filledBy }) => [key, filledBy ?? 'organisation']))
  const blocks = Object.values(form.blocks).map((block) => blockFor(block, sheets.get(block.sheet) ?? 'organisation', role))
  if (blocks.every((block) => block === form.blocks[block.key])) return form
  return {
    ...form,
    blocks: Object.fromEntries(blocks.map((block) => [block.key, block])),
    checks: form.checks.filter(({ sheet }) => (sheets.get(sheet) ?? 'organisation') === role),
  }
}

function blockFor(block: CompiledBlock, owner: Role, role: Role): CompiledBlock {
  const isMine = (column: CompiledColumn): boolean => (column.filledBy ?? owner) === role
  if (block.columns.every(isMine)) return block
  const columns = block.columns.map((column) => (isMine(column) ? column : closed(column)))
  if (block.kind === 'dynamic' && owner !== role) return { ...block, columns, add: false, min: 0 }
  if (block.kind !== 'fixed') return { ...block, columns }
  const theirs = new Set(block.columns.filter((column) => !isMine(column)).map(({ key }) => key))
  const rows = block.rows.map((row): CompiledRow => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, theirs.has(key) ? closed(cell) : cell])),
  }))
  return { ...block, columns, rows }
}

function closed<Rules extends { readonly required: unknown; readonly editable: unknown }>(rules: Rules): Rules {
  return { ...rules, required: false, editable: false }
}
