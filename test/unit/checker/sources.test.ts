import type { FormData } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { idsOf, problemsOf } from '../../support/judging.ts'

const parts = {
  sources: {
    prev: { previous: true },
    roster: { registry: 'pupils', columns: { code: 'string', class: 'string' }, key: 'code' },
    norms: {
      values: [
        { year: 4, most: 25 },
        { year: 5, most: 30.5 },
      ],
    },
    vpr: {
      form: 'vpr-zayavka',
      version: '^2026.1.0',
      blocks: { info: { fields: { listed: 'integer' } }, s1: { columns: { g3: 'integer' }, rows: ['101', '102'] } },
    },
  },
  blocks: [
    {
      fields: 'info',
      items: [{ key: 'n', title: 'Учеников', type: 'integer' }],
      checks: [
        { id: 'growth', assert: 'info.n <= 1.5 * $prev.info.n', severity: 'warning', when: 'FILLED($prev.info.n)' },
        { id: 'listed', assert: 'info.n >= $vpr.info.listed' },
        { id: 'lines', assert: 'info.n >= $vpr.s1[#102,g3]' },
        { id: 'kind', assert: "$org.kind = 'edu'" },
        { id: 'norm', assert: 'SUM($norms[most]) > info.n' },
      ],
    },
    {
      table: 't',
      columns: [{ key: 'code', title: 'Код' }],
      rows: { max: 9 },
      checks: [
        { id: 'known', rule: 'exists', columns: ['code'], in: '$roster[code]' },
        { id: 'kept', assert: 'COUNTA([code]) >= COUNTA($prev.t[code])' },
      ],
    },
  ],
}
const form = formOf(parts)
const org = { kind: 'edu', name: 'Школа № 1' }

test('checks read the organisation, a registry, another form, the previous submission and constants', async () => {
  const $sources = {
    org,
    prev: {
      info: { n: 5 },
      t: [
        { $id: 'a', code: 'q1' },
        { $id: 'b', code: 'q2' },
      ],
    },
    roster: [{ code: 'q1', class: '4А' }],
    vpr: { info: { listed: 12 }, s1: { '102': { g3: 11 } } },
  }
  const data = {
    info: { n: 10 },
    t: [
      { $id: 'a', code: 'Q1' },
      { $id: 'b', code: 'q3' },
    ],
    $sources,
  } as unknown as FormData
  expect(await idsOf(form, data)).toEqual(['growth@info//n', 'lines@info//n', 'listed@info//n', 'known@t/b/code'])
})

test('without a snapshot sources are empty', async () => {
  expect(await idsOf(form, { info: { n: 10 } })).toEqual(['kind@$org//kind'])
})

test('messages show values of sources', async () => {
  const data = { info: { n: 10 }, $sources: { org, vpr: { info: { listed: 12 } } } } as unknown as FormData
  expect((await problemsOf(form, data)).map((problem) => problem.message)).toEqual([
    '«Учеников» (10) не должно быть меньше, чем «listed» (12): разница 2',
  ])
})

test.each([
  ['$prv.info.n > 1', 'E_SOURCE $prv.info'],
  ['$prev.inf.n > 1', 'E_SOURCE_FIELD $prev.inf'],
  ['$vpr.info.lsted > 1', 'E_SOURCE_FIELD lsted'],
  ['$org.kin = 1', 'E_SOURCE_FIELD kin'],
  ['SUM($roster[clas]) > 1', 'E_COLUMN clas'],
  ['$vpr.s1[#103,g3] > 1', 'E_ROW 103'],
  ['info.n > $vpr.info', 'E_SOURCE_FIELD $vpr'],
])('a mistake in a reference to a source: %s', (assert, mistake) => {
  expect(mistakesOf({ ...parts, checks: [assert] })).toEqual([mistake])
})

test.each([
  [{ x: {} }, 'E_VALUE {'],
  [{ x: { refresh: 'open' } }, 'E_MISSING {'],
  [{ x: { registry: 'pupils' } }, 'E_MISSING {'],
  [{ x: { registry: 'pupils', previous: true } }, 'E_MISSING {'],
  [{ x: { registry: 'pupils', columns: { a: 'string' }, key: 'b' } }, 'E_COLUMN "b"'],
  [{ x: { form: 'other' } }, 'E_MISSING {'],
  [{ x: { values: [{ a: 1 }, { a: 'текст' }] } }, 'E_VALUE "текст"'],
  [{ const: { previous: true } }, 'E_KEY "const"'],
])('a source that says too little or too much: %o', (sources, mistake) => {
  expect(mistakesOf({ blocks: [{ fields: 'f', items: [{ key: 'a', title: 'А' }] }], sources })).toEqual([mistake])
})
