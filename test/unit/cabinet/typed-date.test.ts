import { describe, expect, test } from 'vitest'
import { dateShown, readDate } from '../../../server/cabinet/src/text/typed-date.ts'

const read = (text: string, withTime = true) => {
  const typed = readDate(text, withTime)
  return 'iso' in typed ? typed.iso : typed.problem
}

describe('a date is read as people type it', () => {
  test.each([
    ['01.12.2026 18:00', '2026-12-01T18:00'],
    ['1.12.26 9', '2026-12-01T09:00'],
    ['1/12/2026, 18.30', '2026-12-01T18:30'],
    ['1.12.2026 г. в 18:00', '2026-12-01T18:00'],
    ['011220261800', '2026-12-01T18:00'],
    ['2026-12-01T18:00', '2026-12-01T18:00'],
    [' 29.02.2028 00:00 ', '2028-02-29T00:00'],
    ['', ''],
  ])('«%s» with a time', (text, iso) => expect(read(text)).toBe(iso))

  test.each([
    ['1.2.2026', '2026-02-01'],
    ['010226', '2026-02-01'],
    ['01022026', '2026-02-01'],
    ['2026-02-01', '2026-02-01'],
  ])('«%s» alone', (text, iso) => expect(read(text, false)).toBe(iso))
})

test.each([
  ['завтра', true, 'Напишите дату так: 01.12.2026 18:00'],
  ['завтра', false, 'Напишите дату так: 01.12.2026'],
  ['01.12.2026 18:00', false, 'Напишите дату так: 01.12.2026'],
  ['31.2.2026 10:00', true, 'Такого дня нет: 31.02.2026'],
  ['01.13.2026', false, 'Такого дня нет: 01.13.2026'],
  ['1.12.2026', true, 'Добавьте время: 01.12.2026 18:00'],
  ['1.12.2026 25:00', true, 'Такого времени нет: 25:00'],
  ['1.12.2026 18:60', true, 'Такого времени нет: 18:60'],
])('«%s» is told to be wrong, and how to mend it', (text, withTime, problem) => expect(read(text, withTime)).toBe(problem))

test('what is shown is read as the same date', () => {
  for (const iso of ['2026-12-01T18:00', '1999-02-28T00:05']) expect(read(dateShown(iso))).toBe(iso)
  expect(read(dateShown('2026-12-01'), false)).toBe('2026-12-01')
  expect(dateShown('')).toBe('')
})
