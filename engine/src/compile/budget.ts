import type { CompiledBlock, CompiledCheck } from '../model/compiled-form.ts'
import type { Context } from './context.ts'

const cellLimit = 1_000_000
const checkLimit = 60_000

/** Refuses forms that a school's computer could not check while somebody types. */
export function reportBudget(context: Context, checks: readonly CompiledCheck[]): void {
  const blocks = Object.values(context.blocks).filter(({ key }) => !key.startsWith('$'))
  const most = (table: string | undefined): number => {
    const block = table === undefined ? undefined : context.blocks[table]
    return block?.kind === 'dynamic' ? block.max : 1
  }
  const cells = blocks.reduce((sum, block) => {
    const columns = block.columns.reduce((count, { repeat }) => count + most(repeat?.table), 0)
    return sum + most(block.repeat) * rowCount(block) * columns
  }, 0)
  if (cells > cellLimit)
    context.report('E_BUDGET', `В форме до ${cells} ячеек, можно не больше ${cellLimit}`, ['sheets'], {
      hint: 'уменьшите max у таблиц или разделите форму',
    })
  const instances = checks.reduce((sum, check) => {
    const block = check.block === undefined ? undefined : context.blocks[check.block]
    if (check.kind !== 'formula' || !block) return sum + most(check.copyOf)
    if (check.each.kind === 'columns') {
      const columns = check.each.columns.reduce((count, place) => count + most(block.columns[place]?.repeat?.table), 0)
      return sum + most(check.copyOf) * columns
    }
    return sum + most(check.copyOf) * (check.each.kind === 'rows' ? (check.each.rows?.length ?? rowCount(block)) : 1)
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
