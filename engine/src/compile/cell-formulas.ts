import { analyse, analyseCondition, typeNames } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import type { Scope } from '../language/scope.ts'
import type { CellType, CompiledBlock } from '../model/compiled-form.ts'
import type { Formula, ValueType } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import type { Context } from './context.ts'

type Formulas = { -readonly [Key in 'required' | 'editable' | 'computed']?: Formula }

/** Reads the formulas of cells (`required`, `editable`, `computed`) and puts them into the blocks of the context. */
export function addCellFormulas(context: Context, plans: readonly CellPlan[]): void {
  const read = new Map<string, Map<string, Formulas>>()
  for (const plan of plans) {
    const formulas = readFormulas(context, plan)
    if (Object.keys(formulas).length === 0) continue
    const block = read.get(plan.block) ?? new Map<string, Formulas>()
    read.set(plan.block, block.set(cellName(plan.row, plan.column), formulas))
  }
  for (const [key, formulas] of read) {
    const block = context.blocks[key]
    if (block) context.blocks[key] = withFormulas(block, formulas)
  }
}

function cellName(row: string | null, column: string): string {
  return `${row ?? ''} ${column}`
}

function readFormulas(context: Context, plan: CellPlan): Formulas {
  const { block, words } = plan
  const home = context.blocks[block]
  if (!home) return {}
  const scope: Scope = { blocks: context.blocks, constants: context.constants, home, row: true, column: true }
  const formulas: Formulas = {}
  for (const key of ['required', 'editable', 'computed'] as const) {
    const word = words.get(key)
    if (typeof word?.value !== 'string') continue
    const text = word.value
    const expr = context.formula(word.path, () => {
      if (key !== 'computed') return analyseCondition(text, scope).expr
      const { expr: computed, type } = analyse(text, scope)
      refuseOtherType(type, typeOf(home, plan), words.has('type'), text)
      return computed
    })
    if (expr) formulas[key] = { text, expr }
  }
  return formulas
}

/** What a cell is said to hold. */
function typeOf(block: CompiledBlock, { row, column }: CellPlan): CellType | undefined {
  const own = block.kind === 'fixed' && row !== null ? block.rows.find(({ key }) => key === row)?.cells[column] : undefined
  return (own ?? block.columns.find(({ key }) => key === column))?.type
}

const fitting: Readonly<Record<ValueType, readonly CellType[]>> = {
  number: ['number', 'integer', 'date'],
  text: ['string'],
  boolean: ['boolean'],
  date: ['date'],
  any: ['integer', 'number', 'string', 'boolean', 'date'],
}

/** A cell said to hold text whose formula gives a number would be compared and summed wrongly everywhere else. */
function refuseOtherType(type: ValueType, cell: CellType | undefined, said: boolean, text: string): void {
  if (cell === undefined || fitting[type].includes(cell)) return
  throw new FormulaError(
    'E_TYPE',
    `Формула дает: ${typeNames[type]}, а "type" графы – "${cell}"${said ? '' : ' (так бывает, когда его нет)'}`,
    { start: 0, end: text.length },
    `укажите "type": "${fitting[type][0] ?? ''}"`,
  )
}

function withFormulas(block: CompiledBlock, formulas: ReadonlyMap<string, Formulas>): CompiledBlock {
  const columns = block.columns.map((column) => ({ ...column, ...formulas.get(cellName(null, column.key)) }))
  if (block.kind !== 'fixed') return { ...block, columns }
  const rows = block.rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(
      Object.entries(row.cells).map(([key, rules]) => [key, { ...rules, ...formulas.get(cellName(row.key, key)) }]),
    ),
  }))
  return { ...block, columns, rows }
}
