import { FormDocument, forRole } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'
import { idsOf } from '../../support/judging.ts'

const whole = (key: string, more: object = {}) => ({ key, title: key, type: 'integer', required: true, ...more })
const form = formOf({
  sheets: [
    {
      sheet: 'own',
      title: 'Школа',
      blocks: [
        {
          table: 't',
          rows: { max: 9 },
          columns: [whole('a'), whole('mark', { filledBy: 'coordinator' })],
          checks: [{ id: 'A', assert: '[@a] > 5' }],
        },
      ],
    },
    {
      sheet: 'review',
      title: 'Проверка',
      filledBy: 'coordinator',
      blocks: [{ fields: 'r', items: [whole('good')], checks: [{ id: 'R', assert: 'r.good > 5' }] }],
    },
  ],
})
const data = { t: [{ $id: 'x', a: 1 }], r: {} }

test('each answers for what it fills, and cannot write into what others fill', async () => {
  const school = forRole(form, 'organisation')
  const region = forRole(form, 'coordinator')
  expect(await idsOf(school, data)).toEqual(['A@t/x/a'])
  expect(await idsOf(region, data)).toEqual(['required@t/x/mark', 'required@r//good'])
  expect(() => new FormDocument(school, data).apply([{ set: ['r', null, 'good'], value: 1 }])).toThrow('не заполняется')
  expect(() => new FormDocument(region, data).apply([{ set: ['t', 'x', 'a'], value: 1 }])).toThrow('не заполняется')
  expect(new FormDocument(region, data).apply([{ set: ['t', 'x', 'mark'], value: 1 }]).cells).toHaveLength(1)
})

test('what another fills is never wrong for oneself, whatever stands there', async () => {
  const wrong = { t: [{ $id: 'x', a: 6, mark: { $raw: 'нет' } }], r: { good: { $raw: 'да' } } }
  expect(await idsOf(forRole(form, 'organisation'), wrong)).toEqual([])
  expect(await idsOf(forRole(form, 'coordinator'), wrong)).toEqual(['type@t/x/mark', 'type@r//good'])
})

test('a sheet that opens later is closed for its filler too, and says why', () => {
  const sheets = form.sheets.map((sheet) => (sheet.key === 'review' ? { ...sheet, opens: 'submitted' as const } : sheet))
  const later = { ...form, sheets }
  const early = forRole(later, 'coordinator', 'inProgress')
  expect(() => new FormDocument(early, data).apply([{ set: ['r', null, 'good'], value: 1 }])).toThrow('сдаст отчет')
  expect(early.sheets.map(({ hint }) => hint?.text)).toEqual([
    'Заполняет организация.',
    'Заполняется после того, как организация сдаст отчет.',
  ])
  const open = forRole(later, 'coordinator', 'submitted')
  expect(new FormDocument(open, data).apply([{ set: ['r', null, 'good'], value: 1 }]).cells).toHaveLength(1)
  expect(forRole(later, 'coordinator', 'submitted')).toBe(open)
})

test('a form without such parts is the same', () => {
  const plain = formOf({ blocks: [{ fields: 'f', items: [whole('a')] }] })
  expect(forRole(plain, 'organisation')).toBe(plain)
})
