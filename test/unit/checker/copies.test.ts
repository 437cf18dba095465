import { FormDocument, findConflicts, findFaults, formFor, migrateData, placeName, submittedData } from '@tabel/engine'
import type { FormData, Op } from '@tabel/engine'
import { Checker, judge } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'
import { branchesForm, branchesSource } from '../../support/copies.ts'
import { problemsOf } from '../../support/judging.ts'

const form = branchesForm()
const two = [
  { $id: 'a', name: 'Северный', pupils: 60 },
  { $id: 'b', name: 'Южный', pupils: 20 },
]

test('sheets, blocks and columns have a copy for each row, named by it', () => {
  const own = formFor(form, { branches: two, classes: [{ $id: 'x', class: '1А' }, { $id: 'y' }] })
  expect(own.sheets.map(({ key, title }) => `${key} ${title}`)).toEqual([
    'main Организация',
    'plan~a План Северный',
    'plan~b План Южный',
    'days Уроки',
  ])
  expect(own.sheets[0]?.items.map((item) => (item.kind === 'block' ? item.block : item.text))).toEqual([
    'branches',
    'classes',
    'staff~a',
    'staff~b',
    'total',
  ])
  expect(own.sheets[1]?.items[0]).toMatchObject({ kind: 'note', text: 'Работы филиала Северный' })
  expect(own.blocks['staff~b']?.title).toBe('Кадры Южный')
  expect(own.blocks['works~b']?.sheet).toBe('plan~b')
  const columns = own.blocks['hours']?.columns ?? []
  expect(columns.map(({ key, groups }) => `${key} ${groups.map((group) => group.title).join()}`)).toEqual([
    'day ',
    'lessons~x Класс 1А',
    'free~x Класс 1А',
    'lessons~y Класс № 2',
    'free~y Класс № 2',
    'sum ',
    'said ',
  ])
  expect(columns[1]?.hint?.text).toBe('Сколько уроков у 1А')
  expect(Object.keys(own.blocks)).not.toContain('staff')
})

test('without rows there are no copies, and what is counted over them is nothing', async () => {
  const own = formFor(form, {})
  expect(own.sheets.map(({ key }) => key)).toEqual(['main', 'days'])
  const { computed, problems } = await judge(form, { total: { teachers: 0 } }, { today: '2026-04-22' })
  expect(problems).toEqual([])
  expect(Object.fromEntries(computed.map(({ block, column, value }) => [`${block}.${column}`, value]))).toEqual({
    'total.biggest': 0,
    'total.hours': 0,
    'total.works': 0,
  })
})

test('a copy computes and is checked by itself; others name all copies', async () => {
  const data: FormData = {
    branches: two,
    classes: [
      { $id: 'x', class: '1А' },
      { $id: 'y', class: '1Б' },
    ],
    'staff~a': { teachers: 2, others: 3 },
    'staff~b': { teachers: 1 },
    total: { teachers: 4 },
    'works~a': [
      { $id: 'p', what: 'Крыша', done: true, price: 5 },
      { $id: 'q', what: 'Окна', done: true, price: 7 },
    ],
    'works~b': [{ $id: 'p', what: 'Крыша', done: true }],
    'sums~a': { share: 13 },
    hours: [{ $id: 'm', day: 'пн', 'lessons~x': 4, 'lessons~y': 5, said: 8 }],
  }
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  expect(Object.fromEntries(computed.map(({ block, row, column, value }) => [`${block}/${row ?? ''}/${column}`, value]))).toEqual(
    {
      'staff~a//all': 5,
      'staff~b//all': 1,
      'total//biggest': 5,
      'total//hours': 9,
      'total//works': 3,
      'sums~a//price': 12,
      'sums~b//price': 0,
      'hours/m/free~x': 4,
      'hours/m/free~y': 3,
      'hours/m/sum': 9,
    },
  )
  const problems = await problemsOf(form, data)
  expect(problems.map(({ id }) => id)).toEqual([
    'enough@staff~a//teachers',
    'sum@total//teachers',
    'share@sums~a//share',
    'paid@works~b/p/price',
    'said@hours/m/said',
  ])
  expect(problems[0]?.message).toBe('«Северный»: учителей мало')
  const [enough] = problems
  expect(placeName(form, data, enough?.at ?? { block: null, row: null, column: null })).toBe('«teachers»')
  expect(problems[2]?.sheet).toBe('plan~a')
})

