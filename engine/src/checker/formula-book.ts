import type { PlaceFlags } from '../document/place-flags.ts'
import { cellsIn } from '../document/read.ts'
import { emitA1 } from '../language/emit-a1.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { Cells, FormData } from '../model/data.ts'
import type { Expr } from '../model/expr.ts'
import { isBlankRow } from '../rules/blank-row.ts'
import type { FormulaRule } from './formula-rules.ts'
import type { Instance } from './instance.ts'
import { rulesAtPlace } from './instance.ts'
import type { ChangedRows, RowChange } from './row-changes.ts'
import { SheetContent, dataSheet } from './sheet-content.ts'
import { SheetRows } from './sheet-rows.ts'
import { Workbook } from './workbook.ts'
import type { CellResult, CellWrite, Content, Result } from './workbook.ts'

/** A result of a rule for one place: the key of a row, the number of a column as text, or '' for a rule evaluated once. */
export interface RuleResult {
  readonly kind: 'rule'
  readonly rule: FormulaRule
  readonly place: string
  readonly result: Result
}

/** A result of a computed cell. `row` is '' for fields. */
export interface ComputedResult {
  readonly kind: 'computed'
  readonly block: CompiledBlock
  readonly row: string
  readonly column: number
  readonly result: Result
}

/**
 * The formulas of a form over its data, in a workbook: one sheet with the data of each block and one with its rules, a column
 * for each rule, row for row beside the data; rules that are evaluated once stand on a sheet of their own.
 * Rows that people added and left empty have no formulas.
 */
export class FormulaBook {
  readonly #form: CompiledForm
  readonly #blocks: readonly CompiledBlock[]
  readonly #rows: SheetRows
  readonly #content: SheetContent
  /** Rows for which formulas are evaluated. */
  readonly #active = new Set<string>()
  readonly #workbook: Workbook
  /** How to read expressions that {@link FormulaBook.evaluate} was asked for and that are the same for the whole form. */
  readonly #kept = new Map<Expr, () => Result>()
  /** What it found elsewhere since the last change: a message asks for the same sum several times. By place. */
  readonly #found = new Map<Expr, Map<string, Result>>()

  /** @param flags what does not apply counts as empty; whoever changes them has the cells written anew by {@link FormulaBook.update}. */
  constructor(form: CompiledForm, rules: readonly FormulaRule[], data: FormData, options: CheckerOptions, flags: PlaceFlags) {
    this.#form = form
    this.#blocks = Object.values(form.blocks)
    this.#rows = new SheetRows(form, data)
    const applies = (block: CompiledBlock, row: string, column: string): boolean =>
      !flags.stands('irrelevant', block, block.kind === 'fields' ? null : row, column)
    this.#content = new SheetContent(form, rules, this.#rows, options, applies)
    const sheets = this.#blocks.flatMap((block, place) => [
      { name: dataSheet(place), cells: this.#dataSheet(block, data) },
      { name: `rules${place}`, cells: this.#ruleSheet(block) },
    ])
    this.#workbook = new Workbook([...sheets, { name: 'form', cells: [this.#content.onceRow()] }], options.licenseKey ?? 'gpl-v3')
  }

