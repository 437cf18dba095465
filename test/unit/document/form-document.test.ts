import { FormDocument, OpError, applyOps, findConflicts, findFaults, newRowId, placeName, sheetTitle } from '@tabel/engine'
import type { DynamicRow, FormData, Op } from '@tabel/engine'
import { describe, expect, test } from 'vitest'
import { column, fields, fixed, form as makeForm, sampleForm as form, table } from '../../support/forms.ts'

const row = (id: string, cells: object = {}): DynamicRow => ({ $id: id, ...cells }) as DynamicRow
const set = (place: readonly [string, string | null, string], value: string | number | null): Op => ({ set: place, value })
const order = (document: FormDocument) =>
  document
    .rows('notes')
    .map((one) => one.$id)
    .join(' ')

describe('changes', () => {
  test('what a change does not touch stays the same objects', () => {
    const document = new FormDocument(form, { notes: [row('a', { text: '1' }), row('b')], totals: { one: { boys: 1 } } })
    const before = document.data
    const change = document.apply([set(['notes', 'a', 'text'], '2')])
    expect(change).toMatchObject({ revision: 1, cells: [{ block: 'notes', row: 'a', column: 'text' }], tables: [] })
    expect(document.data['totals']).toBe(before['totals'])
    expect(document.rows('notes')[1]).toBe((before['notes'] as readonly DynamicRow[])[1])
    expect(before['notes']).toEqual([row('a', { text: '1' }), row('b')])
  })

  test('an action that changes nothing is no change', () => {
    const document = new FormDocument(form, { info: { listed: 5 } })
    const heard: number[] = []
    document.on((change) => heard.push(change.revision))
    expect(document.apply([set(['info', null, 'listed'], 5)]).ops).toEqual([])
    expect(document.revision).toBe(0)
    expect(document.canUndo).toBe(false)
    expect(heard).toEqual([])
  })

  test('texts are stored trimmed, composed and with one kind of space', () => {
    const document = new FormDocument(form)
    document.apply([set(['info', null, 'note'], ' и\u0306\u00A0год\r\nдва ')])
    expect(document.read({ block: 'info', row: null, column: 'note' })).toBe('й год\nдва')
    document.apply([set(['info', null, 'note'], '   ')])
    expect(document.data).toEqual({})
  })

  test('rows are inserted after a row, moved behind a row, and taken away', () => {
    const document = new FormDocument(form, { notes: ['a', 'b', 'c'].map((id) => row(id)) })
    document.apply([{ insert: 'notes', after: 'a', rows: [row('x'), row('y')] }])
    expect(order(document)).toBe('a x y b c')
    document.apply([{ move: 'notes', ids: ['c', 'a'], after: 'x' }])
    expect(order(document)).toBe('x c a y b')
    document.apply([{ remove: 'notes', ids: ['c', 'b'] }])
    expect(order(document)).toBe('x a y')
    document.apply([{ move: 'notes', ids: ['y'], after: null }])
    expect(order(document)).toBe('y x a')
  })

  test('an op that cannot be applied refuses the whole action and says why', () => {
    const document = new FormDocument(form, { info: { listed: 1 } })
    const action = [set(['info', null, 'listed'], 2), set(['totals', 'two', 'girls'], 1)]
    expect(() => document.apply(action)).toThrow(OpError)
    expect(document.data).toEqual({ info: { listed: 1 } })
    expect(document.canUndo).toBe(false)
  })
})

describe('undo', () => {
  test('takes back what I typed and leaves alone what another typed over it since', () => {
    const document = new FormDocument(form)
    document.apply([set(['info', null, 'listed'], 1), set(['info', null, 'note'], 'я')])
    document.receive([set(['info', null, 'listed'], 7)])
    expect(document.undo()).toMatchObject({ skipped: 1 })
    expect(document.data).toEqual({ info: { listed: 7 } })
  })

  test('does not take away a row in which another has typed', () => {
    const document = new FormDocument(form)
    document.apply([{ insert: 'notes', after: null, rows: [row('a'), row('b')] }])
    document.receive([set(['notes', 'a', 'text'], 'чужое')])
    expect(document.undo()).toMatchObject({ skipped: 1 })
    expect(document.rows('notes')).toEqual([row('a', { text: 'чужое' })])
  })

  test('puts removed rows back where they stood, around rows that came since', () => {
    const document = new FormDocument(form, { notes: ['a', 'b', 'c', 'd'].map((id) => row(id)) })
    document.apply([{ remove: 'notes', ids: ['b', 'd'] }])
    document.receive([{ insert: 'notes', after: 'c', rows: [row('x')] }])
    document.undo()
    expect(order(document)).toBe('a b c d x')
  })

  test('leaves a row alone that another has moved since, and moves back one that only others went round', () => {
    const document = new FormDocument(form, { notes: ['a', 'b', 'c', 'd'].map((id) => row(id)) })
    document.apply([{ move: 'notes', ids: ['a'], after: 'c' }])
    document.receive([{ move: 'notes', ids: ['a'], after: null }])
    expect(document.undo()).toMatchObject({ ops: [], skipped: 1 })
    document.apply([{ move: 'notes', ids: ['b'], after: 'd' }])
    document.receive([
      { move: 'notes', ids: ['d'], after: null },
      { insert: 'notes', after: 'c', rows: [row('x')] },
    ])
    expect(order(document)).toBe('d a c x b')
    expect(document.undo()).toMatchObject({ skipped: 0 })
    expect(order(document)).toBe('d a b c x')
  })

  test('what others did cannot be undone here, and a new action ends what could be redone', () => {
    const document = new FormDocument(form)
    document.receive([set(['info', null, 'listed'], 7)])
    expect(document.undo()).toBeNull()
    document.apply([set(['info', null, 'note'], 'раз')])
    document.undo()
    expect(document.canRedo).toBe(true)
    document.apply([set(['info', null, 'note'], 'два')])
    expect(document.redo()).toBeNull()
  })
})