test('a value of the row decides what must be filled, and which copies apply', async () => {
  const data: FormData = {
    branches: [
      { $id: 'a', name: 'Северный', pupils: 200, kind: 'без плана' },
      { $id: 'b', name: 'Южный', pupils: 20 },
    ],
    'staff~a': { teachers: 10 },
    'staff~b': { teachers: 1 },
    'works~a': [{ $id: 'p', price: 1 }],
    'works~b': [{ $id: 'p', price: 1 }],
    total: { teachers: 11 },
  }
  expect((await problemsOf(form, data)).map(({ id }) => id)).toEqual(['required@staff~a//load', 'required@works~b/p/what'])
})

test('what was typed into a copy is kept while its row is away, and comes back with it', async () => {
  const document = new FormDocument(form, { branches: two, 'staff~a': { teachers: 7 } })
  document.apply([{ remove: 'branches', ids: ['a'] }])
  expect(document.form.blocks['staff~a']).toBeUndefined()
  expect(document.read({ block: 'staff~a', row: null, column: 'teachers' })).toBeNull()
  expect(() => document.apply([{ set: ['staff~a', null, 'teachers'], value: 1 }])).toThrow('Этой строки в таблице уже нет.')
  document.undo()
  expect(document.read({ block: 'staff~a', row: null, column: 'teachers' })).toBe(7)
})

test('a row and what stands in its copies may be added in one action and taken back in one', () => {
  const document = new FormDocument(form, { hours: [{ $id: 'm' }] })
  document.apply([
    { insert: 'branches', after: null, rows: [{ $id: 'c', name: 'Новый' }] },
    { set: ['staff~c', null, 'teachers'], value: 3 },
    { insert: 'classes', after: null, rows: [{ $id: 'x', class: '1А' }] },
    { set: ['hours', 'm', 'lessons~x'], value: 6 },
  ])
  expect(document.data).toMatchObject({ 'staff~c': { teachers: 3 }, hours: [{ 'lessons~x': 6 }] })
  document.undo()
  expect(document.data).toEqual({ hours: [{ $id: 'm' }], $removed: expect.anything() as unknown })
  document.redo()
  expect(document.data).toMatchObject({ 'staff~c': { teachers: 3 }, hours: [{ 'lessons~x': 6 }] })
})

test('a name that is typed in the same action names the copy', () => {
  const document = new FormDocument(form, {})
  document.apply([
    { insert: 'branches', after: null, rows: [{ $id: 'c' }] },
    { set: ['branches', 'c', 'name'], value: 'Новый' },
  ])
  expect(document.form.sheets[1]?.title).toBe('План Новый')
})

test('a checker that follows says what a fresh one says, whatever rows come, go, are moved or renamed', () => {
  const options = { today: '2026-04-22' }
  const checker = new Checker(form, {}, options)
  const document = new FormDocument(form, {})
  const steps: readonly (readonly Op[])[] = [
    [{ insert: 'branches', after: null, rows: two }],
    [
      { set: ['staff~a', null, 'teachers'], value: 2 },
      { set: ['total', null, 'teachers'], value: 3 },
    ],
    [
      {
        insert: 'works~b',
        after: null,
        rows: [
          { $id: 'p', what: 'Крыша', done: true },
          { $id: 'q', what: 'крыша' },
        ],
      },
    ],
    [
      { insert: 'classes', after: null, rows: [{ $id: 'x', class: '1А' }] },
      { insert: 'hours', after: null, rows: [{ $id: 'm' }] },
    ],
    [
      { set: ['hours', 'm', 'lessons~x'], value: 3 },
      { set: ['hours', 'm', 'said'], value: 2 },
    ],
    [{ set: ['branches', 'b', 'kind'], value: 'без плана' }],
    [{ set: ['branches', 'b', 'name'], value: 'Западный' }],
    [{ move: 'branches', ids: ['a'], after: 'b' }],
    [{ remove: 'branches', ids: ['b'] }],
    [{ remove: 'classes', ids: ['x'] }],
    [{ insert: 'branches', after: 'a', rows: [{ $id: 'b', name: 'Южный' }] }],
  ]
  for (const [at, ops] of steps.entries()) {
    document.apply(ops)
    checker.receive(ops)
    checker.judge(at + 1)
    const fresh = new Checker(form, document.data, options)
    fresh.judge(0)
    const said = (one: Checker) => new Map(one.problems().map((problem) => [problem.id, problem]))
    expect(said(checker)).toEqual(said(fresh))
    fresh.close()
  }
  checker.close()
})

