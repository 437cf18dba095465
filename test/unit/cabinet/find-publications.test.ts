import { expect, test } from 'vitest'
import { findPublications, monthsOf } from '../../../server/cabinet/src/text/find-publications.ts'

const publications = [
  { title: 'Объявление: отчёт о ВПР', publishedAt: '2026-04-30T21:30:00Z' },
  { title: 'Еще одно объявление', publishedAt: '2026-04-01T06:00:00Z' },
  { title: 'Порядок проведения ВПР', publishedAt: '2025-12-01T06:00:00Z' },
]
const [first, second, third] = publications.map(({ title }) => title)
const found = (wanted: object, zone = 'Europe/Moscow') =>
  findPublications(publications, { words: '', month: '', ...wanted }, zone).map(({ title }) => title)

test('publications are found by words of their titles in any order, case and spelling', () => {
  expect(found({})).toEqual([first, second, third])
  expect(found({ words: ' впр отчет ' })).toEqual([first])
  expect(found({ words: 'ПОРЯДОК' })).toEqual([third])
  expect(found({ words: 'отчет порядок' })).toEqual([])
})

test('and by the month in which they came out, where who looks is', () => {
  expect(monthsOf(publications, 'Europe/Moscow')).toEqual([
    ['2026-05', 'май 2026 г.'],
    ['2026-04', 'апрель 2026 г.'],
    ['2025-12', 'декабрь 2025 г.'],
  ])
  expect(monthsOf(publications, 'UTC').map(([month]) => month)).toEqual(['2026-04', '2025-12'])
  expect(found({ month: '2026-05' })).toEqual([first])
  expect(found({ month: '2026-04' }, 'UTC')).toEqual([first, second])
  expect(found({ month: '2025-12', words: 'отчет' })).toEqual([])
})
