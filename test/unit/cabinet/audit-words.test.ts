import { expect, test } from 'vitest'
import { detailsText } from '@tabel/server/audit-words'
import { shortMoment } from '../../../server/cabinet/src/text/dates.ts'
import { belowText } from '../../../server/cabinet/src/text/organisation-words.ts'

const told = (details: Readonly<Record<string, unknown>>): string => detailsText(details, (iso) => shortMoment(iso))

test('details are told in words, in one order, without what is for machines', () => {
  expect(told({ sha256: 'abc', to: '/reg01/mun0102/', reason: 'приказ', from: '/reg01/mun0101/' })).toBe(
    'причина: приказ; было: /reg01/mun0101/; стало: /reg01/mun0102/',
  )
  expect(told({ allowed: false, kinds: ['edu', 'ksh'], regions: [] })).toBe('виды: edu, ksh; разрешено: нет')
  expect(told({ state: 'locked', address: '10.0.0.1' })).toBe('почему: вход заблокирован; адрес: 10.0.0.1')
  expect(told({ from: '2026-05-18T09:00:00.000Z' })).toMatch(/^было: \d\d\.05\.2026/u)
  expect(told({})).toBe('')
})

test.each([
  [{ municipalities: 0, organisations: 0 }, ''],
  [{ municipalities: 1, organisations: 0 }, '1 муниципалитет'],
  [{ municipalities: 2, organisations: 22 }, '2 муниципалитета, 22 организации'],
  [{ municipalities: 0, organisations: 11 }, '11 организаций'],
])('%o below an organisation are «%s»', (below, text) => {
  expect(belowText(below)).toBe(text)
})