test('a cell of a copy is met over with whoever removed the row of the copy, from both sides', () => {
  const set: Op = { set: ['staff~a', null, 'teachers'], value: 1 }
  const cell: Op = { set: ['hours', 'm', 'lessons~x'], value: 1 }
  const ref = { block: 'staff~a', row: null, column: 'teachers' }
  expect(findConflicts(form, [set], [{ remove: 'branches', ids: ['a'] }])).toEqual([ref])
  expect(findConflicts(form, [{ remove: 'branches', ids: ['a'] }], [set])).toEqual([ref])
  expect(findConflicts(form, [set], [{ remove: 'branches', ids: ['b'] }])).toEqual([])
  expect(findConflicts(form, [cell], [{ remove: 'classes', ids: ['x'] }])).toEqual([
    { block: 'hours', row: 'm', column: 'lessons~x' },
  ])
  expect(findConflicts(form, [cell], [{ remove: 'branches', ids: ['x'] }])).toEqual([])
})

test('an op on a copy is at fault where its row is not there, in the order of the ops', () => {
  const codes = (data: FormData, ops: readonly Op[]) => findFaults(form, data, ops).map(({ index, code }) => `${index} ${code}`)
  const set: Op = { set: ['staff~c', null, 'teachers'], value: 1 }
  const add: Op = { insert: 'branches', after: null, rows: [{ $id: 'c' }] }
  const cell: Op = { set: ['hours', 'm', 'lessons~x'], value: 1 }
  expect(codes({}, [set, add])).toEqual(['0 unknown-row'])
  expect(codes({}, [add, set])).toEqual([])
  expect(codes({}, [add, { remove: 'branches', ids: ['c'] }, set])).toEqual(['2 unknown-row'])
  expect(codes({ hours: [{ $id: 'm' }] }, [cell, { insert: 'classes', after: null, rows: [{ $id: 'x' }] }, cell])).toEqual([
    '0 unknown-row',
  ])
  expect(
    codes({}, [
      { set: ['staff', null, 'teachers'], value: 1 },
      { set: ['other~a', null, 'teachers'], value: 1 },
    ]),
  ).toEqual(['0 unknown-block', '1 unknown-block'])
  expect(codes({ hours: [{ $id: 'm' }], branches: two }, [{ set: ['staff~a', null, 'all'], value: 1 }])).toEqual(['0 locked'])
})

test('what is submitted has the copies of the rows that are there', async () => {
  const data: FormData = {
    branches: two.slice(0, 1),
    'staff~a': { teachers: 9 },
    'staff~gone': { teachers: 5 },
    hours: [{ $id: 'm', 'lessons~gone': 2 }],
  }
  const submitted = submittedData(form, data, await judge(form, data, { today: '2026-04-22' }))
  expect(Object.keys(submitted)).toEqual(['branches', 'classes', 'staff~a', 'total', 'works~a', 'sums~a', 'hours'])
  expect(submitted['staff~a']).toEqual({ teachers: 9, all: 9 })
  expect(submitted['hours']).toEqual([{ $id: 'm' }])
})

test('migrations take copies where they take what is copied', () => {
  const renamed = formOf({
    ...branchesSource,
    version: '2.0.0',
    migrations: [
      {
        from: '<2.0.0',
        rename: { 'kadry.teachers': 'staff.teachers', 'kadry.others': 'staff.others', 'hours[uroki~*]': 'hours[lessons~*]' },
        drop: ['hours[extra~*]'],
      },
    ],
  })
  const { data, orphans } = migrateData(
    renamed,
    {
      branches: two,
      'kadry~a': { teachers: 7, others: 1 },
      'works~b': [{ $id: 'p', what: 'Крыша' }],
      hours: [{ $id: 'm', 'uroki~x': 4, 'extra~x': 2, 'lessons~y': 3 }],
      staff: { teachers: 2 },
    },
    '1.0.0',
  )
  expect(data).toMatchObject({
    branches: two,
    'staff~a': { teachers: 7, others: 1 },
    'works~b': [{ $id: 'p', what: 'Крыша' }],
    hours: [{ $id: 'm', 'lessons~x': 4, 'lessons~y': 3 }],
  })
  expect(data['staff']).toBeUndefined()
  expect(orphans.map(({ block, column, value }) => `${block} ${column} ${JSON.stringify(value)}`)).toEqual([
    'hours extra~x 2',
    'staff teachers 2',
  ])
})
