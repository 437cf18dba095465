import type { BinaryOperator, CellsExpr, CompiledCheck, CompiledForm, Expr } from '@tabel/engine'
import { columnTitle, fixedRowName } from '@tabel/engine/formulas'
import { numberText, textLiteral } from './literals.ts'
import { translated } from './untranslatable.ts'
import { cellsIn } from './waiting.ts'
import type { FormulaWriter, Here } from './writing.ts'

/** A sentence: words, or a formula that puts values in place. */
export type Sentence = { readonly text: string } | { readonly formula: string }

/**
 * What a check says: with the values of the moment where it is wrong, without them where it is not. Where its author said nothing, what it
 * compares.
 */
export function sentenceOf(write: FormulaWriter, check: CompiledCheck, here: Here): Sentence {
  const { form } = write.places
  const { message } = check
  if (!message) return { text: check.kind === 'formula' ? assertion(form, check.assert.expr, here) : ofSet(form, check) }
  const parts = message.map((part) => (typeof part === 'string' ? part : { formula: valueText(write, part.expr, here) }))
  const text = parts.map((part) => (typeof part === 'string' ? part : '…')).join('')
  const formulas = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.formula]))
  if (formulas.length === 0 || formulas.includes(null)) return { text }
  const written = parts.flatMap((part) => (typeof part === 'string' ? literals(part) : [part.formula ?? '']))
  return { formula: `IF(${ownWrong}=0,${literals(text).join('&')},${written.join('&')})` }
}

/** What a formula of a line calls what the line itself says: how often it is wrong, and where the first wrong cell is. */
export const ownWrong = '§wrong'
export const ownOffset = '§offset'

/** A value as people see it; null when Excel has no formula for it. */
function valueText(write: FormulaWriter, expr: Expr, here: Here): string | null {
  return translated(() => {
    const text = expr.kind === 'cells' ? write.cells(expr, here, 'seen').join(',') : write.text(expr, here, 'shown')
    const shown = isDay(write.places.form, expr) ? `IF(ISNUMBER(${text}),${dayText(text)},${text})` : `(${text})`
    return expr.kind === 'cells' ? `IF(LEN(${text})=0,"пусто",${shown})` : shown
  })
}

/** A day as ДД.ММ.ГГГГ: letters of formats depend on the language of Excel, digits do not. */
function dayText(day: string): string {
  return `TEXT(DAY(${day}),"00")&"."&TEXT(MONTH(${day}),"00")&"."&YEAR(${day})`
}

function isDay(form: CompiledForm, expr: Expr): boolean {
  if (expr.kind === 'constant') return form.constants[expr.name]?.type === 'date'
  if (expr.kind !== 'cells') return expr.kind === 'call' && ['DATE', 'TODAY', 'EDATE', 'EOMONTH', 'WORKDAY'].includes(expr.name)
  return expr.areas.every(
    ({ columns }) => columns.kind === 'span' && form.blocks[expr.block]?.columns[columns.from]?.type === 'date',
  )
}

/** A text as formulas take it: a long one in pieces. */
function literals(text: string): readonly string[] {
  return (text.match(/.{1,120}/gsu) ?? ['']).map((piece) => textLiteral(piece))
}

const words: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '=': 'должно равняться',
  '<>': 'не должно равняться',
  '<=': 'не должно быть больше, чем',
  '<': 'должно быть меньше, чем',
  '>=': 'не должно быть меньше, чем',
  '>': 'должно быть больше, чем',
}

function assertion(form: CompiledForm, expr: Expr, here: Here): string {
  if (expr.kind === 'binary' && words[expr.operator]) {
    const dative = expr.operator === '=' || expr.operator === '<>'
    const text = `${side(form, expr.left, here, false)} ${words[expr.operator]} ${side(form, expr.right, here, dative)}`
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  const named = cellsIn([expr]).map((cells) => titleOf(form, cells, here))
  return `Значения не согласуются между собой: сверьте ${[...new Set(named)].join(', ') || 'форму'}`
}

function side(form: CompiledForm, expr: Expr, here: Here, dative: boolean): string {
  if (expr.kind === 'cells') return titleOf(form, expr, here)
  if (expr.kind === 'number') return numberText(expr.value).replace('.', ',')
  const named = cellsIn([expr]).map((cells) => titleOf(form, cells, here))
  const sum = (expr.kind === 'call' && expr.name === 'SUM') || (expr.kind === 'binary' && expr.operator === '+')
  if (sum && named.length > 0) return `${dative ? 'сумме' : 'сумма'} ${named.join(', ')}`
  return dative ? 'расчетному значению' : 'расчетное значение'
}

/** What people call the cells of a reference. */
function titleOf(form: CompiledForm, expr: CellsExpr, here: Here): string {
  const block = form.blocks[expr.block]
  if (!block) return ''
  const names = expr.areas.map(({ rows, columns }) => {
    const { from, to } = columns.kind === 'span' ? columns : { from: here.column ?? 0, to: here.column ?? 0 }
    const titles = (place: number): string => {
      const column = block.columns[place]
      return column ? `«${columnTitle(column)}»` : ''
    }
    const name = from === to ? titles(from) : `${titles(from)} … ${titles(to)}`
    if (rows.kind !== 'span' || block.kind !== 'fixed') return name
    const row = (place: number): string => fixedRowName(block, block.rows[place]?.key ?? '')
    const lines = rows.from === rows.to ? row(rows.from) : `${row(rows.from)} … ${row(rows.to)}`
    return columns.kind === 'here' ? lines : `${lines}, ${name}`
  })
  return names.join(', ')
}

function ofSet(form: CompiledForm, check: Exclude<CompiledCheck, { readonly kind: 'formula' }>): string {
  const block = form.blocks[check.block]
  const titles = check.columns.map((key) => {
    const column = block?.columns.find((one) => one.key === key)
    return column ? `«${columnTitle(column)}»` : key
  })
  const key = titles.join(', ')
  switch (check.kind) {
    case 'unique':
      return `${key}: значение не должно повторяться`
    case 'exists':
      return `${key}: такого значения нет там, где оно должно быть`
    case 'covers':
      return `${key}: не все значения другой таблицы есть здесь`
    case 'groupSum':
    case 'groupCount':
      return `${key}: итог по другой таблице не сходится`
    case 'noOverlap':
      return `${key}: промежутки пересекаются`
    case 'balance':
      return `${key}: остатки не сходятся`
    case 'rank':
      return `${key}: место не соответствует результату`
  }
}
