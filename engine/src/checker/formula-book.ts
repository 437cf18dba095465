import { dateSerial } from '../document/calendar.ts'
import { cellsIn, rowsIn } from '../document/read.ts'
import { emitA1 } from '../language/emit-a1.ts'
import type { A1Layout, Here } from '../language/emit-a1.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { Cells, FormData } from '../model/data.ts'
import type { Expr } from '../model/expr.ts'
import { isBlankRow } from '../rules/blank-row.ts'
import { constantsOf, contentOf } from './content.ts'
import type { FormulaRule } from './formula-rules.ts'
import type { Instance } from './instance.ts'
import { rowKeyAt, rulesAtPlace } from './instance.ts'
import type { RowChange } from './row-changes.ts'
import { RowSlots } from './row-slots.ts'
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
  readonly #rules: ReadonlyMap<CompiledBlock | null, readonly FormulaRule[]>
  readonly #slots: ReadonlyMap<string, RowSlots>
  readonly #active = new Set<string>()
  readonly #layout: A1Layout
  readonly #workbook: Workbook

  constructor(form: CompiledForm, rules: readonly FormulaRule[], data: FormData, options: CheckerOptions) {
    this.#form = form
    this.#blocks = Object.values(form.blocks)
    this.#rules = new Map([null, ...this.#blocks].map((block) => [block, rules.filter((rule) => rule.block === block)]))
    const dynamic = this.#blocks.filter((block) => block.kind === 'dynamic')
    this.#slots = new Map(dynamic.map((block) => [block.key, new RowSlots(rowsIn(data, block.key).map((row) => row.$id))]))
    const sheetNames = new Map(this.#blocks.map((block, place) => [block.key, `data${place}`]))
    this.#layout = {
      sheet: (block) => sheetNames.get(block) ?? '',
      rows: (block) => this.#height(block),
      alive: (block) => (this.#slots.has(block) ? (form.blocks[block]?.columns.length ?? 0) : null),
      mayHoldText: (block, column) => mayHoldText(form.blocks[block], column),
      constants: constantsOf(form, options.constants),
      today: dateSerial(options.today),
    }
    const sheets = this.#blocks.flatMap((block, place) => [
      { name: `data${place}`, cells: this.#rows(block, (row) => this.#dataRow(block, row, data)) },
      { name: `rules${place}`, cells: this.#ruleSheet(block, data) },
    ])
    const once = this.#rulesOf(null).map((rule) => this.#formula(rule.exprAt(0), { row: null, column: null }))
    this.#workbook = new Workbook([...sheets, { name: 'form', cells: [once] }], options.licenseKey ?? 'gpl-v3')
  }

  /** Everything that was evaluated. */
  all(): readonly (RuleResult | ComputedResult)[] {
    const sheets = this.#blocks.length * 2 + 1
    return Array.from({ length: sheets }, (_, sheet) =>
      this.#workbook
        .readSheet(sheet)
        .flatMap((cells, row) => cells.flatMap((result, column) => this.#named({ sheet, row, column, result }))),
    ).flat()
  }

  /**
   * Takes over changed rows and tells which results are now others. Null when a table has outgrown the rows reserved for it:
   * then a new book has to be made.
   */
  update(
    data: FormData,
    gone: readonly { readonly block: string; readonly row: string }[],
    changed: ReadonlyMap<string, ReadonlyMap<string, RowChange>>,
  ): readonly (RuleResult | ComputedResult)[] | null {
    const writes: CellWrite[] = []
    for (const { block, row } of gone) this.#clear(block, row, writes)
    for (const [key, rows] of changed) {
      const block = this.#form.blocks[key]
      if (!block) continue
      for (const [row, columns] of rows) {
        if (this.#slots.get(key)?.slot(row) === undefined && this.#slots.get(key)?.take(row) === null) return null
        this.#writeRow(block, row, columns, data, writes)
      }
    }
    return this.#workbook.write(writes).flatMap((result) => this.#named(result))
  }

  /** Evaluates an expression for an instance, beside the cells. */
  evaluate(expr: Expr, at: Instance): Result {
    const row = at.block && at.row !== null ? (this.#engineRow(at.block, at.row) ?? null) : null
    return this.#workbook.evaluate(emitA1(expr, this.#layout, { row, column: at.column }), this.#blocks.length * 2)
  }

  constant(name: string): Result {
    return this.#layout.constants[name] ?? null
  }

  close(): void {
    this.#workbook.close()
  }

  #rulesOf(block: CompiledBlock | null): readonly FormulaRule[] {
    return this.#rules.get(block) ?? []
  }

  #height(key: string): number {
    const block = this.#form.blocks[key]
    if (block?.kind === 'dynamic') return this.#slots.get(key)?.capacity ?? 1
    return block?.kind === 'fixed' ? block.rows.length : 1
  }

  #engineRow(block: CompiledBlock, row: string): number | undefined {
    if (block.kind === 'dynamic') return this.#slots.get(block.key)?.slot(row)
    return block.kind === 'fixed' ? block.rows.findIndex((one) => one.key === row) : 0
  }

  #rowAt(block: CompiledBlock, engineRow: number): string | null {
    return block.kind === 'dynamic' ? (this.#slots.get(block.key)?.row(engineRow) ?? null) : rowKeyAt(block, engineRow)
  }

  #rows(block: CompiledBlock, content: (row: number) => Content[]): Content[][] {
    return Array.from({ length: this.#height(block.key) }, (_, row) => content(row))
  }

  /** Cells of a row, or null when nobody's row stands there. */
  #cells(block: CompiledBlock, engineRow: number, data: FormData): Cells | null {
    const row = this.#rowAt(block, engineRow)
    return row === null ? null : (cellsIn(data, block, block.kind === 'fields' ? null : row) ?? null)
  }

  #dataRow(block: CompiledBlock, engineRow: number, data: FormData): Content[] {
    const cells = this.#cells(block, engineRow, data)
    const alive = block.kind === 'dynamic' ? [cells ? 1 : null] : []
    if (!cells || isBlankRow(block, cells)) return [...block.columns.map(() => null), ...alive]
    if (block.kind === 'dynamic') this.#active.add(`${block.key}/${this.#rowAt(block, engineRow) ?? ''}`)
    return [...block.columns.map((_, column) => this.#content(block, engineRow, column, cells)), ...alive]
  }

  #content(block: CompiledBlock, engineRow: number, column: number, cells: Cells): Content {
    const rules = rulesAtPlace(block, engineRow, column)
    if (!rules) return null
    if (rules.computed) return this.#formula(rules.computed.expr, { row: engineRow, column })
    return contentOf(rules, cells[block.columns[column]?.key ?? ''] ?? null)
  }

  #formula(expr: Expr | null, here: Here): Content {
    return expr ? { formula: emitA1(expr, this.#layout, here) } : null
  }

  #ruleRow(block: CompiledBlock, engineRow: number, active: boolean): Content[] {
    return this.#rulesOf(block).map((rule) => {
      if (rule.axis === 'columns') return this.#formula(rule.exprAt(engineRow), { row: null, column: engineRow })
      return active ? this.#formula(rule.exprAt(engineRow), { row: engineRow, column: null }) : null
    })
  }

  #ruleSheet(block: CompiledBlock, data: FormData): Content[][] {
    const rules = this.#rulesOf(block)
    if (rules.length === 0) return []
    const height = this.#height(block.key)
    const rows = rules.some((rule) => rule.axis === 'columns') ? Math.max(height, block.columns.length) : height
    return Array.from({ length: rows }, (_, row) => {
      const cells = row < height ? this.#cells(block, row, data) : null
      return this.#ruleRow(block, row, cells !== null && !isBlankRow(block, cells))
    })
  }

  #writeRow(block: CompiledBlock, row: string, columns: RowChange, data: FormData, writes: CellWrite[]): void {
    const engineRow = this.#engineRow(block, row) ?? 0
    const cells = this.#cells(block, engineRow, data)
    if (!cells) return
    const key = `${block.key}/${row}`
    const active = !isBlankRow(block, cells)
    const sheet = this.#blocks.indexOf(block) * 2
    if (columns !== 'all' && (block.kind !== 'dynamic' || active === this.#active.has(key))) {
      for (const [column, { key: name }] of block.columns.entries()) {
        if (columns.has(name))
          writes.push({ sheet, row: engineRow, column, content: this.#content(block, engineRow, column, cells) })
      }
      return
    }
    if (!active) this.#active.delete(key)
    this.#putRow(sheet, engineRow, this.#dataRow(block, engineRow, data), writes)
    this.#putRow(sheet + 1, engineRow, this.#ruleRow(block, engineRow, active), writes, this.#rulesOf(block))
  }

  #clear(key: string, row: string, writes: CellWrite[]): void {
    const block = this.#form.blocks[key]
    const slot = this.#slots.get(key)?.slot(row)
    if (!block || slot === undefined) return
    const sheet = this.#blocks.indexOf(block) * 2
    this.#putRow(sheet, slot, [...block.columns.map(() => null), null], writes)
    this.#putRow(sheet + 1, slot, this.#ruleRow(block, slot, false), writes, this.#rulesOf(block))
    this.#active.delete(`${key}/${row}`)
    this.#slots.get(key)?.release(row)
  }

  #putRow(
    sheet: number,
    row: number,
    contents: readonly Content[],
    writes: CellWrite[],
    rules: readonly FormulaRule[] = [],
  ): void {
    // Rules for columns stand on the same sheet and are nothing to a row.
    for (const [column, content] of contents.entries()) {
      if (rules[column]?.axis !== 'columns') writes.push({ sheet, row, column, content })
    }
  }

  /** Whether formulas are evaluated for a row: it is there, and not left empty. */
  isActive(block: CompiledBlock, row: string): boolean {
    return block.kind !== 'dynamic' || this.#active.has(`${block.key}/${row}`)
  }

  /** What a result is of; nothing for plain data and for cells where nothing is evaluated. */
  #named({ sheet, row, column, result }: CellResult): readonly (RuleResult | ComputedResult)[] {
    const block = this.#blocks[Math.floor(sheet / 2)]
    const rule = block ? this.#rulesOf(block)[column] : this.#rulesOf(null)[column]
    if (block && sheet % 2 === 0) {
      const key = this.#rowAt(block, row)
      if (key === null || !this.isActive(block, key)) return []
      return rulesAtPlace(block, row, column)?.computed ? [{ kind: 'computed', block, row: key, column, result }] : []
    }
    if (!rule) return []
    if (rule.axis === 'once' || !block) return [{ kind: 'rule', rule, place: '', result }]
    if (rule.axis === 'columns') return rule.exprAt(row) ? [{ kind: 'rule', rule, place: String(row), result }] : []
    const place = this.#rowAt(block, row)
    return place === null || !this.isActive(block, place) || !rule.exprAt(row) ? [] : [{ kind: 'rule', rule, place, result }]
  }
}

function mayHoldText(block: CompiledBlock | undefined, column: number): boolean {
  if (!block) return true
  const rows = block.kind === 'fixed' ? block.rows.map((_, row) => row) : [0]
  return rows.some((row) => {
    const rules = rulesAtPlace(block, row, column)
    if (!rules) return false
    return (
      rules.type === 'string' ||
      (rules.codes?.length ?? 0) > 0 ||
      rules.choices?.some((choice) => typeof choice.code === 'string') === true
    )
  })
}
