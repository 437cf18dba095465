import { applyOps, findFaults, migrateData, migrateOps, orphansIn } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import { newForm, oldForm } from '../../support/two-versions.ts'

const old = {
  info: { a: 5, gone: 'текст' },
  s1: { '101': { g3: 1 }, '103': { g3: 3 } },
  list: [
    { $id: 'r1', score: 7, kind: 'gym', note: 'да', age: 'десять' },
    { $id: 'r2', score: { $raw: '5 чел.' }, age: '11' },
  ],
  extra: [{ $id: 'e1', x: 1 }],
} as FormData

test('data of an older version are renamed, mapped and read anew, and what has no place is kept', () => {
  const { data, orphans, notes } = migrateData(newForm, old, '1.0.0')
  const { $orphans, ...rest } = data as Record<string, unknown>
  expect(rest).toEqual({
    info: { b: 5 },
    s1: { '102': { g3: 1 } },
    pupils: [
      { $id: 'r1', total: 7, kind: 'lyceum', age: { $raw: 'десять' } },
      { $id: 'r2', total: { $raw: '5 чел.' }, age: 11 },
    ],
  })
  const place = { from: '1.0.0' }
  expect($orphans).toEqual(orphans)
  expect(orphans).toEqual([
    { ...place, block: 'info', row: null, column: 'gone', value: 'текст' },
    { ...place, block: 's1', row: '103', column: 'g3', value: 3 },
    { ...place, block: 'list', row: 'r1', column: 'note', value: 'да' },
    { ...place, block: 'extra', row: 'e1', column: 'x', value: 1 },
  ])
  expect(notes).toContain('Форма обновлена, графа «kind»: прежние значения заменены новыми (1).')
  expect(notes).toContain('Форма обновлена, графа «age»: проверьте значения, которые ей не подходят (1).')
  expect(notes).toContain('В новой форме нет места для введенного раньше («list», «note»): оно сохранено отдельно (1).')
})

test('data of this version, of a version no migration is for, and nothing at all stay as they are', () => {
  const now = { pupils: [{ $id: 'a', total: 1 }], $orphans: [{ block: 'x', row: null, column: 'y', value: 1, from: '0.1.0' }] }
  for (const version of ['2.0.0', '3.0.0']) expect(migrateData(newForm, now as unknown as FormData, version).data).toEqual(now)
  expect(migrateData(newForm, {}, '1.0.0')).toEqual({ data: {}, orphans: [], notes: [] })
  expect(migrateData(newForm, { list: 7, info: null } as unknown as FormData, 'не версия').data).toEqual({})
})

test('versions between have their say in turn', () => {
  const form: CompiledForm = {
    ...newForm,
    version: '3.0.0',
    migrations: [
      { from: { operator: '=', version: '1.0.0' }, rename: [{ from: { block: 't' }, to: { block: 'u' } }], map: [], drop: [] },
      {
        from: { operator: '<=', version: '2.0.0' },
        rename: [{ from: { block: 'u' }, to: { block: 'pupils' } }],
        map: [],
        drop: [],
      },
    ],
  }
  const rows = [{ $id: 'a', total: 1 }]
  expect(migrateData(form, { t: rows } as FormData, '1.0.0').data).toEqual({ pupils: rows })
  expect(migrateData(form, { u: rows } as FormData, '2.0.0').data).toEqual({ pupils: rows })
  expect(migrateData(form, { t: rows } as FormData, '2.0.0').data).not.toHaveProperty('pupils')
})

test('late ops of an older version go where their cells are now; what has no place is kept by an op', () => {
  const ops: Op[] = [
    { insert: 'list', after: null, rows: [{ $id: 'n', score: 3, note: 'заметка' }] },
    { set: ['list', 'n', 'age'], value: '12' },
    { set: ['info', null, 'a'], value: 9 },
    { set: ['info', null, 'gone'], value: 'был' },
    { move: 'list', ids: ['n'], after: null },
    { remove: 'extra', ids: ['e1'] },
    { explain: 'unknown@list/n/score', text: 'потому' },
  ]
  const late = migrateOps(newForm, ops, '1.0.0')
  expect(late).toEqual([
    { insert: 'pupils', after: null, rows: [{ $id: 'n', total: 3 }] },
    { orphan: ['list', 'n', 'note'], value: 'заметка', from: '1.0.0' },
    { set: ['pupils', 'n', 'age'], value: 12 },
    { set: ['info', null, 'b'], value: 9 },
    { orphan: ['info', null, 'gone'], value: 'был', from: '1.0.0' },
    { move: 'pupils', ids: ['n'], after: null },
    { orphan: ['$explanations', 'unknown@list/n/score', 'text'], value: 'потому', from: '1.0.0' },
  ])
  expect(orphansIn(applyOps(newForm, {}, late)).map((one) => one.value)).toEqual(['заметка', 'был', 'потому'])
  expect(findFaults(newForm, {}, late).map((fault) => fault.code)).toEqual(['unknown-op', 'unknown-op', 'unknown-op'])
})

test('what a removed row remembers and what was explained go over to the new names', () => {
  const data = {
    list: [{ $id: 'a' }],
    $removed: { list: [['b', 'a']], extra: [['x', null]] },
    $explanations: { 'many@list/a/score': { text: 'да', seen: [1] }, 'many@list/a/note': { text: 'нет', seen: [] } },
  } as unknown as FormData
  const migrated = migrateData(newForm, data, '1.0.0').data
  expect(migrated).toMatchObject({
    $removed: { pupils: [['b', 'a']] },
    $explanations: { 'many@pupils/a/total': { text: 'да', seen: [1] } },
    $orphans: [{ block: '$explanations', row: 'many@list/a/note', value: 'нет' }],
  })
  expect(Object.keys(oldForm.blocks)).toContain('list')
})
