import { analyse, analyseCondition } from '../language/analyse.ts'
import type { Scope } from '../language/scope.ts'
import type { CellRules, CompiledBlock } from '../model/compiled-form.ts'
import type { Formula } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import type { Context } from './context.ts'

type Formulas = { -readonly [Key in 'required' | 'editable' | 'computed']?: Formula }

/** Reads the formulas of cells (`required`, `editable`, `computed`) and puts them into the blocks of the context. */
export function addCellFormulas(context: Context, plans: readonly CellPlan[]): void {
  for (const plan of plans) {
    const formulas = read(context, plan)
    if (Object.keys(formulas).length > 0) put(context, plan, formulas)
  }
}

function read(context: Context, { block, words }: CellPlan): Formulas {
  const home = context.blocks[block]
  if (!home) return {}
  const scope: Scope = { blocks: context.blocks, constants: context.constants, home, row: true, column: true }
  const formulas: Formulas = {}
  for (const key of ['required', 'editable', 'computed'] as const) {
    const word = words.get(key)
    if (typeof word?.value !== 'string') continue
    const text = word.value
    const expr = context.formula(
      word.path,
      () => (key === 'computed' ? analyse(text, scope) : analyseCondition(text, scope)).expr,
    )
    if (expr) formulas[key] = { text, expr }
  }
  return formulas
}

function put(context: Context, { block: key, row, column }: CellPlan, formulas: Formulas): void {
  const block = context.blocks[key] as CompiledBlock
  const fill = <Rules extends CellRules>(rules: Rules): Rules => ({ ...rules, ...formulas })
  if (row === null) {
    const columns = block.columns.map((one) => (one.key === column ? fill(one) : one))
    context.blocks[key] = { ...block, columns }
  } else if (block.kind === 'fixed') {
    const rows = block.rows.map((one) => {
      const cell = one.cells[column]
      return one.key === row && cell ? { ...one, cells: { ...one.cells, [column]: fill(cell) } } : one
    })
    context.blocks[key] = { ...block, rows }
  }
}
