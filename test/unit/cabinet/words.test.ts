import { expect, test } from 'vitest'
import { messageText } from '../../../server/cabinet/src/text/words.ts'

test('the message of a check is read without its notation', () => {
  expect(messageText('Класс «{[@letter]}»: строк – {COUNTIF(results[letter], [@letter])}. Исправьте число.')).toBe(
    'Класс «…»: строк – … Исправьте число.',
  )
  expect(messageText('Оставьте одну строку.')).toBe('Оставьте одну строку.')
})
