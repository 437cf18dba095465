import { canonicalKey } from '@tabel/engine'
import type { BinaryOperator, CellsExpr, Expr } from '@tabel/engine'
import { dateSerial, timeFraction } from '@tabel/engine/formulas'
import { callText } from './calls.ts'
import { columnsOf, isMoney, kindOf } from './kinds.ts'
import type { ValueKind } from './kinds.ts'
import { numberText, scalarText, textLiteral } from './literals.ts'
import { addressOf } from './places.ts'
import type { CellSide, PlacedBlock } from './places.ts'
import type { FormulaPlaces, FormulaWriter, Here, TextMode } from './writing.ts'

/**
 * Writes formulas of the language as Excel's, without the equals sign, with functions that Excel 2010 and LibreOffice both have.
 * The rules are those of the engine's `emitA1`, which writes them for HyperFormula: an empty cell is 0, "" and FALSE, texts are
 * compared by their keys, money to kopecks. References to the row itself are relative, so a formula may be filled down.
 */
export class ExcelFormulas implements FormulaWriter {
  readonly places: FormulaPlaces

  constructor(places: FormulaPlaces) {
    this.places = places
  }

  /** A formula that gives a value. @throws Untranslatable */
  whole(expr: Expr, here: Here): string {
    return this.text(expr, here, 'shown')
  }

  /** A formula that gives TRUE or FALSE; what is neither is FALSE. @throws Untranslatable */
  condition(expr: Expr, here: Here): string {
    if (expr.kind === 'cells' || this.kind(expr, here) !== 'boolean' || isChoice(expr))
      return `(${this.text(expr, here, 'key')}=TRUE)`
    return this.text(expr, here, 'key')
  }

  kind(expr: Expr, here: Here): ValueKind {
    return kindOf(this.places.form, expr, here.column)
  }

  text(expr: Expr, here: Here, mode: TextMode): string {
    switch (expr.kind) {
      case 'number':
        return numberText(expr.value)
      case 'text':
        return textLiteral(mode === 'key' ? canonicalKey(expr.value) : expr.value)
      case 'boolean':
        return expr.value ? 'TRUE' : 'FALSE'
      case 'constant':
        return this.#constant(expr.name, mode)
      case 'unary':
        return `(${expr.operator}${this.number(expr.operand, here)})`
      case 'percent':
        return `(${this.number(expr.operand, here)}/100)`
      case 'binary':
        return this.#binary(expr.operator, expr.left, expr.right, here, mode)
      case 'call':
        return callText(this, expr.name, expr.args, here, mode)
      case 'cells':
        return this.cells(expr, here, mode).join(',')
    }
  }

  number(expr: Expr, here: Here): string {
    const text = this.text(expr, here, 'key')
    if (expr.kind !== 'cells' || !expr.single || kindOf(this.places.form, expr, here.column) === 'text') return text
    const given = columnsOf(expr, here.column).some((column) => {
      const block = this.places.form.blocks[expr.block]
      const computed = block?.columns[column]?.computed !== undefined || block?.kind === 'fixed'
      return computed || this.places.differs(expr.block, column)
    })
    return given ? `N(${text})` : text
  }

  cells(expr: CellsExpr, here: Here, mode: TextMode): readonly string[] {
    const placed = this.places.placed(expr.block)
    return expr.areas.map(({ rows, columns }) => {
      const [from, to] = columns.kind === 'span' ? [columns.from, columns.to] : [here.column ?? 0, here.column ?? 0]
      const side = this.#side(placed, from, to, mode)
      const across = { fromColumn: from, toColumn: to }
      if (rows.kind === 'here') {
        const row = placed.block.kind === 'fields' ? 0 : (here.row ?? 0)
        return addressOf(placed, { ...across, fromRow: row, toRow: row }, side, placed.block.kind !== 'fields')
      }
      const owner = rows.kind === 'owner' ? this.places.rowOf(expr.block, rows.id ?? '') : null
      const [top, bottom] = owner !== null ? [owner, owner] : rows.kind === 'span' ? [rows.from, rows.to] : [0, placed.rows - 1]
      return addressOf(placed, { ...across, fromRow: top, toRow: bottom }, side, false)
    })
  }

  /** Texts that people see are read where they are typed, all else where its value stands. */
  #side({ block }: PlacedBlock, from: number, to: number, mode: TextMode): CellSide {
    const columns = Array.from({ length: to - from + 1 }, (_, place) => from + place)
    if (mode === 'seen') return 'typed'
    if (!columns.some((column) => this.places.differs(block.key, column))) return 'typed'
    const isText = (column: number): boolean => {
      const rules = block.columns[column]
      return rules?.type === 'string' && !rules.choices && rules.several === undefined
    }
    if (mode === 'shown' && columns.every(isText)) return 'typed'
    for (const column of columns) this.places.value(block.key, column)
    return 'value'
  }

  #constant(name: string, mode: TextMode): string {
    const constant = this.places.form.constants[name]
    if (!constant) return '0'
    const { type, value } = constant
    if (type === 'time' && typeof value === 'string') return numberText(timeFraction(value))
    if (type === 'date' && typeof value === 'string') return numberText(dateSerial(value))
    return scalarText(typeof value === 'string' && mode === 'key' ? canonicalKey(value) : value)
  }

  #binary(operator: BinaryOperator, left: Expr, right: Expr, here: Here, mode: TextMode): string {
    if (operator === '&') return `(${this.text(left, here, mode)}&${this.text(right, here, mode)})`
    if (!comparisons.has(operator)) return `(${this.number(left, here)}${operator}${this.number(right, here)})`
    const kinds = [this.kind(left, here), this.kind(right, here)]
    if (kinds.includes('text')) return `(${this.text(left, here, 'key')}${operator}${this.text(right, here, 'key')})`
    if (kinds.includes('boolean')) return `(${this.condition(left, here)}${operator}${this.condition(right, here)})`
    const [l, r] = [this.number(left, here), this.number(right, here)]
    const money = isMoney(this.places.form, left, here.column) || isMoney(this.places.form, right, here.column)
    return money ? `(ROUND(${l},2)${operator}ROUND(${r},2))` : `(${l}${operator}${r})`
  }
}

const comparisons: ReadonlySet<BinaryOperator> = new Set(['=', '<>', '<', '<=', '>', '>='])

function isChoice(expr: Expr): boolean {
  return expr.kind === 'call' && (expr.name === 'IF' || expr.name === 'IFS' || expr.name === 'ATTRIBUTE')
}
