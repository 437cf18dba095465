import type { CellRules, CompiledBlock, CompiledSheet } from '../model/compiled-form.ts'
import type { Expr, Formula } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import { readsOf } from './cell-reads.ts'
import { circularColumns, columnName } from './circular-columns.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'

/** A computed cell: a column of rows people add counts as one. */
interface Computed {
  readonly name: string
  readonly plan: CellPlan
  readonly reads: () => Iterator<string>
}

/** Places of fixed rows by block and key. */
type Places = ReadonlyMap<string, ReadonlyMap<string, number>>

/** So many references are followed at most: a form with more could not be computed while somebody types either. */
const readLimit = 2_000_000

/**
 * Reports computed cells that depend on themselves, with the way round: every formula once, however many circles lead through it.
 * Both branches of IF count, as they do for the checker.
 */
export function reportCycles(context: Context, plans: readonly CellPlan[], compiled: readonly CompiledSheet[]): void {
  const sheets = new Map(compiled.map((sheet) => [sheet.key, sheet]))
  const suspects = circularColumns(context, sheets)
  const places = new Map(
    Object.values(context.blocks).map((block) => [
      block.key,
      new Map(block.kind === 'fixed' ? block.rows.map((row, place) => [row.key, place]) : []),
    ]),
  )
  const cells = new Map(
    plans
      .filter((plan) => suspects.has(columnName(plan.block, plan.column)))
      .flatMap((plan) => computedCells(context, plan, places, sheets.get(context.blocks[plan.block]?.sheet ?? '')))
      .map((cell) => [cell.name, cell]),
  )
  const reported = new Set<CellPlan>()
  for (const circle of circles(cells, reported)) {
    const [first] = circle ?? []
    if (!first) {
      context.report('E_BUDGET', 'Вычисляемые ячейки читают друг друга слишком много раз', ['sheets'], {
        hint: 'сложите промежуточные итоги в отдельную строку или графу',
      })
      return
    }
    if (circle?.some(({ plan }) => reported.has(plan))) continue
    const names = [...(circle ?? []), first].map(({ name, plan }) => {
      reported.add(plan)
      return name
    })
    context.report(
      'E_CYCLE',
      `Формулы ходят по кругу: ${names.join(' → ')}`,
      (first.plan.words.get('computed') ?? first.plan.words.get('applies'))?.path ?? appliesAround(context, first.plan),
      {
        hint: 'уберите одну из ссылок',
      },
    )
  }
}

/**
 * Ways that come back to where they began; null when there is too much to follow. Walks without recursion: a chain of formulas
 * may be as long as a table. What a formula of `reported` reads is not followed.
 */
function* circles(cells: ReadonlyMap<string, Computed>, reported: ReadonlySet<CellPlan>): Generator<readonly Computed[] | null> {
  const done = new Set<Computed>()
  let followed = 0
  for (const start of cells.values()) {
    if (done.has(start)) continue
    const way = [{ cell: start, reads: start.reads() }]
    const places = new Map([[start, 0]])
    for (let step = way.at(-1); step; step = way.at(-1)) {
      const read = reported.has(step.cell.plan) ? null : step.reads.next()
      if (!read || read.done) {
        done.add(step.cell)
        places.delete(step.cell)
        way.pop()
        continue
      }
      followed += 1
      if (followed > readLimit) {
        yield null
        return
      }
      const cell = cells.get(read.value)
      if (!cell || done.has(cell)) continue
      const place = places.get(cell)
      if (place !== undefined) yield way.slice(place).map((one) => one.cell)
      else {
        places.set(cell, way.length)
        way.push({ cell, reads: cell.reads() })
      }
    }
  }
}

/** The cells that a plan makes: one for rows people add and for fields, else one for every fixed row that has no plan of its own. */
function computedCells(context: Context, plan: CellPlan, places: Places, sheet: CompiledSheet | undefined): readonly Computed[] {
  const block = context.blocks[plan.block]
  const column = block?.columns.findIndex((one) => one.key === plan.column) ?? -1
  if (!block || column < 0) return []
  const cell = (row: number | null, expr: Expr): Computed => ({
    name: nameOf(block, row, column),
    plan,
    reads: () => names(expr, context, row, column),
  })
  const own = influence(block.columns[column], sheet?.applies, block.applies)
  if (block.kind !== 'fixed') return own ? [cell(null, own)] : []
  const rows = plan.row === null ? block.rows.keys() : [places.get(block.key)?.get(plan.row) ?? -1]
  return [...rows].flatMap((place) => {
    const row = block.rows[place]
    if (!row || row.blocked.includes(plan.column)) return []
    const written = row.cells[plan.column]
    if (plan.row === null && written) return []
    const expr = influence(written ?? block.columns[column], sheet?.applies, block.applies, row.applies)
    return expr ? [cell(place, expr)] : []
  })
}

/** Everything that decides what a cell holds, as one expression; undefined for a cell that people just fill. */
function influence(rules: CellRules | undefined, ...around: readonly (Formula | undefined)[]): Expr | undefined {
  const formulas = [rules?.computed, rules?.applies, ...around].flatMap((formula) => (formula ? [formula.expr] : []))
  return formulas.length > 1 ? { kind: 'call', name: 'AND', args: formulas } : formulas[0]
}

/** Where it is said whether the row, the block or the sheet around a cell applies. */
function appliesAround(context: Context, { block: key, row }: Pick<CellPlan, 'block' | 'row'>, ofOwner = false): Path {
  for (const [index, sheet] of context.source.sheets.entries())
    for (const [place, block] of sheet.blocks.entries()) {
      if ('note' in block || key !== ('table' in block ? block.table : block.fields)) continue
      const at = ['sheets', index, 'blocks', place]
      if (block.applies !== undefined) return [...at, 'applies']
      if (row === null && sheet.applies !== undefined) return ['sheets', index, 'applies']
      // It may be said of the table for whose rows the block is repeated.
      const owner = block.repeat ?? sheet.repeat
      return owner === undefined || ofOwner ? at : appliesAround(context, { block: owner, row: null }, true)
    }
  return ['sheets']
}

function* names(expr: Expr, context: Context, row: number | null, column: number): Generator<string> {
  for (const read of readsOf(expr, context, row, column)) yield nameOf(read.block, read.row, read.column)
}

function nameOf(block: CompiledBlock, row: number | null, column: number): string {
  const key = block.columns[column]?.key ?? ''
  if (block.kind === 'fields') return `${block.key}.${key}`
  return block.kind === 'fixed' && row !== null ? `${block.key}[#${block.rows[row]?.key ?? ''},${key}]` : `${block.key}[@${key}]`
}
