import type { CompiledBlock } from '../model/compiled-form.ts'
import type { Expr } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import type { Context } from './context.ts'

/** A computed cell: a column of rows people add counts as one. */
interface Computed {
  readonly name: string
  readonly plan: CellPlan
  readonly reads: readonly string[]
}

/** Reports computed cells that depend on themselves, with the way round. Both branches of IF count, as they do for the checker. */
export function reportCycles(context: Context, plans: readonly CellPlan[]): void {
  const cells = new Map(plans.flatMap((plan) => computedCells(context, plan)).map((cell) => [cell.name, cell]))
  const done = new Set<string>()
  const way: string[] = []
  const walk = (name: string): boolean => {
    const start = way.indexOf(name)
    if (start >= 0) {
      const cell = cells.get(name)
      const path = cell?.plan.words.get('computed')?.path ?? []
      context.report('E_CYCLE', `Формулы ходят по кругу: ${[...way.slice(start), name].join(' → ')}`, path, {
        hint: 'уберите одну из ссылок',
      })
      return true
    }
    if (done.has(name)) return false
    way.push(name)
    const found = (cells.get(name)?.reads ?? []).some((next) => cells.has(next) && walk(next))
    way.pop()
    done.add(name)
    return found
  }
  for (const name of cells.keys()) if (walk(name)) return
}

function computedCells(context: Context, plan: CellPlan): readonly Computed[] {
  const block = context.blocks[plan.block]
  if (!block) return []
  const rows =
    block.kind === 'fixed'
      ? block.rows.flatMap((row, place) => (plan.row === null || plan.row === row.key ? [place] : []))
      : [null]
  return rows.flatMap((row) => {
    const column = block.columns.findIndex((one) => one.key === plan.column)
    const own = block.kind === 'fixed' && row !== null ? block.rows[row] : undefined
    if (plan.row === null && own && Object.hasOwn(own.cells, plan.column)) return []
    const rules = plan.row === null ? block.columns[column] : own?.cells[plan.column]
    if (!rules?.computed || own?.blocked.includes(plan.column)) return []
    return [{ name: nameOf(block, row, column), plan, reads: readsOf(rules.computed.expr, context, row, column) }]
  })
}

function readsOf(expr: Expr, context: Context, row: number | null, column: number): readonly string[] {
  switch (expr.kind) {
    case 'unary':
    case 'percent':
      return readsOf(expr.operand, context, row, column)
    case 'binary':
      return [...readsOf(expr.left, context, row, column), ...readsOf(expr.right, context, row, column)]
    case 'call':
      return expr.args.flatMap((arg) => readsOf(arg, context, row, column))
    case 'cells': {
      const block = context.blocks[expr.block]
      if (!block) return []
      return expr.areas.flatMap((area) => {
        const rows =
          area.rows.kind === 'span' && block.kind === 'fixed'
            ? range(area.rows.from, area.rows.to)
            : [area.rows.kind === 'here' ? row : null]
        const columns = area.columns.kind === 'span' ? range(area.columns.from, area.columns.to) : [column]
        return rows.flatMap((r) => columns.map((c) => nameOf(block, r, c)))
      })
    }
    default:
      return []
  }
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

function nameOf(block: CompiledBlock, row: number | null, column: number): string {
  const key = block.columns[column]?.key ?? ''
  if (block.kind === 'fields') return `${block.key}.${key}`
  return block.kind === 'fixed' && row !== null ? `${block.key}[#${block.rows[row]?.key ?? ''},${key}]` : `${block.key}[@${key}]`
}
