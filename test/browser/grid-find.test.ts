import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

const bar = (form: OpenForm) => form.root.querySelector<HTMLInputElement>('#find')
const found = (form: OpenForm) => form.root.querySelector('.find .found')?.textContent?.trim()

async function find(form: OpenForm, text: string): Promise<void> {
  await form.keys('{Control>}f{/Control}')
  await expect.poll(() => form.root.activeElement).toBe(bar(form))
  await userEvent.keyboard(text)
  await form.settled()
}

test('Ctrl+F finds what the sheet shows, also in rows that are not drawn; Enter goes on and back', async () => {
  const form = await openSample({ pupils: pupils(400) })
  await form.click('pupils/r1/code')
  await find(form, '103')
  expect(found(form)).toBe('1 из 101')
  expect(form.active).toBe('pupils/r103/code')
  await form.keys('{Enter}')
  expect([found(form), form.active]).toEqual(['2 из 101', 'pupils/r300/code'])
  await form.keys('{Shift>}{Enter}{Enter}{/Shift}')
  expect([found(form), form.active]).toEqual(['101 из 101', 'pupils/r399/code'])
  await form.keys('{Escape}')
  expect(bar(form)).toBeNull()
  expect(form.active).toBe('pupils/r399/code')
  await form.keys('{ArrowRight}')
  expect(form.active).toBe('pupils/r399/sex')
})

test('case, ё and dates as they are shown do not matter; nothing found is said', async () => {
  const form = await openSample({
    pupils: [
      { $id: 'a', code: 'Ёлка', held: '2026-04-21' },
      { $id: 'b', code: 'елка' },
    ],
  })
  await form.click('pupils/a/code')
  await find(form, 'ЕЛКА')
  expect(found(form)).toBe('1 из 2')
  await userEvent.fill(bar(form) as HTMLInputElement, '21.04')
  await form.settled()
  expect([found(form), form.active]).toEqual(['1 из 1', 'pupils/a/held'])
  await userEvent.fill(bar(form) as HTMLInputElement, 'нет такого')
  await form.settled()
  expect(found(form)).toBe('Не найдено')
})
