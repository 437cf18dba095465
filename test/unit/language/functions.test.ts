import type { FormData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'

const types = {
  n: 'number',
  m: 'integer',
  z: 'integer',
  e: 'integer',
  s: 'string',
  code: 'string',
  d: 'date',
  yes: 'boolean',
  no: 'boolean',
}

const data: FormData = {
  i: { n: 2.5, m: -7, z: 0, s: 'Привет мир', code: '012', d: '2024-02-29', yes: true, no: false },
  t: [
    { $id: 'r1', a: 1, b: 'x', x: 1 },
    { $id: 'r2', a: 5, b: 'Х', x: 'X' },
    { $id: 'r3', x: 'N' },
    { $id: 'r4', a: -2, b: 'й', x: 2 },
  ],
}

/** What a cell shows that is computed by a formula; fields `i` and a table `t` are there to be read. */
async function value(formula: string, type: string): Promise<unknown> {
  const items = Object.entries(types).map(([key, of]) => ({ key, title: key, type: of }))
  const columns = [
    { key: 'a', title: 'a', type: 'integer' },
    { key: 'b', title: 'b', type: 'string' },
    { key: 'x', title: 'x', type: 'integer', codes: ['X', 'N'] },
  ]
  const result = { key: 'result', title: 'result', type, computed: formula }
  const blocks = [
    { fields: 'i', items: [...items, result] },
    { table: 't', columns, rows: { max: 10 } },
  ]
  const source = { form: 'f', version: '1.0.0', title: 'Ф', sheets: [{ sheet: 's', title: 'Л', blocks }] }
  const { form, diagnostics } = compileForm(JSON.stringify(source))
  if (!form) throw new Error(diagnostics[0]?.message)
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  return computed.find(({ column }) => column === 'result')?.value
}

// Right sides are what Excel answers; codes X and N are text there too.
test.each([
  ['SUM(t[a])', 4],
  ['SUM(t[x])', 3],
  ['SUM(t[a],i.n,1)', 7.5],
  ['MIN(t[a])', -2],
  ['MAX(t[x])', 2],
  ['AVERAGE(t[x])', 1.5],
  ['MEDIAN(t[a])', 1],
  ['MEDIAN(1,2,3,4)', 2.5],
  ['PRODUCT(t[a])', -10],
  ['COUNT(t[x])', 2],
  ['COUNTA(t[x])', 4],
  ['COUNTA(t[a])', 3],
  ['COUNTBLANK(t[b])', 1],
  ["COUNTIF(t[a],'>0')", 2],
  ['COUNTIF(t[a],5)', 1],
  ["COUNTIF(t[b],'')", 1],
  ["COUNTIF(t[b],'й')", 1],
  ["COUNTIF(t[b],'и')", 0],
  ["COUNTIFS(t[b],'x',t[a],'>1')", 1],
  ["SUMIF(t[b],'x',t[a])", 6],
  ["SUMIF(t[a],'>0')", 6],
  ["SUMIFS(t[a],t[b],'x',t[x],'X')", 5],
  ['IF(i.yes,1,2)', 1],
  ['IF(i.z = 0, 0, i.n / i.z)', 0],
  ['ABS(i.m)', 7],
  ['ROUND(i.n,0)', 3],
  ['ROUND(1.005,2)', 1.01],
  ['ROUND(-2.5,0)', -3],
  ['ROUND(i.m,-1)', -10],
  ['MOD(i.m,3)', 2],
  ['MOD(7,-3)', -2],
  ['MOD(i.n,1)', 0.5],
  ['SQRT(16)', 4],
  ['POWER(2,10)', 1024],
  ['LEN(i.s)', 10],
  ['YEAR(i.d)', 2024],
  ['MONTH(i.d)', 2],
  ['DAY(i.d)', 29],
  ['WEEKDAY(i.d)', 5],
  ['WEEKDAY(i.d,2)', 4],
  ['TODAY() - i.d', 783],
  ['NUM(i.m)', -7],
  ['NUM(i.s)', 0],
  ['NUM(i.code)', 0],
])('%s gives the number %d', async (formula, expected) => {
  expect(await value(formula, 'number')).toBe(expected)
})

test.each([
  ['LEFT(i.s,3)', 'При'],
  ['RIGHT(i.s)', 'р'],
  ['MID(i.s,2,3)', 'рив'],
  ['LEFT(i.code,2)', '01'],
  ['UPPER(i.s)', 'ПРИВЕТ МИР'],
  ['LOWER(i.s)', 'привет мир'],
  ["TRIM('  а   б ')", 'а б'],
  ["CONCATENATE(i.s,'!',i.n)", 'Привет мир!2.5'],
  ["i.code & '-' & i.m", '012--7'],
  ["IF(i.yes,'да','нет')", 'да'],
])('%s gives the text «%s»', async (formula, expected) => {
  expect(await value(formula, 'string')).toBe(expected)
})

test.each([
  ['AND(i.yes,i.no)', false],
  ['OR(i.yes,i.no)', true],
  ['NOT(i.no)', true],
  ['IMPLIES(i.yes,i.no)', false],
  ['IMPLIES(i.no,i.no)', true],
  ['FILLED(i.z)', true],
  ['EMPTY(i.z)', false],
  ["IN(i.s,'а','ПРИВЕТ МИР')", true],
  ['IN(i.m,1,2)', false],
  ["i.s = 'привет мир'", true],
  ["EXACT(i.s,'привет мир')", false],
  ["i.code = '12'", false],
  ['ISNUMBER(i.code)', false],
  ['ISTEXT(i.code)', true],
  ['ISBLANK(i.z)', false],
  ['0.1 + 0.2 = 0.3', true],
  ["'10' > '9'", false],
])('%s is %s', async (formula, expected) => {
  expect(await value(formula, 'boolean')).toBe(expected)
})

test.each([
  ['DATE(2024,2,29)', '2024-02-29'],
  ['DATE(2024,13,1)', '2025-01-01'],
  ['DATE(2024,3,0)', '2024-02-29'],
  ['i.d + 1', '2024-03-01'],
  ['TODAY()', '2026-04-22'],
])('%s is the day %s', async (formula, expected) => {
  expect(await value(formula, 'date')).toBe(expected)
})

test('a function may be written in any case, its arguments with commas or semicolons', async () => {
  expect(await value('sum(i.n;i.m)', 'number')).toBe(-4.5)
  expect(await value('Sum (i.n, i.m)', 'number')).toBe(-4.5)
})
