import { expect, test } from 'vitest'
import { sizeText } from '../../../server/cabinet/src/text/sizes.ts'

test.each([
  [0, '0 Б'],
  [1023, '1 023 Б'],
  [1024, '1 КБ'],
  [1500, '1,5 КБ'],
  [18_407, '18 КБ'],
  [1024 * 1024 * 1.44, '1,4 МБ'],
  [1024 ** 3 * 20, '20 ГБ'],
  [1024 ** 4 * 3, '3 072 ГБ'],
])('%i bytes are «%s»', (bytes, text) => {
  expect(sizeText(bytes).replaceAll('\u00A0', ' ')).toBe(text)
})
