import type { DynamicRow } from '@tabel/engine'
import { expect, test } from 'vitest'
import { idsOf, oneSheet, problemsOf } from '../../support/judging.ts'

const row = (id: string, cells: object): DynamicRow => ({ $id: id, ...cells }) as DynamicRow
const text = (key: string) => ({ key, title: `Графа ${key}`, type: 'string' })
const form = oneSheet({
  blocks: [
    { table: 'places', rows: { max: 10 }, columns: [text('building'), text('room')] },
    {
      table: 'lessons',
      rows: { max: 10 },
      columns: [text('building'), text('room'), text('hour'), { key: 'off', title: 'Отменен', type: 'boolean' }],
      checks: [
        { id: 'twice', rule: 'unique', columns: ['building', 'room', 'hour'], when: 'NOT([@off])' },
        { id: 'where', rule: 'exists', columns: ['building', 'room'], in: 'places[building, room]' },
      ],
    },
  ],
})
const places = [row('p', { building: 'А', room: '1' }), row('q', { building: 'А1' })]

test('values repeat only all together, however they are joined, and by their canonical keys', async () => {
  const lessons = [
    row('a', { building: 'А', room: '1', hour: '1' }),
    row('b', { building: 'a', room: '1', hour: '1' }),
    row('c', { building: 'А', room: '1', hour: '11' }),
    row('d', { building: 'А', room: '1', hour: '1', off: true }),
  ]
  const problems = await problemsOf(form, { places, lessons })
  expect(problems.map((problem) => problem.id)).toEqual(['twice@lessons/a/building', 'twice@lessons/b/building'])
  expect(problems[0]?.message).toBe('Значение «А, 1, 1» не должно повторяться: оно есть и в строке 2')
  expect(problems[0]?.cells.at(-1)).toEqual({ block: 'lessons', row: 'b', column: 'hour' })
})

test('values must stand together in one row of the other table', async () => {
  const lessons = [
    row('a', { building: 'А', room: '1' }),
    row('b', { building: 'А', room: '11' }),
    row('c', { building: 'А1' }),
    row('d', { hour: '1' }),
  ]
  const problems = await problemsOf(form, { places, lessons })
  expect(problems.map((problem) => problem.id)).toEqual(['where@lessons/b/building'])
  expect(problems[0]?.message).toBe(
    'Значения «А, 11» нет в графах «Графа building», «Графа room» на листе «Лист»: исправьте его или добавьте там строку',
  )
})

test('texts that mean something to a formula are plain values here', async () => {
  const odd = ['<5', '=1', '*', '?', '~', '"', 'constructor', '__proto__']
  const lessons = odd.map((building, at) => row(`r${at}`, { building, room: '1' }))
  expect(await idsOf(form, { places: lessons, lessons })).toEqual([])
})
