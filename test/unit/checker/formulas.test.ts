import type { CellValue, DynamicRow, FormData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { describe, expect, test } from 'vitest'
import { oneSheet } from '../../support/judging.ts'

const columns = [
  { key: 'n', title: 'n', type: 'number' },
  { key: 't', title: 't', type: 'string' },
  { key: 'u', title: 'u', type: 'string' },
  { key: 'p', title: 'p', type: 'integer', codes: ['X', 'N'] },
  { key: 'd', title: 'd', type: 'date' },
]

interface Cells {
  readonly n?: CellValue
  readonly t?: string
  readonly u?: string
  readonly p?: CellValue
  readonly d?: string
}

/** Values of formulas over a table `t` with these rows and fields `f` with the same columns. */
async function values(formulas: readonly string[], rows: readonly Cells[], f: Cells = {}): Promise<readonly CellValue[]> {
  const items = formulas.map((computed, at) => ({ key: `x${at}`, title: 'x', type: 'number', computed }))
  const form = oneSheet({
    blocks: [
      { fields: 'f', items: [...columns, ...items] },
      { table: 't', rows: { max: 100 }, columns },
    ],
  })
  const data = { f, t: rows.map((row, at) => ({ $id: `r${at}`, ...row }) as DynamicRow) } as unknown as FormData
  const { computed, problems } = await judge(form, data, { today: '2026-04-22' })
  return formulas.map((_, at) => {
    if (problems.some((problem) => problem.id === `computed@f//x${at}`)) return 'error'
    return computed.find((cell) => cell.column === `x${at}`)?.value ?? null
  })
}

async function value(formula: string, rows: readonly Cells[], f: Cells = {}): Promise<CellValue | undefined> {
  return (await values([formula], rows, f))[0]
}

describe('COUNTIF and its kin', () => {
  test('two lists of criteria that read alike when joined are not taken for one another', async () => {
    const rows = [
      { t: 'x,y', u: 'z' },
      { t: 'x,y', u: 'z' },
      { t: 'x', u: 'y,z' },
    ]
    expect(await values(["COUNTIFS(t[t], 'x,y', t[u], 'z')", "COUNTIFS(t[t], 'x', t[u], 'y,z')"], rows)).toEqual([2, 1])
  })

  test('an operator is one only at the beginning of a criterion', async () => {
    const rows = [{ n: 3, t: 'балл>=3' }, { n: 4 }, { n: 2 }]
    expect(await values(["COUNTIF(t[n], 'балл>=3')", "COUNTIF(t[t], 'балл>=3')", "COUNTIF(t[n], '>=3')"], rows)).toEqual([
      0, 1, 2,
    ])
  })

  test('? is exactly one character, * any text, ~ takes them as they are', async () => {
    const rows = [{ t: 'кот' }, { t: 'ко' }, { t: 'крот' }, { t: 'ко?' }, { t: 'a.b' }]
    const formulas = ['ко?', 'к*т', 'ко~?', '????', 'a?b', 'к[ор]т'].map((criterion) => `COUNTIF(t[t], '${criterion}')`)
    expect(await values(formulas, rows)).toEqual([2, 2, 1, 1, 1, 0])
  })

  test('й is not и, ё is not е, and X is X in Latin and in Cyrillic', async () => {
    const rows = [{ t: 'й' }, { t: 'и' }, { t: 'ё' }, { t: 'е' }, { t: 'X' }, { t: 'х' }]
    expect(await values(["COUNTIF(t[t], 'и')", "COUNTIF(t[t], 'е')", "COUNTIF(t[t], 'Х')"], rows)).toEqual([1, 1, 2])
  })

  test('an empty cell as a criterion matches nothing, whatever a cell holds is no pattern', async () => {
    const rows = [{ t: '*' }, { t: 'что угодно' }, { t: '<5', n: 1 }, { n: 0 }]
    expect(await values(['COUNTIF(t[t], f.t) + LEN(f.u)', 'COUNTIF(t[n], f.n) + LEN(f.u)'], rows, { u: 'x' })).toEqual([1, 1])
    expect(await value('COUNTIF(t[t], f.t)', rows, { t: '*' })).toBe(1)
    expect(await value('COUNTIF(t[t], f.t)', rows, { t: '<5' })).toBe(1)
  })

  test('empty cells are counted in rows that are there, not in those reserved', async () => {
    const rows = [{ t: 'a' }, { n: 1 }, { t: 'b' }]
    const formulas = [
      'COUNTBLANK(t[t])',
      "COUNTIF(t[t], '')",
      "COUNTIF(t[t], '<>a')",
      "COUNTIF(t[t], '<>')",
      "COUNTIFS(t[n], 1, t[t], '')",
    ]
    expect(await values(formulas, rows)).toEqual([1, 1, 2, 2, 1])
  })

  test('a code of digits is the number it writes, unless a zero stands before it', async () => {
    const rows = [{ t: '7' }, { t: '007' }, { n: 7 }]
    expect(await values(["COUNTIF(t[t], '7')", "COUNTIF(t[t], '007')", "COUNTIF(t[n], '7')", 'COUNTIF(t[t], 7)'], rows)).toEqual([
      1, 1, 1, 1,
    ])
  })

  test('long codes differ in their last digit', async () => {
    const rows = [{ t: '12345678901234567890' }, { t: '12345678901234567891' }]
    expect(await value("COUNTIF(t[t], '12345678901234567890')", rows)).toBe(1)
  })

  test('texts compare by the alphabet and days by the calendar', async () => {
    const rows = [
      { t: 'а', d: '2026-04-19' },
      { t: 'б', d: '2026-04-20' },
      { t: 'в', d: '2026-04-21' },
    ]
    expect(await values(["COUNTIF(t[t], '>а')", "COUNTIF(t[d], '>=2026-04-20')", "COUNTIF(t[d], '2026-04-21')"], rows)).toEqual([
      2, 2, 1,
    ])
  })

  test('sums add numbers only', async () => {
    const rows = [
      { t: 'a', n: 1, p: 'X' },
      { t: 'A', n: 2.5, p: 2 },
      { t: 'b', n: 4, p: 1 },
    ]
    const formulas = [
      "SUMIF(t[t], 'а', t[n])",
      "SUMIF(t[n], '>2')",
      "SUMIFS(t[p], t[t], 'a')",
      "SUMIFS(t[n], t[t], 'a', t[p], 'x')",
    ]
    expect(await values(formulas, rows)).toEqual([3.5, 6.5, 2, 1])
  })
})

describe('comparison and arithmetic', () => {
  test('texts are the same by their canonical keys', async () => {
    const formulas = ["IF(f.t = 'X', 1, 0)", "IF(f.t <> 'x', 1, 0)", "IF(IN(f.t, 'N', 'X'), 1, 0)", 'IF(f.t = f.u, 1, 0)']
    expect(await values(formulas, [], { t: 'Х', u: 'x' })).toEqual([1, 0, 1, 1])
    expect(await values(formulas, [], { t: 'й', u: 'и' })).toEqual([0, 1, 0, 0])
  })

  test('an empty cell is an empty text and 0, and is not filled', async () => {
    const formulas = ["IF(f.t = '', 1, 0)", 'IF(f.n = 0, 1, 0)', 'IF(FILLED(f.n), 1, 0)', 'IF(EMPTY(f.d), 1, 0)', 'COUNTA(t[t])']
    expect(await values(formulas, [{ n: 1 }], { u: 'x' })).toEqual([null, null, null, null, 0])
    const filled = await values(["IF(AND(f.t = '', f.u = 'x'), 1, 0)", "IF(AND(f.n = 0, f.u = 'x'), 1, 0)"], [], { u: 'x' })
    expect(filled).toEqual([1, 1])
  })

  test('codes count as nothing in sums', async () => {
    expect(
      await values(['SUM(t[p])', 'NUM(f.p) + 1', 'COUNT(t[p])', 'MAX(t[p])'], [{ p: 'X' }, { p: 2 }, { p: 'N' }], { p: 'X' }),
    ).toEqual([2, 1, 1, 2])
  })

  test('numbers are rounded as they are written, and fractions are equal when they are', async () => {
    const formulas = ['ROUND(f.n, 2)', 'ROUND(-f.n, 2)', 'ROUND(f.n * 1000, -2)', 'IF(f.n + 0.1 - 1.005 = 0.1, 1, 0)']
    expect(await values(formulas, [], { n: 1.005 })).toEqual([1.01, -1.01, 1000, 1])
    expect(await values(['ROUND(f.n, 2)', 'ROUND(f.n, 0)'], [], { n: 0.285 })).toEqual([0.29, 0])
  })

  test('only the branch that is taken can be wrong', async () => {
    expect(await value('IF(f.n = 0, 5, 1 / f.n)', [], { n: 0, t: 'x' })).toBe(5)
    expect(await value('IF(f.n = 1, 5, 1 / f.n)', [], { n: 0 })).toBe('error')
  })

  test('text that looks like a formula, a date or a number is text', async () => {
    const odd = ['=1+1', '12.05.2024', '0012', '5%', 'TRUE', "'x", '$5']
    const rows = odd.map((t) => ({ t }))
    expect(
      await values(odd.map((_, at) => `LEN(${at === 0 ? 'f.t' : 'f.u'})`).slice(0, 2), rows, { t: '=1+1', u: '0012' }),
    ).toEqual([4, 4])
    expect(await value('COUNTA(t[t])', rows)).toBe(7)
    expect(await value('COUNT(t[t])', rows)).toBe(0)
  })

  test('dates are days', async () => {
    const formulas = ['f.d - DATE(2026, 4, 20)', 'YEAR(f.d)', 'MONTH(f.d)', 'WEEKDAY(f.d, 2)', 'TODAY() - f.d']
    expect(await values(formulas, [], { d: '2026-04-21' })).toEqual([1, 2026, 4, 2, 1])
  })
})
