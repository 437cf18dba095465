import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

const rows = [
  { $id: 'a', code: '10010', sex: 'м', held: '2026-04-21', z1: 2 },
  { $id: 'b', code: '9', sex: 'ж', held: '2026-03-30' },
  { $id: 'c', code: 'Ёж', z1: 'X' },
  { $id: 'd', code: 'ель', sex: 'м', held: '2025-12-01', z1: 0 },
]
const order = (form: OpenForm, column: string) =>
  form.all(`[data-cell$="/${column}"]`).flatMap((cell) => {
    const key = cell.dataset['cell']?.split('/')[1] ?? ''
    return key === '+' ? [] : [key]
  })
const choose = async (form: OpenForm, text: string) => {
  await userEvent.click(form.all('#menu button').find((one) => one.textContent?.includes(text)) ?? document.body)
  await form.settled()
}

test('rows are put in the order of a column from its title, in one step of undo; empty cells stay last', async () => {
  const form = await openSample({ pupils: rows })
  await userEvent.click(form.find('#head-4'), { button: 'right' })
  await choose(form, 'по возрастанию')
  expect(order(form, 'z1')).toEqual(['d', 'a', 'c', 'b'])
  await userEvent.click(form.find('#head-4'), { button: 'right' })
  await choose(form, 'по убыванию')
  expect(order(form, 'z1')).toEqual(['c', 'a', 'd', 'b'])
  expect(form.notice).toContain('упорядочены')
  await form.keys('{Control>}zz{/Control}')
  expect(order(form, 'z1')).toEqual(['a', 'b', 'c', 'd'])
})

test('texts are in the order of the Russian alphabet and numbers in them by value; the keyboard reaches the menu', async () => {
  const form = await openSample({ pupils: rows })
  await form.click('pupils/a/code')
  await form.keys('{ArrowUp}{Alt>}{ArrowDown}{/Alt}{Enter}')
  expect(order(form, 'code')).toEqual(['b', 'a', 'c', 'd'])
})

test('dates are in the order of time', async () => {
  const form = await openSample({ pupils: rows })
  await userEvent.click(form.find('#head-2'), { button: 'right' })
  await choose(form, 'по возрастанию')
  expect(order(form, 'held')).toEqual(['d', 'b', 'a', 'c'])
})

test('the button in a title opens the menu and leaves the icon of the hint free, in a narrow column too', async () => {
  const form = await openSample({ pupils: rows })
  await userEvent.hover(form.find('#head-4'))
  await userEvent.hover(form.find('#head-4 .hint'))
  await expect.poll(() => form.tip).toContain('Не больше 2 баллов')
  await userEvent.click(form.find('#head-4 .more'))
  await choose(form, 'по возрастанию')
  expect(order(form, 'z1')).toEqual(['d', 'a', 'c', 'b'])
})
