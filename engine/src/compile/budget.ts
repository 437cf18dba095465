import type { CompiledBlock, CompiledCheck } from '../model/compiled-form.ts'
import type { Context } from './context.ts'

const cellLimit = 1_000_000
const checkLimit = 60_000

/** Refuses forms that a school's computer could not check while somebody types. */
export function reportBudget(context: Context, checks: readonly CompiledCheck[]): void {
  const blocks = Object.values(context.blocks).filter(({ key }) => !key.startsWith('$'))
  const cells = blocks.reduce((sum, block) => sum + rowCount(block) * block.columns.length, 0)
  if (cells > cellLimit)
    context.report('E_BUDGET', `В форме до ${cells} ячеек, можно не больше ${cellLimit}`, ['sheets'], {
      hint: 'уменьшите max у таблиц или разделите форму',
    })
  const instances = checks.reduce((sum, check) => {
    const block = check.block === undefined ? undefined : context.blocks[check.block]
    if (check.kind !== 'formula' || !block) return sum + 1
    if (check.each.kind === 'columns') return sum + check.each.columns.length
    return sum + (check.each.kind === 'rows' ? (check.each.rows?.length ?? rowCount(block)) : 1)
  }, 0)
  if (instances > checkLimit)
    context.report('E_BUDGET', `Проверок с повторениями ${instances}, можно не больше ${checkLimit}`, ['sheets'], {
      hint: 'уменьшите max у таблиц или число проверок',
    })
}

function rowCount(block: CompiledBlock): number {
  if (block.kind === 'fields') return 1
  return block.kind === 'fixed' ? block.rows.length : block.max
}