test('a fold of a log passes over what has no place any more', () => {
  const data: FormData = { notes: [row('a'), row('b'), row('c')] }
  expect(
    applyOps(form, data, [set(['notes', 'zz', 'text'], 'x'), set(['gone', null, 'x'], 1), { remove: 'notes', ids: ['zz'] }]),
  ).toBe(data)
  const inserted = applyOps(form, data, [
    { remove: 'notes', ids: ['b'] },
    { insert: 'notes', after: 'b', rows: [row('n')] },
    { insert: 'notes', after: 'never', rows: [row('end'), row('a')] },
  ])
  expect((inserted['notes'] as readonly DynamicRow[]).map((one) => one.$id).join(' ')).toBe('a n c end')
})

test('a row inserted behind a removed one takes its place, also when only a snapshot tells where it stood', () => {
  const data: FormData = { notes: ['a', 'b', 'c', 'd'].map((id) => row(id)) }
  const ids = (content: FormData) => (content['notes'] as readonly DynamicRow[]).map((one) => one.$id).join(' ')
  const snapshot = JSON.parse(JSON.stringify(applyOps(form, data, [{ remove: 'notes', ids: ['b', 'c'] }]))) as FormData
  const insert = (id: string, after: string): Op => ({ insert: 'notes', after, rows: [row(id)] })
  expect(ids(applyOps(form, snapshot, [insert('x', 'c')]))).toBe('a x d')
  expect(ids(applyOps(form, snapshot, [insert('x', 'a'), insert('y', 'c'), insert('z', 'b')]))).toBe('a x z y d')
  expect(ids(applyOps(form, snapshot, [insert('b', 'b'), insert('x', 'c')]))).toBe('a b x d')
  expect(applyOps(form, snapshot, [insert('b', 'a'), insert('c', 'b')])).toEqual(data)
})

test('a table remembers its last thousand removed rows', () => {
  const many = Array.from({ length: 1001 }, (_, at) => `r${at}`)
  const full: FormData = { notes: [...many, 'last'].map((id) => row(id)) }
  const left = applyOps(form, full, [{ remove: 'notes', ids: many }])
  const after = (anchor: string) =>
    (applyOps(form, left, [{ insert: 'notes', after: anchor, rows: [row('x')] }])['notes'] as readonly DynamicRow[])[0]?.$id
  expect([after('r0'), after('r1'), after('r1000')]).toEqual(['last', 'x', 'x'])
})

test('what stands wrongly among removed rows does no harm', () => {
  const odd = {
    notes: [row('a'), row('b')],
    $removed: {
      notes: [
        ['a', 'a'],
        ['x', 'x'],
        ['y', null],
        ['x', 'y'],
      ],
    },
  } as unknown as FormData
  const change = applyOps(form, odd, [
    { insert: 'notes', after: 'x', rows: [row('n')] },
    { remove: 'notes', ids: ['a'] },
  ])
  expect((change['notes'] as readonly DynamicRow[]).map((one) => one.$id).toSorted()).toEqual(['b', 'n'])
})

