import { memoryDraftStore, readOnlyStore } from '@tabel/renderer'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openForm, openSample, place } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'

test('«Ошибки» turns red at once and its panel lists sheet, cell and remedy', async () => {
  const form = await openSample({ pupils: pupils(2), info: { name: 'Лицей' } })
  expect(form.button('Ошибки').classList.contains('bad')).toBe(false)
  await form.click('pupils/r2/z1')
  await form.keys('7{Enter}')
  expect(form.button('Ошибки (1)').classList.contains('bad')).toBe(true)
  await userEvent.click(form.button('Ошибки (1)'))
  const cells = [...form.root.querySelectorAll('#problems tbody td')].map((cell) =>
    cell.textContent?.replaceAll(/\s+/gu, ' ').trim(),
  )
  expect(cells).toHaveLength(3)
  expect(cells[0]).toBe('Участники')
  expect(cells[1]).toContain('10002')
  expect(cells[2]).toContain('2')
})

test('a line of the panel leads to its cell on another sheet, and F8 to the next error', async () => {
  const form = await openSample({ pupils: pupils(300).map((row, index) => (index === 250 ? { ...row, z1: 7 } : row)) })
  await userEvent.click(form.root.querySelector('#tab-school') ?? document.body)
  await userEvent.click(form.button('Ошибки (2)'))
  const line = [...form.root.querySelectorAll<HTMLElement>('#problems tbody button')].find((one) =>
    one.textContent?.includes('10251'),
  )
  await userEvent.click(line ?? document.body)
  await expect.poll(() => form.active).toBe('pupils/r251/z1')
  const { top, bottom } = form.cell('pupils/r251/z1').getBoundingClientRect()
  const frame = form.sheet.getBoundingClientRect()
  expect(top).toBeGreaterThan(frame.top)
  expect(bottom).toBeLessThanOrEqual(frame.bottom)
  await form.keys('{F8}')
  await expect.poll(() => form.active).toBe('info//name')
})

test('the line above the table tells when the draft was saved', async () => {
  const form = await openSample({ pupils: pupils(1) })
  const line = () => form.root.querySelector('#save-line')?.textContent
  expect(line()).toBe('Изменений пока нет')
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(line).toMatch(/^Сохранено в \d\d:\d\d$/u)
  await userEvent.click(form.button('Сохранить'))
  await expect.poll(() => form.notice).toBe('Сохранено')
})

test('the buttons undo and redo lead back to the cell, on its sheet', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await userEvent.click(form.root.querySelector('#tab-school') ?? document.body)
  await userEvent.click(form.button('Отменить'))
  await expect.poll(() => form.active).toBe('pupils/r1/z1')
  expect(form.text('pupils/r1/z1')).toBe('')
  await userEvent.click(form.button('Повторить'))
  await expect.poll(() => form.text('pupils/r1/z1')).toBe('1')
})

test('a read-only form says so, takes nothing and has no buttons to change it', async () => {
  const form = await openForm(readOnlyStore({ form: sampleForm, data: { pupils: pupils(1) }, today: '2026-04-25' }))
  expect(form.root.querySelector('.readonly')?.textContent).toBe('Только просмотр')
  expect(form.all('.row.ghost')).toHaveLength(0)
  await form.click('pupils/r1/code')
  await form.keys('5')
  expect(form.editor).toBeNull()
  await form.paste('1\t2')
  expect(form.text('pupils/r1/code')).toBe('10001')
  expect(() => form.button('Сохранить')).toThrow('no button')
})

test('the element works inside a foreign shadow root', async () => {
  const host = place()
  const inner = document.createElement('div')
  inner.style.height = '100%'
  host.attachShadow({ mode: 'open' }).append(inner)
  const form = await openForm(memoryDraftStore({ form: sampleForm, data: { pupils: pupils(3) }, today: '2026-04-25' }), inner)
  await form.click('pupils/r1/z1')
  await form.keys('2{Enter}')
  expect(form.text('pupils/r1/z1')).toBe('2')
  expect(form.active).toBe('pupils/r2/z1')
})

test('«Закрыть» takes what is being typed and tells the page', async () => {
  const store = memoryDraftStore({ form: sampleForm, data: { pupils: pupils(1) }, today: '2026-04-25' })
  const form = await openForm(store)
  let closed = 0
  form.element.addEventListener('tabel-close', () => (closed += 1))
  await form.click('pupils/r1/z1')
  await form.keys('2')
  await userEvent.click(form.button('Закрыть'))
  await expect.poll(() => closed).toBe(1)
  expect(store.theirs).toMatchObject({ pupils: [{ z1: 2 }] })
})

test('no element of the form carries a style attribute that a strict page would refuse', async () => {
  const violations: string[] = []
  const listen = (event: SecurityPolicyViolationEvent) => violations.push(event.violatedDirective)
  document.addEventListener('securitypolicyviolation', listen)
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "style-src 'self'"
  document.head.append(policy)
  const form = await openSample({ pupils: pupils(40, { z1: 7 }) })
  await form.click('pupils/r1/sex')
  await form.keys('{F2}{Escape}')
  await form.press('Ошибки')
  document.removeEventListener('securitypolicyviolation', listen)
  expect(violations).toEqual([])
})
