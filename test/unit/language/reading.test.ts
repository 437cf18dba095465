import type { Expr } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

const rows = ['101', '102', '103', '4a'].map((key) => ({ key, title: key }))

/** How a check's formula was understood. */
function read(formula: string): string {
  const { form, diagnostics } = compileForm(formSource({ rows, checks: [formula] }))
  const [check] = form?.checks ?? []
  return check?.kind === 'formula'
    ? shown(check.assert.expr)
    : diagnostics.map(({ code, message }) => `${code} ${message}`).join()
}

/** An expression with all its brackets: `(a + b)`. Cells are `block!rows,columns`, places zero-based, areas joined by `|`. */
function shown(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
    case 'boolean':
      return String(expr.value)
    case 'text':
      return `«${expr.value}»`
    case 'constant':
      return `$${expr.name}`
    case 'unary':
      return `${expr.operator}(${shown(expr.operand)})`
    case 'percent':
      return `(${shown(expr.operand)})%`
    case 'binary':
      return `(${shown(expr.left)} ${expr.operator} ${shown(expr.right)})`
    case 'call':
      return `${expr.name}(${expr.args.map(shown).join(', ')})`
    case 'cells': {
      const areas = expr.areas.map(({ rows: r, columns: c }) => `${span(r)},${span(c)}`)
      return `${expr.block}!${areas.join('|')}${expr.single ? '' : ' many'}`
    }
  }
}

function span(place: { readonly kind: string; readonly from?: number; readonly to?: number }): string {
  if (place.kind !== 'span') return place.kind
  return place.from === place.to ? String(place.from) : `${place.from}–${place.to}`
}

test.each([
  ['1 + 2 * 3 = 7', '((1 + (2 * 3)) = 7)'],
  ['(1 + 2) * 3 = 9', '(((1 + 2) * 3) = 9)'],
  ['1 - 2 - 3 = 0', '(((1 - 2) - 3) = 0)'],
  ['2 ^ 3 ^ 2 = 64', '(((2 ^ 3) ^ 2) = 64)'],
  ['-2 ^ 2 = 4', '((-(2) ^ 2) = 4)'],
  ['2 ^ -1 = 0.5', '((2 ^ -(1)) = 0.5)'],
  ['10% * 50 = 5', '(((10)% * 50) = 5)'],
  ["1 & 2 + 3 = '15'", '((1 & (2 + 3)) = «15»)'],
  ['1 < 2 = TRUE', '((1 < 2) = true)'],
  ['not(1 <> 2)', 'NOT((1 <> 2))'],
  ['IF(TRUE; 1; 2) = 1', '(IF(true, 1, 2) = 1)'],
])('operators bind as in Excel: %s', (formula, tree) => {
  expect(read(formula)).toBe(tree)
})

test.each([
  ["'а' = 'а'", '(«а» = «а»)'],
  ['"а" = \'а\'', '(«а» = «а»)'],
  ["'it''s' = \"it's\"", "(«it's» = «it's»)"],
  ['"a""b" = \'a"b\'', '(«a"b» = «a"b»)'],
  ["'' = ''", '(«» = «»)'],
  ["'# [@x] =' <> ''", '(«# [@x] =» <> «»)'],
])('text stands in either quotes, a doubled quote is one: %s', (formula, tree) => {
  expect(read(formula)).toBe(tree)
})

test.each([
  ['[@all] > 0', '(meals!here,0 > 0)'],
  ['meals[@all] > 0', '(meals!here,0 > 0)'],
  ['[ @ all ] > 0', '(meals!here,0 > 0)'],
  ['SUM([all]) > 0', '(SUM(meals!0–3,0 many) > 0)'],
  ['SUM([@all:free]) > 0', '(SUM(meals!here,0–1 many) > 0)'],
  ['SUM([@all,task]) > 0', '(SUM(meals!here,0|here,3 many) > 0)'],
  ['[#101,all] > 0', '(meals!0,0 > 0)'],
  ['[all,#101] > 0', '(meals!0,0 > 0)'],
  ['[#4a,all] > 0', '(meals!3,0 > 0)'],
  ['SUM([#101]) > 0', '(SUM(meals!0,0–5 many) > 0)'],
  ['SUM([#101:103,all]) > 0', '(SUM(meals!0–2,0 many) > 0)'],
  ['SUM([#101:#103,all]) > 0', '(SUM(meals!0–2,0 many) > 0)'],
  ['SUM([#101,#103,all:free]) > 0', '(SUM(meals!0,0–1|2,0–1 many) > 0)'],
  ['[@#101] = SUM([@#102:#103])', '(meals!0,here = SUM(meals!1–2,here many))'],
  ['info.listed > 0', '(info!0,0 > 0)'],
  ['info[@listed] > 0', 'E_CONTEXT Знак @ – это строка своей таблицы, а «info» – другая'],
  ['[@all] <= $const.max', '(meals!here,0 <= $max)'],
])('a reference names cells: %s', (formula, tree) => {
  expect(read(formula)).toBe(tree)
})

test.each([
  ['IMPLIES([@all] > 0, FILLED([@name]))', 'IMPLIES((meals!here,0 > 0), FILLED(meals!here,4))'],
  ["IN([@task], 'X', 'N')", 'IN(meals!here,3, «X», «N»)'],
  ['NUM([@task]) >= 0', '(NUM(meals!here,3) >= 0)'],
  ['EMPTY([@name])', 'EMPTY(meals!here,4)'],
  ['[@day] <= TODAY()', '(meals!here,5 <= TODAY())'],
])('functions of the language stay calls: %s', (formula, tree) => {
  expect(read(formula)).toBe(tree)
})

test.each([
  "[@task] = 'X'",
  "[@task] = 'х'",
  '[@task] = 2',
  '[@mark] = 5',
  '[@mark] - 1 > 2',
  '[@day] > $const.from',
  '[@day] - $const.from < 7',
  '[@day] > DATE(2026,4,20) + 1',
  "[@name] <> ''",
  "[@name] > 'а'",
  "[@all] & '' <> ''",
  'SUM([@task],[@all]) > 0',
  'SUM([@all:name]) > 0',
  "COUNTIF([name], 'а*') > 0",
  'COUNTIF([task], [@task]) > 0',
  "IF([@all] > 1, [@name], 'нет') <> ''",
])('types that go together are not complained of: %s', (formula) => {
  expect(compileForm(formSource({ rows, checks: [formula] })).diagnostics).toEqual([])
})
