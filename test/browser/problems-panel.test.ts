import { memoryDraftStore } from '@tabel/renderer'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { panelForm } from '../support/panel-form.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

async function opened(f: object, g: object = { x: 1 }): Promise<OpenForm> {
  const form = await openForm(memoryDraftStore({ form: panelForm(), data: { f, g } as never, today: '2026-04-25' }))
  await expect.poll(() => form.element.shadowRoot?.querySelector('[role=alert]')).toBeNull()
  await form.press('Ошибки')
  await form.settled()
  return form
}

const panel = (form: OpenForm) => form.root.querySelector<HTMLElement>('#problems')
const lines = (form: OpenForm) =>
  [...(panel(form)?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll(':scope > td')].map((cell) => cell.textContent?.replaceAll(/\s+/gu, ' ').trim()),
  )
const filter = (form: OpenForm) => panel(form)?.querySelector('select') ?? null

test('two problems of one cell stand under one another; both sides are said where the message does not say them', async () => {
  const form = await opened({ a: 200, b: 1, c: 2 })
  await expect.poll(() => lines(form).length).toBe(2)
  expect(lines(form)).toEqual([
    ['Первый', 'Первый «А»', expect.stringContaining('Слишком много')],
    ['', 'Первый «А»', expect.stringMatching(/^Не сходится с суммой Сравниваются 200 и 3 Взять сумму$/u)],
  ])
  expect(filter(form)).toBeNull()
})

test('a declared remedy is one action that can be taken back', async () => {
  const form = await opened({ a: 5, b: 1, c: 2 })
  await expect.poll(() => lines(form).length).toBe(1)
  await userEvent.click(panel(form)?.querySelector('.fix') ?? document.body)
  await form.settled()
  expect(form.text('f//a')).toBe('3')
  expect(form.active).toBe('f//a')
  await expect.poll(() => lines(form).length).toBe(0)
  await form.keys('{Control>}z{/Control}')
  expect(form.text('f//a')).toBe('5')
})

test('a warning that asks for a reason closes the report until one is written, and again when its data change', async () => {
  const form = await opened({ a: 21, b: 1, c: 20 })
  await expect.poll(() => panel(form)?.querySelector('textarea')).not.toBeNull()
  const why = panel(form)?.querySelector('textarea') as HTMLTextAreaElement
  await userEvent.fill(why, 'Новый корпус')
  await userEvent.tab()
  const data = () => form.element.data
  await expect.poll(() => JSON.stringify(data())).toContain('Новый корпус')
  expect(panel(form)?.querySelector('.lapsed')).toBeNull()
  await form.click('f//c')
  await form.keys('30{Enter}')
  await expect.poll(() => panel(form)?.querySelector('.lapsed')).not.toBeNull()
  await userEvent.click(panel(form)?.querySelector('.lapsed .fix') ?? document.body)
  await expect.poll(() => panel(form)?.querySelector('.lapsed')).toBeNull()
})

test('the list shows one sheet when asked to, and F8 stays on it', async () => {
  const form = await opened({ a: 5, b: 1, c: 2 }, {})
  await expect.poll(() => lines(form).length).toBe(2)
  expect([...(filter(form)?.options ?? [])].map(({ text }) => text.trim())).toEqual(['Все листы (2)', 'Первый (1)', 'Второй (1)'])
  await userEvent.selectOptions(filter(form) as HTMLSelectElement, 'second')
  await form.settled()
  expect(lines(form).map(([sheet]) => sheet)).toEqual(['Второй'])
  await form.keys('{F8}{F8}')
  expect(form.active).toBe('g//x')
})

test('Escape closes the panel and goes back to the table', async () => {
  const form = await opened({ a: 5, b: 1, c: 2 })
  await expect.poll(() => lines(form).length).toBe(1)
  panel(form)?.querySelector('button')?.focus()
  await form.keys('{Escape}')
  expect(panel(form)).toBeNull()
  expect(form.root.activeElement?.localName).toBe('tabel-sheet')
})
