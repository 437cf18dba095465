import { canonicalKey } from '@tabel/engine'
import { expect, test } from 'vitest'

test.each([
  ['Х', 'x', 'a Cyrillic letter and its Latin twin'],
  ['А', 'A', 'capitals that look the same'],
  ['ВОРОНА', 'BOPOHA', 'a whole word of twins'],
  ['5а', '5A', 'case'],
  ['Ёлка', 'Е\u0308лка', 'ё composed and decomposed'],
  ['ё', 'ë', 'ё and the Latin letter with two dots'],
  ['и\u0306', 'й', 'й decomposed and composed'],
  ['  Иванов\u00A0\u202F Пётр ', 'иванов пётр', 'kinds and number of spaces'],
  ['Дa', 'да', 'mixed script'],
])('%j and %j are the same: %s', (a, b) => {
  expect(canonicalKey(a)).toBe(canonicalKey(b))
})

test.each([
  ['й', 'и'],
  ['ё', 'е'],
  ['007', '7'],
  ['б', '6'],
  ['3', 'з'],
  ['', '0'],
])('%j and %j are different', (a, b) => {
  expect(canonicalKey(a)).not.toBe(canonicalKey(b))
})

test('a key is its own key', () => {
  for (const text of ['Ёж ', 'TEST', 'Й\u0308', 'İx', '10 001']) expect(canonicalKey(canonicalKey(text))).toBe(canonicalKey(text))
})
