import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

const options = (form: OpenForm) => form.all('[role=option]').map((option) => option.textContent?.trim())

test('Alt+Down opens the list, arrows choose, Enter takes', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/sex')
  await form.keys('{Alt>}{ArrowDown}{/Alt}')
  expect(options(form)).toEqual(['м', 'ж'])
  await form.keys('{ArrowDown}{ArrowDown}{Enter}')
  expect(form.text('pupils/r1/sex')).toBe('ж')
  expect(form.active).toBe('pupils/r2/sex')
})

test('typing narrows the list; a Latin m finds the Russian м', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/sex')
  await form.keys('m')
  expect(options(form)).toEqual(['м'])
  await form.keys('{Enter}')
  expect(form.text('pupils/r1/sex')).toBe('м')
})

test('the mouse chooses from the list', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r2/sex')
  await form.keys('{F2}')
  const option = form.all('[role=option]').find((one) => one.textContent?.trim() === 'ж')
  await userEvent.click(option ?? document.body)
  await expect.poll(() => form.text('pupils/r2/sex')).toBe('ж')
})

test('what is not in the list stays as typed and is marked', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/sex')
  await form.keys('q{Enter}')
  expect(form.text('pupils/r1/sex')).toBe('q')
  expect(form.cell('pupils/r1/sex').getAttribute('aria-invalid')).toBe('true')
})

test('yes and no are chosen from a list too', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/first')
  await form.keys('{F2}{ArrowDown}{Enter}')
  expect(form.text('pupils/r1/first')).toBe('да')
})
