import { dateSerial } from '../document/calendar.ts'
import { emitA1 } from '../language/emit-a1.ts'
import type { A1Layout, Here } from '../language/emit-a1.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { Cells } from '../model/data.ts'
import type { Expr } from '../model/expr.ts'
import { constantsOf, contentOf } from './content.ts'
import type { FormulaRule } from './formula-rules.ts'
import { rulesAtPlace } from './instance.ts'
import type { SheetRows } from './sheet-rows.ts'
import type { Content } from './workbook.ts'

/** What stands in the rows of the engine's sheets: values, computed cells and rules in A1 notation. */
export class SheetContent {
  readonly layout: A1Layout
  readonly #rules: ReadonlyMap<CompiledBlock | null, readonly FormulaRule[]>

  readonly #applies: (block: CompiledBlock, row: string, column: string) => boolean
  readonly #rows: SheetRows

  /** @param applies whether a cell applies; one that does not is empty. */
  constructor(
    form: CompiledForm,
    rules: readonly FormulaRule[],
    rows: SheetRows,
    options: CheckerOptions,
    applies: (block: CompiledBlock, row: string, column: string) => boolean,
  ) {
    this.#rows = rows
    this.#applies = applies
    const blocks = Object.values(form.blocks)
    const names = new Map(blocks.map((block, place) => [block.key, dataSheet(place)]))
    this.#rules = new Map([null, ...blocks].map((block) => [block, rules.filter((rule) => rule.block === block)]))
    this.layout = {
      sheet: (block) => names.get(block) ?? '',
      rows: (block) => rows.height(block),
      rowOf: (block, id) => {
        const found = form.blocks[block]
        return (found && rows.engineRow(found, id)) ?? 0
      },
      alive: (block) => (form.blocks[block]?.kind === 'dynamic' ? form.blocks[block].columns.length : null),
      mayHoldText: (block, column) => mayHoldText(form.blocks[block], column),
      holdsMoney: (block, column) => form.blocks[block]?.columns[column]?.type === 'money',
      constants: constantsOf(form, options.constants),
      today: dateSerial(options.today),
    }
  }

  /** The rules that stand beside a block, one in each column; null: those that are evaluated once. */
  rulesOf(block: CompiledBlock | null): readonly FormulaRule[] {
    return this.#rules.get(block) ?? []
  }

  /** A row of data. Null cells: nobody's row. A row that is not `active` is left without values and formulas. */
  dataRow(block: CompiledBlock, engineRow: number, cells: Cells | null, active: boolean): Content[] {
    const alive = block.kind === 'dynamic' ? [cells ? 1 : null] : []
    if (!cells || !active) return [...block.columns.map(() => null), ...alive]
    return [...block.columns.map((_, column) => this.cell(block, engineRow, column, cells)), ...alive]
  }

  cell(block: CompiledBlock, engineRow: number, column: number, cells: Cells): Content {
    const rules = rulesAtPlace(block, engineRow, column)
    const key = block.columns[column]?.key ?? ''
    if (!rules || !this.#applies(block, this.#rows.rowAt(block, engineRow) ?? '', key)) return null
    if (rules.computed) return this.#formula(rules.computed.expr, { row: engineRow, column })
    return contentOf(rules, cells[key] ?? null)
  }

  /** The rules of a row; those repeated for columns stand on the same sheet, row by column. */
  ruleRow(block: CompiledBlock, engineRow: number, active: boolean): Content[] {
    return this.rulesOf(block).map((rule) => {
      if (rule.axis === 'columns') return this.#formula(rule.exprAt(engineRow), { row: null, column: engineRow })
      return active ? this.#formula(rule.exprAt(engineRow), { row: engineRow, column: null }) : null
    })
  }

  /** The only row of the sheet of rules that are evaluated once. */
  onceRow(): Content[] {
    return this.rulesOf(null).map((rule) => this.#formula(rule.exprAt(0), { row: null, column: null }))
  }

  #formula(expr: Expr | null, here: Here): Content {
    return expr ? { formula: emitA1(expr, this.layout, here) } : null
  }
}

/** Name of the sheet with the data of a block, by place in the form. */
export function dataSheet(place: number): string {
  return `data${place}`
}

function mayHoldText(block: CompiledBlock | undefined, column: number): boolean {
  if (!block) return true
  const rows = block.kind === 'fixed' ? block.rows.map((_, row) => row) : [0]
  return rows.some((row) => {
    const rules = rulesAtPlace(block, row, column)
    if (!rules) return false
    const texts = rules.choices?.some((choice) => typeof choice.code === 'string') === true
    return rules.type === 'string' || (rules.codes?.length ?? 0) > 0 || texts
  })
}
