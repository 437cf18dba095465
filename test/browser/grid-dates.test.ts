import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

const month = (form: OpenForm) => form.all('#calendar .month span')[0]?.textContent?.trim()
const chosen = (form: OpenForm) => form.all('#calendar [aria-selected=true]')[0]?.getAttribute('aria-label')
const opened = () =>
  openSample({
    pupils: [
      { $id: 'a', code: '10001', held: '2026-04-21' },
      { $id: 'b', code: '10002' },
    ],
  })

test('Alt+↓ opens the month of a date; arrows and pages go through it, Enter takes the day', async () => {
  const form = await opened()
  await form.click('pupils/a/held')
  await form.keys('{Alt>}{ArrowDown}{/Alt}')
  expect([month(form), chosen(form)]).toEqual(['Апрель 2026', '21 апреля 2026 г.'])
  await form.keys('{ArrowDown}{ArrowDown}{ArrowLeft}')
  expect([month(form), chosen(form)]).toEqual(['Май 2026', '4 мая 2026 г.'])
  await form.keys('{PageUp}')
  expect(chosen(form)).toBe('4 апреля 2026 г.')
  expect(form.editor?.value).toBe('04.04.2026')
  await form.keys('{Enter}')
  expect(form.text('pupils/a/held')).toBe('04.04.2026')
  expect(form.active).toBe('pupils/b/held')
})

test('the button of the field opens the month, a day is taken with the mouse, Escape leaves all as it was', async () => {
  const form = await opened()
  await form.click('pupils/a/held')
  await form.keys('{F2}')
  await userEvent.click(form.find('.open-calendar'))
  await userEvent.click(form.find('#day-2026-04-30'))
  expect(form.text('pupils/a/held')).toBe('30.04.2026')
  await form.keys('{Alt>}{ArrowDown}{/Alt}{ArrowUp}{Escape}{Escape}')
  expect(form.editor).toBeNull()
  expect(form.text('pupils/a/held')).toBe('30.04.2026')
})

test('what is typed is read as people write it, and the open month follows', async () => {
  const form = await opened()
  await form.click('pupils/b/held')
  await form.keys('{Alt>}{ArrowDown}{/Alt}1.9.26')
  expect([month(form), chosen(form)]).toEqual(['Сентябрь 2026', '1 сентября 2026 г.'])
  await form.keys('{Enter}')
  expect(form.text('pupils/b/held')).toBe('01.09.2026')
})
