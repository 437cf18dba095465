import { analyse, analyseCondition, typeNames } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import type { CellType, CompiledBlock } from '../model/compiled-form.ts'
import type { Formula, ValueType } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import { defined } from './cell-rules.ts'
import { scopeFor } from './check-parts.ts'
import type { Context } from './context.ts'
import { dependentChoices } from './dependent-choices.ts'
import { never } from './flags.ts'
import { writtenPosition } from './written-position.ts'

/** Formulas of a cell, and what only they tell. */
interface Formulas {
  required?: Formula
  editable?: Formula
  computed?: Formula
  prefill?: Formula
  applies?: Formula
  visible?: Formula
  choicesWhere?: Formula
  choicesFrom?: { readonly block: string; readonly column: string }
}

/** Reads the formulas of cells and puts them into the blocks of the context. */
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
  const repeat = home.columns.find(({ key }) => key === plan.column)?.repeat
  const scope = scopeFor(context, { home, row: true, column: true, ...defined('memberOf', repeat?.table) })
  const formulas: Formulas = { ...dependentChoices(context, plan, home, scope) }
  for (const key of ['required', 'editable', 'computed', 'prefill', 'applies', 'visible'] as const) {
    const word = words.get(key)
    if (word?.value === false && (key === 'applies' || key === 'visible')) formulas[key] = never
    if (typeof word?.value !== 'string') continue
    const { value: text, written } = word
    const position = written === undefined ? undefined : (at: number) => writtenPosition(written, text, at)
    const read = () => {
      if (key !== 'computed' && key !== 'prefill') return analyseCondition(text, scope).expr
      const { expr: computed, type } = analyse(text, scope)
      refuseOtherType(type, typeOf(home, plan), words.has('type'), text)
      return computed
    }
    const expr = context.formula(word.path, read, 0, position)
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
  number: ['number', 'integer', 'money', 'date', 'time'],
  text: ['string'],
  boolean: ['boolean'],
  date: ['date'],
  time: ['time'],
  any: ['integer', 'number', 'string', 'boolean', 'date', 'time', 'money'],
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
