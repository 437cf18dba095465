import type { CompiledSheet, Relevance } from '../model/compiled-form.ts'
import type { Formula } from '../model/expr.ts'
import type { Context } from './context.ts'

/** What is repeated for the rows of a table does not apply where the table does not: there are no rows then. */
export function applyWithOwners(context: Context, sheets: readonly CompiledSheet[]): void {
  const ofTable = (table: string): readonly Formula[] => {
    const block = context.blocks[table]
    const sheet = sheets.find(({ key }) => key === block?.sheet)
    return [block?.applies, sheet?.applies].filter((one) => one !== undefined)
  }
  const add = (part: Relevance, table: string | undefined): void => {
    if (table === undefined) return
    const applies = allOf([...ofTable(table), ...(part.applies ? [part.applies] : [])])
    if (applies) Object.assign(part, { applies })
  }
  const blocks = Object.values(context.blocks)
  for (const block of blocks) for (const column of block.columns) add(column, column.repeat?.table)
  for (const sheet of sheets) add(sheet, sheet.repeat)
  for (const block of blocks)
    if (sheets.every(({ key, repeat }) => key !== block.sheet || repeat === undefined)) add(block, block.repeat)
}

function allOf(formulas: readonly Formula[]): Formula | undefined {
  const [first, ...rest] = formulas
  if (!first || rest.length === 0) return first
  return {
    text: `AND(${formulas.map(({ text }) => text).join(', ')})`,
    expr: { kind: 'call', name: 'AND', args: formulas.map(({ expr }) => expr) },
  }
}
