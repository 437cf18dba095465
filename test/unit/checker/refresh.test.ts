import { FormSession, applyOps, localPort } from '@tabel/engine'
import type { FormData, SourceData } from '@tabel/engine'
import { refresh, serveChecker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'

const text = (key: string, more: object = {}) => ({ key, title: key, type: 'string', ...more })
const form = formOf({
  sources: {
    prev: { previous: true, refresh: 'open' },
    roster: { registry: 'pupils', columns: { code: 'string', name: 'string', form: 'integer' }, key: 'code' },
  },
  blocks: [
    {
      fields: 'head',
      items: [
        text('school', { prefill: '$org.name' }),
        { key: 'pupils', title: 'Учеников', type: 'integer', prefill: 'COUNTIF($roster[form], 4)' },
        { key: 'note', title: 'Заметка', type: 'string' },
      ],
      checks: [{ id: 'named', assert: 'head.school = $org.name' }],
    },
    {
      table: 'pupils',
      rows: {
        max: 20,
        key: 'code',
        from: { source: '$roster', where: '[@form] = 4', map: { code: 'code', name: 'name' } },
      },
      columns: [text('code', { editable: false }), text('name'), text('mark', { prefill: "'н'" })],
    },
  ],
})
const roster = (...rows: readonly (readonly [code: string, name: string, form?: number])[]) =>
  rows.map(([code, name, year = 4]) => ({ code, name, form: year }))
const snapshot = (rows: ReturnType<typeof roster>, name = 'Школа № 1') =>
  ({ org: { name }, roster: rows }) as unknown as SourceData
const options = { today: '2026-04-22' }
const run = (data: FormData, sources: SourceData) => {
  const { ops, offers, gone } = refresh(form, data, sources, options)
  return { data: applyOps(form, data, ops), offers, gone }
}
const first = snapshot(roster(['1', 'Анна'], ['2', 'Борис'], ['3', 'Вера', 5]))

test('the first time rows come and cells are filled', () => {
  const { data, offers, gone } = run({}, first)
  expect(data).toEqual({
    $sources: first,
    head: { school: 'Школа № 1', pupils: 2 },
    pupils: [
      { $id: 's:1', code: '1', name: 'Анна', mark: 'н' },
      { $id: 's:2', code: '2', name: 'Борис', mark: 'н' },
    ],
  })
  expect([offers, gone]).toEqual([[], []])
})

test('nothing happens twice', () => {
  const { data } = run({}, first)
  expect(run(data, first).data).toEqual(data)
})

test('what nobody touched follows the sources; what somebody wrote, or cleared, stays and is offered', () => {
  const typed = applyOps(form, run({}, first).data, [
    { set: ['head', null, 'pupils'], value: null },
    { set: ['pupils', 's:2', 'name'], value: 'Борис Петров' },
    { set: ['head', null, 'note'], value: 'моя' },
  ])
  const { data, offers } = run(typed, snapshot(roster(['0', 'Яна'], ['1', 'Анна Котова'], ['2', 'Борис К.']), 'Лицей № 1'))
  expect(data['head']).toEqual({ school: 'Лицей № 1', note: 'моя' })
  expect(data['pupils']).toEqual([
    { $id: 's:0', code: '0', name: 'Яна', mark: 'н' },
    { $id: 's:1', code: '1', name: 'Анна Котова', mark: 'н' },
    { $id: 's:2', code: '2', name: 'Борис Петров', mark: 'н' },
  ])
  expect(offers).toEqual([
    { block: 'pupils', row: 's:2', column: 'name', value: 'Борис К.', typed: 'Борис Петров' },
    { block: 'head', row: null, column: 'pupils', value: 3, typed: null },
  ])
})

test('what somebody wrote is offered something else once, not at every refresh', () => {
  const typed = applyOps(form, run({}, first).data, [{ set: ['head', null, 'school'], value: 'Своя' }])
  const again = run(typed, snapshot(roster(['1', 'Анна'], ['2', 'Борис'], ['3', 'Вера', 5], ['4', 'Глеб'])))
  expect(again.offers).toEqual([])
  expect(run(again.data, snapshot(roster(), 'Лицей № 1')).offers).toEqual([
    { block: 'head', row: null, column: 'school', value: 'Лицей № 1', typed: 'Своя' },
  ])
})

test('rows that are gone go with them, unless somebody wrote there; a row that a person took away stays away', () => {
  const four = snapshot(roster(['1', 'Анна'], ['2', 'Борис'], ['3', 'Вера'], ['4', 'Глеб']))
  const typed = applyOps(form, run({}, four).data, [
    { set: ['pupils', 's:1', 'mark'], value: '5' },
    { remove: 'pupils', ids: ['s:3'] },
  ])
  const { data, gone } = run(typed, snapshot(roster(['3', 'Вера'], ['4', 'Глеб'])))
  expect((data['pupils'] as { $id: string }[]).map(({ $id }) => $id)).toEqual(['s:1', 's:4'])
  expect(gone).toEqual([{ block: 'pupils', row: 's:1' }])
  // A row that the sources took away themselves comes back with them.
  const back = run(data, four)
  expect((back.data['pupils'] as { $id: string }[]).map(({ $id }) => $id).toSorted()).toEqual(['s:1', 's:2', 's:4'])
})

test('an open form judges by the new values, and a person cannot write a snapshot', async () => {
  const [near, far] = localPort()
  serveChecker(far)
  const session = new FormSession(form, run({}, first).data, near, options)
  await expect.poll(() => session.pending).toBe(false)
  expect(session.canSubmit).toBe(true)
  session.apply([{ set: ['head', null, 'school'], value: 'Своя' }])
  session.receive([{ sources: snapshot(roster(), 'Своя') }])
  await expect.poll(() => session.pending).toBe(false)
  expect(session.problems()).toEqual([])
  expect(() => session.apply([{ sources: first }])).toThrow('Неизвестное изменение')
  session.receive([{ sources: first }])
  await expect.poll(() => session.pending).toBe(false)
  expect(session.problems().map(({ id }) => id)).toEqual(['named@head//school'])
  session.close()
})
