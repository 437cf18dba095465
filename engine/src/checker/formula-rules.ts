import type { CellRules, CompiledBlock, CompiledCheck, CompiledForm, FormulaCheck, SetCheck } from '../model/compiled-form.ts'
import type { Expr, Formula } from '../model/expr.ts'
import { rulesAtPlace } from './instance.ts'
import { noteKey } from '../document/place-flags.ts'
import type { PlaceFlag } from '../model/problem.ts'
import { readsBlocked } from './operands.ts'

/** What is evaluated of cells, and what it decides. */
type CellPurpose = 'required' | 'editable' | 'choices'
type FlagPurpose = 'applies' | 'visible'

/**
 * A formula that is evaluated for a table, its rows or its columns: a check of the form, a formula of a set rule, a word of a
 * column (`required`, `editable`, `choicesWhere`), or what decides whether a part of the form applies or is visible.
 */
export interface FormulaRule {
  /** `check R04`, `required pupils/mark`. */
  readonly key: string
  readonly purpose: 'check' | 'when' | 'where' | 'value' | 'prefill' | CellPurpose | FlagPurpose
  /** The check it belongs to; null for rules of cells. */
  readonly check: CompiledCheck | null
  /** The table whose rows or columns it is repeated for; null when it is evaluated once. */
  readonly block: CompiledBlock | null
  readonly axis: 'rows' | 'columns' | 'once'
  /** Place of the column that must be filled or may be edited. */
  readonly column: number | null
  /** For a flag that is evaluated once: of which sheet, block or column it is. */
  readonly target?: Pick<PlaceFlag, 'sheet' | 'block' | 'column'>
  /** What to evaluate for a place (of a fixed row, of a column); null where the rule does not apply. Rows people add are all alike. */
  readonly exprAt: (place: number) => Expr | null
}

/** All rules of a form that need evaluation: first those of cells, in the order of the form, then its checks. */
export function formulaRules(form: CompiledForm): readonly FormulaRule[] {
  const cells = Object.values(form.blocks).flatMap((block) => [
    ...cellRules(block, 'required'),
    ...cellRules(block, 'editable'),
    ...cellRules(block, 'choices'),
  ])
  return [
    ...flagRules(form, 'applies'),
    ...flagRules(form, 'visible'),
    ...cells,
    ...form.checks.flatMap((check) => (check.kind === 'formula' ? [checkRule(form, check)] : setRuleFormulas(form, check))),
  ]
}

/** The formulas of a set rule, evaluated for every row: which rows take part, which of the other table count, and a value. */
function setRuleFormulas(form: CompiledForm, check: SetCheck): readonly FormulaRule[] {
  const rule = (purpose: 'when' | 'where' | 'value', key: string, formula: Formula | undefined): readonly FormulaRule[] => {
    const block = form.blocks[key]
    if (!formula || !block) return []
    return [
      { key: `${purpose} ${check.id} ${key}`, purpose, check, block, axis: 'rows', column: null, exprAt: () => formula.expr },
    ]
  }
  return [
    ...rule('when', check.block, check.when),
    ...('where' in check ? rule('where', check.in.block, check.where) : []),
    ...('value' in check ? rule('value', check.block, check.value) : []),
  ]
}

/** Whether sheets, blocks, rows, columns and cells apply, or are visible. */
function flagRules(form: CompiledForm, purpose: FlagPurpose): readonly FormulaRule[] {
  const once = (name: string, formula: Formula | undefined, target: FormulaRule['target']): readonly FormulaRule[] =>
    formula && target
      ? [
          {
            key: `${purpose} ${name}`,
            purpose,
            check: null,
            block: null,
            axis: 'once',
            column: null,
            target,
            exprAt: () => formula.expr,
          },
        ]
      : []
  const sheets = form.sheets.flatMap(({ key, items, [purpose]: formula }) => [
    ...once(key, formula, { sheet: key, block: null, column: null }),
    ...items.flatMap((item, place) => {
      const shown = item.kind === 'note' && purpose === 'visible' ? item.visible : undefined
      return once(`note ${key}/${place}`, shown, { sheet: key, block: noteKey(place), column: null })
    }),
  ])
  const blocks = Object.values(form.blocks).flatMap((block) => {
    const at = { sheet: block.sheet, block: block.key, column: null }
    const columns = block.columns.flatMap((column, place) => {
      const formula = column[purpose]
      // Rows that the form names may say it of single cells.
      const said =
        purpose === 'applies' &&
        block.kind === 'fixed' &&
        block.rows.some((row) => row.cells[column.key] && row.cells[column.key]?.applies?.text !== formula?.text)
      const byRow = said || (block.kind !== 'fields' && formula !== undefined && readsRow(formula.expr))
      if (!byRow) return once(`${block.key}/${column.key}`, formula, { ...at, column: column.key })
      const exprAt = (row: number): Expr | null => {
        const rules = rulesAtPlace(block, row, place)
        return (rules && (said ? rules.applies : formula)?.expr) ?? null
      }
      return [
        {
          key: `${purpose} ${block.key}/${column.key}`,
          purpose,
          check: null,
          block,
          axis: 'rows' as const,
          column: place,
          exprAt,
        },
      ]
    })
    const rows = block.kind === 'fixed' && block.rows.some((row) => row[purpose]) ? block.rows : []
    const exprAt = (row: number) => rows[row]?.[purpose]?.expr ?? null
    const byRows: readonly FormulaRule[] =
      rows.length === 0
        ? []
        : [{ key: `${purpose} rows ${block.key}`, purpose, check: null, block, axis: 'rows', column: null, exprAt }]
    return [...once(`block ${block.key}`, block[purpose], at), ...byRows, ...columns]
  })
  return [...sheets, ...blocks]
}

