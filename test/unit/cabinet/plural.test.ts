import { expect, test } from 'vitest'
import { counted, plural } from '../../../server/cabinet/src/text/plural.ts'

test.each([
  [0, 'организаций'],
  [1, 'организация'],
  [2, 'организации'],
  [5, 'организаций'],
  [11, 'организаций'],
  [21, 'организация'],
  [112, 'организаций'],
])('%i goes with «%s»', (count, word) => {
  expect(plural(count, ['организация', 'организации', 'организаций'])).toBe(word)
})

test('groups of digits are parted by a space that does not break', () => {
  expect(counted(40_000, ['школа', 'школы', 'школ'])).toBe('40\u00a0000 школ')
})