describe('faults', () => {
  const data: FormData = { notes: [row('a')] }
  const codes = (ops: readonly unknown[]) => findFaults(form, data, ops as Op[]).map((fault) => fault.code)

  test.each([
    ['unknown-op', { put: 1 }],
    ['unknown-op', { set: ['info', null, 'listed'], value: 1, more: 1 }],
    ['unknown-op', { set: ['info', 'listed'], value: 1 }],
    ['unknown-block', { set: ['constructor', null, 'listed'], value: 1 }],
    ['unknown-column', { set: ['info', null, '__proto__'], value: 1 }],
    ['unknown-row', { set: ['notes', 'b', 'text'], value: 'x' }],
    ['unknown-row', { set: ['info', 'a', 'listed'], value: 1 }],
    ['unknown-row', { set: ['totals', 'three', 'boys'], value: 1 }],
    ['locked', { set: ['totals', 'two', 'girls'], value: 1 }],
    ['locked', { set: ['totals', 'one', 'all'], value: 1 }],
    ['rows-fixed', { insert: 'totals', after: null, rows: [row('x')] }],
    ['rows-fixed', { remove: 'info', ids: ['x'] }],
    ['bad-row-id', { insert: 'notes', after: null, rows: [row('a')] }],
    ['bad-row-id', { insert: 'notes', after: null, rows: [row('сюда')] }],
    ['unknown-column', { insert: 'notes', after: null, rows: [row('x', { nope: 1 })] }],
    ['locked', { insert: 'pupils', after: null, rows: [row('x', { twice: 1 })] }],
    ['bad-value', { set: ['info', null, 'listed'], value: { $raw: 1 } }],
    ['bad-value', { set: ['info', null, 'listed'], value: Number.NaN }],
    ['bad-value', { set: ['info', null, 'note'], value: 'a\0b' }],
    ['bad-value', { set: ['info', null, 'note'], value: '\uD800' }],
    ['too-long', { set: ['info', null, 'listed'], value: { $raw: 'x'.repeat(1001) } }],
  ])('%s', (code, op) => {
    expect(codes([op])).toEqual([code])
  })

  test('a wrong value is never a fault, and rows may be filled by the ops after the one that inserts them', () => {
    expect(
      codes([
        set(['info', null, 'listed'], 'много'),
        { insert: 'notes', after: 'gone', rows: [row('n')] },
        set(['notes', 'n', 'text'], 'x'),
      ]),
    ).toEqual([])
    expect(codes([{ remove: 'notes', ids: ['a'] }, set(['notes', 'a', 'text'], 'x')])).toEqual(['unknown-row'])
  })

  test('a table does not grow without end, and one request does not carry more than 2,000 ops', () => {
    const rows = Array.from({ length: 113 }, (_, at) => row(`r${at}`))
    expect(codes([{ insert: 'pupils', after: null, rows }])).toEqual(['too-many-rows'])
    expect(codes(Array.from({ length: 2001 }, () => set(['info', null, 'listed'], 1)))).toEqual(['too-many-ops'])
  })
})

test('people meet over a cell that both changed, and over a row that one removed', () => {
  const mine = [set(['info', null, 'listed'], 1), set(['notes', 'a', 'text'], 'x'), { remove: 'notes', ids: ['b'] }]
  expect(findConflicts(form, mine, [set(['info', null, 'listed'], 2)])).toEqual([{ block: 'info', row: null, column: 'listed' }])
  expect(findConflicts(form, mine, [set(['info', null, 'listed'], 1), set(['info', null, 'note'], 'y')])).toEqual([])
  expect(findConflicts(form, mine, [{ remove: 'notes', ids: ['a', 'b'] }])).toEqual([
    { block: 'notes', row: 'a', column: 'text' },
  ])
  expect(findConflicts(form, mine, [set(['notes', 'b', 'text'], 'y')])).toEqual([{ block: 'notes', row: 'b', column: 'text' }])
  const back: Op[] = [{ insert: 'notes', after: null, rows: [row('a', { text: 'y' }), row('b', { text: 'y' })] }]
  expect(findConflicts(form, mine, back).map((cell) => cell.row)).toEqual(['a', 'b'])
  expect(findConflicts(form, [set(['notes', 'a', 'text'], 'y')], [{ remove: 'notes', ids: ['a'] }, ...back])).toEqual([])
})

test('a place has the name by which people find it', () => {
  const named = makeForm([
    fields('info', [column('held', { title: 'Дата' })]),
    fixed(
      'stat',
      [column('g3', { title: 'Всего', code: '3' }), column('g4', { title: 'Из них' })],
      [{ key: '101', code: '101', title: 'Школа' }, 'other'],
    ),
    {
      ...table(
        'list',
        [column('code', { title: 'Код участника', type: 'string' }), column('sex', { title: 'Пол', type: 'string' })],
        { keyColumn: 'code' },
      ),
      title: 'Участники',
    },
  ])
  const data: FormData = { list: [row('a'), row('b', { code: '10001' })] }
  const name = (block: string | null, line: string | null, key: string | null) =>
    placeName(named, data, { block, row: line, column: key })
  expect(name('list', 'b', 'sex')).toBe('строка 2 (код участника 10001), графа «Пол»')
  expect(name('list', 'a', 'sex')).toBe('строка 1, графа «Пол»')
  expect(name('list', 'b', null)).toBe('строка 2 (код участника 10001)')
  expect(name('list', null, null)).toBe('таблица «Участники»')
  expect(name('stat', '101', 'g3')).toBe('стр. 101, гр. 3')
  expect(name('stat', 'other', 'g4')).toBe('строка «other», графа «Из них»')
  expect(name('info', null, 'held')).toBe('«Дата»')
  expect(name(null, null, null)).toBe('весь лист')
  expect(sheetTitle(named, 'main')).toBe('Лист')
})

test('a new row id is eight characters that need no escaping anywhere', () => {
  expect(newRowId(() => 0)).toBe('aaaaaaaa')
  expect(newRowId(() => 0.999_999)).toBe('99999999')
  expect(newRowId(Math.random)).toMatch(/^[a-z0-9]{8}$/u)
})