  /** Everything that was evaluated. Sheets on which nothing is evaluated are not read. */
  all(): readonly (RuleResult | ComputedResult)[] {
    const found: (RuleResult | ComputedResult)[] = []
    const sheets = this.#blocks.length * 2 + 1
    for (let sheet = 0; sheet < sheets; sheet++) {
      const block = this.#blocks[Math.floor(sheet / 2)]
      if (block && sheet % 2 === 0 ? !mayCompute(block) : this.#content.rulesOf(block ?? null).length === 0) continue
      const [rows, columns] = this.#size(sheet)
      for (const [row, cells] of this.#workbook.readSheet(sheet, rows, columns).entries()) {
        for (const [column, result] of cells.entries()) found.push(...this.#named({ sheet, row, column, result }))
      }
    }
    return found
  }

  /**
   * Takes over changed rows and tells which results are now others. Null when a table has outgrown the rows reserved for it:
   * then a new book has to be made.
   */
  update(data: FormData, { gone, changed }: ChangedRows): readonly (RuleResult | ComputedResult)[] | null {
    const writes: CellWrite[] = []
    this.#found.clear()
    for (const { block, row } of gone) this.#clear(block, row, writes)
    for (const [key, rows] of changed) {
      const block = this.#form.blocks[key]
      if (!block) continue
      for (const [row, columns] of rows) {
        if (!this.#rows.ensure(block, row)) return null
        this.#writeRow(block, row, columns, data, writes)
      }
    }
    return this.#workbook.write(writes).flatMap((result) => this.#named(result))
  }

  /** Evaluates an expression for an instance, beside the cells. */
  evaluate(expr: Expr, at: Instance): Result {
    const read = at.row === null && at.column === null ? this.#keep(expr) : null
    if (read) return read()
    const place = `${at.row ?? ''}/${at.column ?? ''}`
    let found = this.#found.get(expr)
    if (!found) this.#found.set(expr, (found = new Map<string, Result>()))
    let result = found.get(place)
    if (result === undefined) found.set(place, (result = this.#evaluate(expr, at)))
    return result
  }

  /** The same for an expression that is made for the occasion: nothing of it is kept. */
  evaluateOnce(expr: Expr, at: Instance): Result {
    return this.#evaluate(expr, at)
  }

  /** How many formula cells were evaluated since this book was made. */
  get evaluated(): number {
    return this.#workbook.evaluated
  }

  constant(name: string): Result {
    return this.#content.layout.constants[name] ?? null
  }

  /** Whether formulas are evaluated for a row: it is there, and not left empty. */
  isActive(block: CompiledBlock, row: string): boolean {
    return block.kind !== 'dynamic' || this.#active.has(`${block.key}/${row}`)
  }

  close(): void {
    this.#workbook.close()
  }

  #keep(expr: Expr): (() => Result) | null {
    const known = this.#kept.get(expr)
    if (known) return known
    const read = this.#workbook.keep(emitA1(expr, this.#content.layout, { row: null, column: null }))
    if (read) this.#kept.set(expr, read)
    return read
  }

  #evaluate(expr: Expr, at: Instance): Result {
    const row = at.block && at.row !== null ? (this.#rows.engineRow(at.block, at.row) ?? null) : null
    return this.#workbook.evaluate(emitA1(expr, this.#content.layout, { row, column: at.column }), this.#blocks.length * 2)
  }

  /** Rows and columns of a sheet in which something may be evaluated; also such whose formulas give nothing. */
  #size(sheet: number): readonly [rows: number, columns: number] {
    const block = this.#blocks[Math.floor(sheet / 2)]
    const rules = this.#content.rulesOf(block ?? null)
    if (!block) return [1, rules.length]
    const height = this.#rows.height(block.key)
    if (sheet % 2 === 0) return [height, block.columns.length]
    return [rules.some((rule) => rule.axis === 'columns') ? Math.max(height, block.columns.length) : height, rules.length]
  }

  #dataSheet(block: CompiledBlock, data: FormData): Content[][] {
    return Array.from({ length: this.#rows.height(block.key) }, (_, engineRow) => {
      const row = this.#rows.rowAt(block, engineRow)
      const cells = row === null ? null : cellsOf(block, row, data)
      if (row !== null && cells && !isBlankRow(block, cells)) this.#active.add(`${block.key}/${row}`)
      return this.#content.dataRow(block, engineRow, cells, row !== null && this.isActive(block, row))
    })
  }

  #ruleSheet(block: CompiledBlock): Content[][] {
    const rules = this.#content.rulesOf(block)
    if (rules.length === 0) return []
    const columns = rules.some((rule) => rule.axis === 'columns') ? block.columns.length : 0
    const height = this.#rows.height(block.key)
    return Array.from({ length: Math.max(height, columns) }, (_, engineRow) => {
      const row = engineRow < height ? this.#rows.rowAt(block, engineRow) : null
      return this.#content.ruleRow(block, engineRow, row !== null && this.isActive(block, row))
    })
  }

  #writeRow(block: CompiledBlock, row: string, columns: RowChange, data: FormData, writes: CellWrite[]): void {
    const engineRow = this.#rows.engineRow(block, row)
    const cells = cellsOf(block, row, data)
    if (engineRow === undefined || !cells) return
    const wasActive = this.isActive(block, row)
    if (isBlankRow(block, cells)) this.#active.delete(`${block.key}/${row}`)
    else this.#active.add(`${block.key}/${row}`)
    const active = this.isActive(block, row)
    if (columns === 'all' || active !== wasActive) return this.#putRow(block, engineRow, cells, active, writes)
    const sheet = this.#blocks.indexOf(block) * 2
    for (const [column, { key }] of block.columns.entries()) {
      if (!columns.has(key)) continue
      writes.push({ sheet, row: engineRow, column, content: this.#content.cell(block, engineRow, column, cells) })
    }
  }

  #clear(key: string, row: string, writes: CellWrite[]): void {
    const block = this.#form.blocks[key]
    const engineRow = block && this.#rows.engineRow(block, row)
    if (!block || engineRow === undefined) return
    this.#putRow(block, engineRow, null, false, writes)
    this.#active.delete(`${key}/${row}`)
    this.#rows.release(block, row)
  }

  /** Writes a row of data and, beside it, its rules; rules for columns are nothing to a row. */
  #putRow(block: CompiledBlock, row: number, cells: Cells | null, active: boolean, writes: CellWrite[]): void {
    const sheet = this.#blocks.indexOf(block) * 2
    const rules = this.#content.rulesOf(block)
    for (const [column, content] of this.#content.dataRow(block, row, cells, active).entries()) {
      writes.push({ sheet, row, column, content })
    }
    for (const [column, content] of this.#content.ruleRow(block, row, active).entries()) {
      if (rules[column]?.axis !== 'columns') writes.push({ sheet: sheet + 1, row, column, content })
    }
  }

  /** What a result is of; nothing for plain data and for cells where nothing is evaluated. */
  #named({ sheet, row, column, result }: CellResult): readonly (RuleResult | ComputedResult)[] {
    const block = this.#blocks[Math.floor(sheet / 2)]
    const rule = this.#content.rulesOf(block ?? null)[column]
    if (block && sheet % 2 === 0) {
      const key = this.#rows.rowAt(block, row)
      if (key === null || !this.isActive(block, key)) return []
      return rulesAtPlace(block, row, column)?.computed ? [{ kind: 'computed', block, row: key, column, result }] : []
    }
    if (!rule?.exprAt(row)) return []
    if (rule.axis === 'once' || !block) return [{ kind: 'rule', rule, place: '', result }]
    if (rule.axis === 'columns') return [{ kind: 'rule', rule, place: String(row), result }]
    const place = this.#rows.rowAt(block, row)
    return place === null || !this.isActive(block, place) ? [] : [{ kind: 'rule', rule, place, result }]
  }
}

function mayCompute(block: CompiledBlock): boolean {
  const columns = block.columns.some((column) => column.computed !== undefined)
  return columns || (block.kind === 'fixed' && block.rows.some((row) => Object.values(row.cells).some((cell) => cell.computed)))
}

function cellsOf(block: CompiledBlock, row: string, data: FormData): Cells | null {
  return cellsIn(data, block, block.kind === 'fields' ? null : row) ?? null
}