/** Whether an expression reads cells of the row it is evaluated for. */
function readsRow(expr: Expr): boolean {
  switch (expr.kind) {
    case 'cells':
      return expr.areas.some((area) => area.rows.kind === 'here')
    case 'unary':
    case 'percent':
      return readsRow(expr.operand)
    case 'binary':
      return readsRow(expr.left) || readsRow(expr.right)
    case 'call':
      return expr.args.some(readsRow)
    default:
      return false
  }
}

function cellRules(block: CompiledBlock, purpose: CellPurpose): readonly FormulaRule[] {
  const word = purpose === 'choices' ? 'choicesWhere' : purpose
  return block.columns.flatMap((column, place) => {
    const formulaAt = (row: number): Formula | null => {
      const rules: CellRules | null = rulesAtPlace(block, row, place)
      const formula = rules && !rules.computed ? rules[word] : true
      return formula === undefined || typeof formula === 'boolean' ? null : formula
    }
    const rows = block.kind === 'fixed' ? block.rows.map((_, row) => row) : [0]
    if (rows.every((row) => formulaAt(row) === null)) return []
    const exprAt = (row: number) => formulaAt(row)?.expr ?? null
    return [{ key: `${purpose} ${block.key}/${column.key}`, purpose, check: null, block, axis: 'rows', column: place, exprAt }]
  })
}

function checkRule(form: CompiledForm, check: FormulaCheck): FormulaRule {
  const block = check.block === undefined || check.each.kind === 'once' ? null : (form.blocks[check.block] ?? null)
  const axis = block ? check.each.kind : 'once'
  const { each } = check
  const only = each.kind === 'rows' ? each.rows : each.kind === 'columns' ? each.columns : undefined
  const expr = guarded(check)
  const exprAt = (place: number): Expr | null => {
    if (block?.kind === 'dynamic' && axis === 'rows') return expr
    if (only && !only.includes(place)) return null
    const at = { row: axis === 'rows' ? place : null, column: axis === 'columns' ? place : null }
    return readsBlocked(form, check.assert.expr, at) ? null : expr
  }
  return { key: `check ${check.id} ${check.block ?? check.sheet}`, purpose: 'check', check, block, axis, column: null, exprAt }
}

/** The assertion with its tolerance, TRUE where `when` is not. */
function guarded(check: FormulaCheck): Expr {
  const assertion = check.tolerance === undefined ? check.assert.expr : tolerant(check.assert.expr, check.tolerance)
  if (!check.when) return assertion
  return { kind: 'call', name: 'IF', args: [check.when.expr, assertion, { kind: 'boolean', value: true }] }
}

/** A comparison that allows a difference. */
function tolerant(expr: Expr, tolerance: number): Expr {
  if (expr.kind !== 'binary') return expr
  const { operator, left, right } = expr
  const difference: Expr = { kind: 'binary', operator: '-', left, right }
  const distance: Expr = { kind: 'call', name: 'ABS', args: [difference] }
  const allowed: Expr = { kind: 'number', value: tolerance }
  switch (operator) {
    case '=':
      return { kind: 'binary', operator: '<=', left: distance, right: allowed }
    case '<>':
      return { kind: 'binary', operator: '>', left: distance, right: allowed }
    case '<':
    case '<=':
      return { kind: 'binary', operator, left: difference, right: allowed }
    case '>':
    case '>=':
      return { kind: 'binary', operator, left: difference, right: { kind: 'number', value: -tolerance } }
    default:
      return expr
  }
}
