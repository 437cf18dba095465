import type { CompiledForm, Expr, FormulaCheck } from '@tabel/engine'
import { expect, test } from 'vitest'
import { emitA1 } from '@tabel/engine/checker'
import type { A1Layout } from '@tabel/engine/checker'
import { oneSheet } from '../../support/judging.ts'

const integer = (key: string) => ({ key, title: key, type: 'integer' })
const text = (key: string) => ({ key, title: key, type: 'string' })

/** The assertion of a check written in a table of fixed rows `s`, beside the table `t` and fields `f`. */
function assertion(assert: string, table: 's' | 't' = 's'): Expr {
  const check = [{ id: 'c', assert }]
  const form: CompiledForm = oneSheet({
    constants: { max: -5, from: { type: 'date', value: '2026-04-20' }, name: 'а"б' },
    blocks: [
      { fields: 'f', items: [integer('a'), text('b')] },
      {
        table: 's',
        columns: ['g1', 'g2', 'g3'].map(integer),
        rows: ['101', '102', '103'].map((key) => ({ key, title: key })),
        checks: table === 's' ? check : [],
      },
      { table: 't', rows: { max: 9 }, columns: [integer('n'), text('w')], checks: table === 't' ? check : [] },
    ],
  })
  return (form.checks[0] as FormulaCheck).assert.expr
}

const layout: A1Layout = {
  sheet: (block) => block.toUpperCase(),
  rows: (block) => (block === 't' ? 64 : 3),
  alive: (block) => (block === 't' ? 2 : null),
  rowOf: () => 0,
  holdsMoney: () => false,
  mayHoldText: (block, column) => block !== 's' && column === 1,
  constants: { max: -5, from: 46132, name: 'а"б' },
  today: 46134,
}

test.each([
  ['[@g1] = [@g2] + [@g3]', 's', '(S!A2=(S!B2+S!C2))'],
  ['[#101,g1] = SUM([#102:#103,g1])', 's', '(S!$A$1=SUM(S!$A$2:$A$3))'],
  ['SUM([@g1,g3]) > 0', 's', '(SUM(S!A2,S!C2)>0)'],
  ['f.a >= $const.max', 's', '(F!$A$1>=(-5))'],
  ['f.b = $const.name', 's', 'SAMETEXT(F!$B$1,("а"&CHAR(34)&"б"))'],
  ["f.b <> 'x'", 's', 'NOT(SAMETEXT(F!$B$1,"x"))'],
  ['IMPLIES(f.a > 5%, FILLED(f.b))', 's', 'IF((F!$A$1>(5/100)),(LEN(F!$B$1)>0),TRUE())'],
  ["IN([@w], 'а', 'б')", 't', 'OR(SAMETEXT(T!B2,"а"),SAMETEXT(T!B2,"б"))'],
  ['NUM([@n]) = 1', 't', '(IF(ISNUMBER(T!A2),T!A2,0)=1)'],
  ['COUNTIF([w], [@w]) = 1', 't', '(COUNTIFS(T!$B$1:$B$64,EXACTLY(T!B2))=1)'],
  ["COUNTIF([w], '<>x') = 1", 't', '(COUNTIFS(T!$B$1:$B$64,"<>x",T!$C$1:$C$64,1)=1)'],
  ['COUNTBLANK([w]) = 1', 't', '(COUNTIFS(T!$B$1:$B$64,"",T!$C$1:$C$64,1)=1)'],
  ["SUMIF([w], 'x', [n]) = 1", 't', '(SUMIFS(T!$A$1:$A$64,T!$B$1:$B$64,"x")=1)'],
  ["COUNTIF([@g1,g3], 'X') = 0", 's', '((COUNTIFS(S!A2,"X")+COUNTIFS(S!C2,"X"))=0)'],
  ['-f.a ^ 2 = 0.000001', 's', '(((-F!$A$1)^2)=0.000001)'],
] as const)('%s', (formula, table, a1) => {
  expect(emitA1(assertion(formula, table), layout, { row: 1, column: null })).toBe(a1)
})

test('TODAY() is the day that is given, and a formula of a column takes its column', () => {
  expect(emitA1({ kind: 'call', name: 'TODAY', args: [] }, layout, { row: null, column: null })).toBe('46134')
  const expr = assertion('[@#101] = SUM([@#102:#103])')
  expect(emitA1(expr, layout, { row: null, column: 2 })).toBe('(S!$C$1=SUM(S!$C$2:$C$3))')
})
