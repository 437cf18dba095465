import type { CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { Checker, judge } from '@tabel/engine/checker'
import { describe, expect, test } from 'vitest'
import { idsOf, oneSheet, problemsOf, withCheck } from '../../support/judging.ts'

const row = (id: string, cells: object): DynamicRow => ({ $id: id, ...cells }) as DynamicRow
const at = 'c1@f//a'

describe('empty cells', () => {
  const required = { a: { required: true }, b: {} }

  test('by default a check waits for a required cell and takes an optional one as 0', async () => {
    const form = withCheck({ assert: 'f.a = f.b' }, required)
    expect(await idsOf(form, { f: { b: 5 } })).toEqual(['required@f//a'])
    expect(await idsOf(form, { f: { a: 5 } })).toEqual([at])
    expect(await idsOf(form, { f: { a: 0 } })).toEqual([])
  })

  test('skip: not while any cell is empty', async () => {
    const form = withCheck({ assert: 'f.a = f.b', empty: 'skip' })
    expect(await idsOf(form, { f: { a: 5 } })).toEqual([])
    expect(await idsOf(form, { f: { a: 5, b: 4 } })).toEqual([at])
  })

  test('skip-if-all: not while all cells are', async () => {
    const form = withCheck({ assert: 'f.a + f.b > 5', empty: 'skip-if-all' })
    expect(await idsOf(form, {})).toEqual([])
    expect(await idsOf(form, { f: { b: 5 } })).toEqual([at])
  })

  test('zero: always, an empty required cell is 0', async () => {
    const form = withCheck({ assert: 'f.a >= f.b', empty: 'zero' }, required)
    expect(await idsOf(form, { f: { b: 5 } })).toEqual(['required@f//a', at].toSorted())
    expect(await idsOf(form, { f: { b: { $raw: 'пять' } } })).toEqual(['required@f//a', 'type@f//b'])
  })

  test('an empty row is passed over, and checks over its required columns wait', async () => {
    const form = oneSheet({
      blocks: [
        {
          fields: 'f',
          items: [{ key: 'all', title: 'Всего', type: 'integer' }],
          checks: [{ id: 'sum', assert: 'f.all = SUM(t[x])' }],
        },
        {
          table: 't',
          rows: { max: 5 },
          columns: [
            { key: 'x', title: 'x', type: 'integer', required: true },
            { key: 'y', title: 'y', type: 'integer' },
          ],
          checks: [{ id: 'positive', assert: '[@x] > 0' }],
        },
      ],
    })
    expect(await idsOf(form, { f: { all: 1 }, t: [row('r', {})] })).toEqual(['required@t/r'])
    expect(await idsOf(form, { f: { all: 1 }, t: [row('r', { x: 0 })] })).toEqual(['sum@f//all', 'positive@t/r/x'])
  })
})

test('a check goes on when a repeated value is mended, whichever of the rows mends it', async () => {
  const form = oneSheet({
    blocks: [
      { fields: 'f', items: [{ key: 'all', title: 'Всего', type: 'integer' }] },
      {
        table: 't',
        rows: { max: 5, key: 'code' },
        columns: [{ key: 'code', title: 'Код', type: 'string' }],
        checks: [{ id: 'count', assert: 'COUNTA([code]) <= f.all', at: 'f.all' }],
      },
    ],
  })
  const twice = [row('a', { code: '1' }), row('b', { code: '1' })]
  const checker = new Checker(form, { f: { all: 0 }, t: twice }, { today: '2026-04-22' })
  checker.judge(0)
  const ids = () => checker.problems().map((problem) => problem.id)
  expect(ids()).toEqual(['unique@t/a/code', 'unique@t/b/code'])
  checker.receive([{ set: ['t', 'a', 'code'], value: '2' }])
  checker.judge(1)
  expect(ids()).toEqual(['count@f//all'])
  checker.receive([{ set: ['t', 'a', 'code'], value: '1' }])
  checker.judge(2)
  checker.receive([{ remove: 't', ids: ['a'] }])
  checker.judge(3)
  expect(ids()).toEqual(['count@f//all'])
  checker.close()
})

describe('waiting', () => {
  const form = oneSheet({
    blocks: [
      {
        table: 't',
        rows: { max: 5 },
        columns: [
          { key: 'x', title: 'x', type: 'integer', maximum: 10 },
          { key: 'y', title: 'y', type: 'integer' },
          { key: 'sum', title: 'Сумма', type: 'integer', computed: '[@x] + [@y]' },
          { key: 'part', title: 'Доля', type: 'number', computed: '[@x] / [@y]' },
        ],
        checks: [
          { id: 'small', assert: '[@sum] < 5' },
          { id: 'share', assert: '[@part] < 1', severity: 'warning' },
          { id: 'total', assert: 'SUM([sum]) < 8', severity: 'info', at: '[sum]' },
        ],
      },
    ],
  })

  test('a check waits while a cell has a problem of its own, also through a computed cell and in a column', async () => {
    expect(await idsOf(form, { t: [row('a', { x: 11, y: 20 }), row('b', { x: 4, y: 5 })] })).toEqual([
      'maximum@t/a/x',
      'small@t/b/sum',
    ])
  })

  test('a computed cell that gives an error over good cells is an error of the form, and what reads it waits', async () => {
    const problems = await problemsOf(form, { t: [row('a', { x: 1, y: 0 })] })
    expect(problems.map((problem) => problem.id)).toEqual(['computed@t/a/part'])
    expect(problems[0]).toMatchObject({ formError: true, severity: 'error' })
    expect(problems[0]?.message).toContain('#DIV/0!')
  })

  test('a computed cell shows nothing while nothing of its own is filled or something cannot be read', async () => {
    const rows = [row('a', { x: 1 }), row('b', { x: { $raw: '5 чел.' }, y: 1 }), row('c', {}), row('d', { x: 11, y: 1 })]
    const { computed } = await judge(form, { t: rows }, { today: '2026-04-22' })
    const sums = computed.filter((cell) => cell.column === 'sum').map((cell) => [cell.row, cell.value])
    expect(sums).toEqual([
      ['a', 1],
      ['d', 12],
    ])
  })
})

describe('a formula that does not answer', () => {
  test('an error is «ошибка формы», never a pass', async () => {
    const [problem] = await problemsOf(withCheck({ assert: 'f.a / f.b > 1', severity: 'warning' }), { f: { a: 1, b: 0 } })
    expect(problem).toMatchObject({ id: at, severity: 'error', formError: true })
    expect(problem?.message).toBe('Ошибка формы: проверка «c1» не вычисляется (#DIV/0!). Сообщите организатору сбора')
  })

  test('what is neither TRUE nor FALSE is one too', async () => {
    const form = withCheck({ assert: 'IF(f.a > 0, f.b, TRUE)' })
    expect(await problemsOf(form, { f: { a: 1, b: 1 } })).toMatchObject([{ id: at, formError: true }])
    expect(await problemsOf(form, { f: { a: 0, b: 1 } })).toEqual([])
  })
})

describe('when, tolerance, today, constants', () => {
  test('a check counts only when its condition holds', async () => {
    const form = withCheck({ assert: 'f.a = 1', when: 'f.b > 0' })
    expect(await idsOf(form, { f: { a: 2, b: 0 } })).toEqual([])
    expect(await idsOf(form, { f: { a: 2, b: 1 } })).toEqual([at])
  })

  test.each([
    ['f.a = f.b', 11, []],
    ['f.a = f.b', 12, [at]],
    ['f.a <= f.b', 9, []],
    ['f.a <= f.b', 8, [at]],
    ['f.a >= f.b', 11, []],
    ['f.a >= f.b', 12, [at]],
  ])('a difference of 1 is allowed: %s with 10 and %i', async (assert, b, ids) => {
    expect(await idsOf(withCheck({ assert, tolerance: 1 }), { f: { a: 10, b } })).toEqual(ids)
  })

  test('today is the day that is given, dates are compared as days', async () => {
    const form = withCheck({ assert: 'f.d <= TODAY()', at: 'f.d' })
    expect(await idsOf(form, { f: { d: '2026-04-22' } })).toEqual([])
    expect(await idsOf(form, { f: { d: '2026-04-23' } })).toEqual(['c1@f//d'])
    expect(await idsOf(form, { f: { d: '2026-04-23' } }, { today: '2026-12-31' })).toEqual([])
  })

  test('other constants may stand in for those of the form', async () => {
    const form = oneSheet({
      constants: { max: 5 },
      blocks: [
        { fields: 'f', items: [{ key: 'a', title: 'A', type: 'integer' }], checks: [{ id: 'c1', assert: 'f.a <= $const.max' }] },
      ],
    })
    expect(await idsOf(form, { f: { a: 5 } })).toEqual([])
    expect(await idsOf(form, { f: { a: 5 } }, { constants: { max: 4 } })).toEqual([at])
  })
})

test('a required or editable formula is judged for every row', async () => {
  const form = oneSheet({
    blocks: [
      {
        table: 't',
        rows: { max: 5 },
        columns: [
          { key: 'n', title: 'n', type: 'integer' },
          { key: 'why', title: 'Причина', type: 'string', required: '[@n] > 0' },
          { key: 'more', title: 'Еще', type: 'string', editable: '[@n] > 1' },
        ],
      },
    ],
  })
  const rows = [
    row('a', { n: 0 }),
    row('b', { n: 1, more: 'x' }),
    row('c', { n: 2, why: 'x', more: 'x' }),
    row('d', { n: { $raw: '?' }, more: 'x' }),
  ]
  expect(await idsOf(form, { t: rows })).toEqual(['required@t/b/why', 'editable@t/b/more', 'type@t/d/n'])
})

describe('fixed rows', () => {
  const form: CompiledForm = oneSheet({
    blocks: [
      {
        table: 's',
        columns: ['all', 'boys', 'girls'].map((key) => ({ key, title: key, type: 'integer' })),
        rows: [
          { key: '101', title: 'Школа', code: '101' },
          { key: '102', title: 'Класс', code: '102', blocked: ['girls'] },
          { key: '103', title: 'Кружок', code: '103' },
        ],
        checks: [
          { id: 'rows', assert: '[@all] = [@boys] + [@girls]' },
          { id: 'columns', assert: '[@#101] = SUM([@#102:#103])' },
          { id: 'one', assert: '[#103,girls] <= [#101,girls]' },
        ],
      },
    ],
  })

  test('a check is repeated for rows or columns, and left out where it names a crossed-out cell', async () => {
    const data: FormData = {
      s: { '101': { all: 5, boys: 2, girls: 2 }, '102': { all: 1, boys: 1, girls: 7 }, '103': { girls: 3 } },
    }
    expect(await idsOf(form, data)).toEqual([
      'columns@s/101/all',
      'rows@s/101/all',
      'columns@s/101/boys',
      'columns@s/101/girls',
      'rows@s/103/all',
      'one@s/103/girls',
    ])
  })

  test('a message names rows and columns as people find them', async () => {
    const problems = await problemsOf(form, { s: { '101': { girls: 1 }, '103': { girls: 3 } } })
    const message = (id: string) => problems.find((problem) => problem.id === id)?.message
    expect(message('one@s/103/girls')).toBe(
      'Стр. 103, графа «girls» (3) не должно быть больше, чем стр. 101, графа «girls» (1): разница 2',
    )
    expect(message('columns@s/101/girls')).toBe('Стр. 101 (1) должно равняться сумме стр. 102, стр. 103 (3): разница 2')
  })
})

describe('messages', () => {
  const message = async (check: object, f: object) => (await problemsOf(withCheck(check), { f } as FormData))[0]?.message

  test('a comparison without a message names both sides and the difference', async () => {
    expect(await message({ assert: 'f.a = f.b + f.c' }, { a: 12, b: 5, c: 6 })).toBe(
      '«A» (12) должно равняться сумме «B», «C» (11): разница 1',
    )
    expect(await message({ assert: 'f.a <= 5' }, { a: 12 })).toBe('«A» (12) не должно быть больше, чем 5: разница 7')
    expect(await message({ assert: 'f.a > f.b' }, { a: 1, b: 1 })).toBe('«A» (1) должно быть больше, чем «B» (1)')
    expect(await message({ assert: 'SUM(f.a, f.b) = f.c * 2' }, { a: 1, c: 1 })).toBe(
      'Сумма «A», «B» (1) должна равняться расчетному значению (2): разница 1',
    )
  })

  test('anything else names the cells that do not agree', async () => {
    expect(await message({ assert: 'IMPLIES(f.a > 0, FILLED(f.t))' }, { a: 3 })).toBe(
      'Значения не согласуются между собой: сверьте «A» (3), «T» (пусто)',
    )
  })

  test('values in the author’s words are written as people write them', async () => {
    const text = await message(
      { assert: 'f.a = 1', message: '{f.a} из {f.b}, {f.a / 8}, {f.d}, {f.d + 1}, {f.t}, {f.a > 1}' },
      { a: 2, d: '2026-04-21', t: 'да' },
    )
    expect(text).toBe('2 из пусто, 0,25, 21.04.2026, 22.04.2026, да, да')
  })

  test('both sides of a comparison stand in the problem', async () => {
    expect(await problemsOf(withCheck({ assert: 'f.a = f.b * 2' }), { f: { a: 1, b: 3 } })).toMatchObject([
      { left: 1, right: 6, cells: [{ column: 'a' }, { column: 'b' }] },
    ])
  })
})
