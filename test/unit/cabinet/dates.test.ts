import { expect, test } from 'vitest'
import { deadlineText, momentText, moscowDay, shortMoment, timeLeft } from '../../../server/cabinet/src/text/dates.ts'

const closes = '2026-12-01T15:00:00Z'
const now = Date.parse('2026-11-24T12:00:00Z')

test('a moment is said in the zone of the viewer', () => {
  expect(momentText(closes, 'Europe/Moscow')).toBe('1 декабря 2026 г. в 18:00')
  expect(momentText(closes, 'Asia/Kamchatka')).toBe('2 декабря 2026 г. в 03:00')
  expect(shortMoment(closes, 'Asia/Yekaterinburg')).toBe('01.12.2026, 20:00')
})

test.each([
  ['Europe/Moscow', '1 декабря 2026 г. в 18:00 по московскому времени'],
  ['Asia/Yekaterinburg', '1 декабря 2026 г. в 20:00 (18:00 по московскому времени)'],
  ['Asia/Kamchatka', '2 декабря 2026 г. в 03:00 (1 декабря 2026 г. в 18:00 по московскому времени)'],
])('a deadline stands beside Moscow time in %s', (zone, text) => {
  expect(deadlineText(closes, zone)).toBe(text)
})

test.each([
  ['2026-12-15T12:00:00Z', 'остался 21 день', false],
  ['2026-11-26T13:00:00Z', 'осталось 2 дня', true],
  ['2026-11-24T17:30:00Z', 'осталось 5 часов', true],
  ['2026-11-24T12:20:00Z', 'осталось меньше часа', true],
])('until %s there is so much left: %s', (iso, text, soon) => {
  expect(timeLeft(iso, now)).toEqual({ text, soon })
})

test('nothing is left of a deadline that is past', () => {
  expect(timeLeft('2026-11-24T11:59:59Z', now)).toBeNull()
})

test('the day changes at midnight in Moscow', () => {
  expect(moscowDay(Date.parse('2026-11-24T20:59:59Z'))).toBe('2026-11-24')
  expect(moscowDay(Date.parse('2026-11-24T21:00:00Z'))).toBe('2026-11-25')
})
