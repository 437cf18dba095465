import type { CompiledForm, DynamicBlock } from '@tabel/engine'
import { memoryDraftStore } from '@tabel/renderer'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openForm, openSample } from './support/open-form.ts'
import { column, pupils, sampleForm } from './support/sample-form.ts'

const order = (form: Awaited<ReturnType<typeof openSample>>) =>
  form.all('.row.cells').map((row) => row.querySelector('[data-cell$="/code"] .text')?.textContent?.trim())

test('an empty table invites to type: the empty last row becomes a row', async () => {
  const form = await openSample()
  await form.click('pupils/+/code')
  await form.keys('10001{Enter}10002{Tab}')
  expect(order(form)).toEqual(['10001', '10002'])
  expect(form.active).toMatch(/^pupils\/[a-z0-9]+\/sex$/u)
  expect(form.all('.row.ghost')).toHaveLength(1)
})

test('the button adds as many rows as asked and goes to the first of them', async () => {
  const form = await openSample({ pupils: pupils(1) })
  const count = form.sheet.shadowRoot?.querySelector<HTMLInputElement>('input[name=count]')
  await userEvent.fill(count ?? document.body, '3')
  await userEvent.click(form.button('Добавить строку'))
  await expect.poll(() => form.all('.row.cells').length).toBe(4)
  await expect.poll(() => form.active).toMatch(/^pupils\/[a-z0-9]{8}\/code$/u)
})

test('Ctrl+plus inserts above, Ctrl+minus takes rows away, undo brings them back', async () => {
  const form = await openSample({ pupils: pupils(3) })
  await form.click('pupils/r2/code')
  await form.keys('{Control>}{Equal}{/Control}')
  expect(form.all('.row.cells')).toHaveLength(4)
  expect(order(form)).toEqual(['10001', '', '10002', '10003'])
  await form.click('pupils/r2/code')
  await form.keys('{Shift>}{ArrowDown}{/Shift}{Control>}-{/Control}')
  expect(order(form)).toEqual(['10001', ''])
  expect(form.notice).toContain('Удалены 2 строки')
  await form.keys('{Control>}z{/Control}')
  expect(order(form)).toEqual(['10001', '', '10002', '10003'])
})

test('the menu of a row inserts and takes away, by keyboard', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/code')
  await form.keys('{Shift>}{F10}{/Shift}')
  expect(form.all('[role=menuitem]')).toHaveLength(3)
  await form.keys('{ArrowDown}{Enter}')
  expect(order(form)).toEqual(['10001', '', '10002'])
  await form.click('pupils/r2/code')
  await form.keys('{Shift>}{F10}{/Shift}{ArrowUp}{Enter}')
  expect(order(form)).toEqual(['10001', ''])
})

test('a thousand rows scroll with a bounded number of elements and every cell can be reached', async () => {
  const form = await openSample({ pupils: pupils(1000, { z1: 1, z2: 1, z3: 1 }) })
  const grid = form.grid('pupils').shadowRoot
  const nodes = () => grid?.querySelectorAll('*').length ?? 0
  expect(nodes()).toBeLessThan(1500)
  for (const top of [5000, 15_000, 31_000]) {
    form.sheet.scrollTop = top
    await form.settled()
    expect(nodes()).toBeLessThan(1500)
    const { top: frame } = form.sheet.getBoundingClientRect()
    const seen = form.all('.row.cells').some((row) => Math.abs(row.getBoundingClientRect().top - frame - 200) < 120)
    expect(seen).toBe(true)
  }
  form.sheet.scrollTop = 0
  await form.settled()
  await form.click('pupils/r1/code')
  await form.keys('{Control>}{End}{/Control}')
  expect(form.active).toBe('pupils/r1000/closed')
  const { bottom } = form.cell('pupils/r1000/closed').getBoundingClientRect()
  expect(bottom).toBeLessThanOrEqual(form.sheet.getBoundingClientRect().bottom)
})

test('rows and cells tell their place to a screen reader', async () => {
  const form = await openSample({ pupils: pupils(50) })
  const grid = form.find('#grid')
  expect(grid.getAttribute('role')).toBe('grid')
  expect(grid.getAttribute('aria-rowcount')).toBe('54')
  expect(grid.getAttribute('aria-colcount')).toBe('10')
  await form.click('pupils/r2/z1')
  const active = grid.getAttribute('aria-activedescendant') ?? ''
  const cell = form.find(`#${active}`)
  expect(cell.getAttribute('aria-colindex')).toBe('6')
  expect(cell.parentElement?.getAttribute('aria-rowindex')).toBe('5')
  expect(form.all('[role=columnheader]').map((head) => head.textContent?.trim())).toContain('Баллы за задания')
})

test('fields and fixed rows are filled like tables; crossed out cells stay empty', async () => {
  const form = await openSample()
  await userEvent.click(form.root.querySelector('#tab-school') ?? document.body)
  await form.settled()
  await form.click('info//name')
  await form.keys('Лицей 1{Enter}')
  await form.keys('120{Enter}')
  expect(form.text('info//pupils')).toBe('120')
  expect(form.text('staff/head/women')).toBe('х')
  await form.click('staff/head/women')
  await form.keys('1')
  expect(form.notice).toContain('не заполняется')
  await form.click('staff/total/all')
  await form.keys('10{Enter}')
  expect(form.text('staff/total/all')).toBe('10')
})

test('a very wide table draws only the columns that are seen', async () => {
  const columns = Array.from({ length: 400 }, (_, index) =>
    column({
      key: `c${index}`,
      title: `Графа ${index + 1}`,
      type: 'integer',
      groups: [{ id: `g${index >> 3}`, title: `Группа ${index >> 3}` }],
    }),
  )
  const wide: CompiledForm = {
    ...sampleForm,
    blocks: { ...sampleForm.blocks, pupils: { ...(sampleForm.blocks['pupils'] as DynamicBlock), keyColumn: 'c0', columns } },
  }
  const rows = Array.from({ length: 200 }, (_, index) => ({ $id: `w${index}`, c0: index }))
  const form = await openForm(memoryDraftStore({ form: wide, data: { pupils: rows }, today: '2026-04-25' }))
  const nodes = () => form.grid('pupils').shadowRoot?.querySelectorAll('*').length ?? 0
  expect(nodes()).toBeLessThan(2500)
  await form.click('pupils/w0/c0')
  await form.keys('{End}')
  expect(form.active).toBe('pupils/w0/c399')
  expect(form.cell('pupils/w0/c399').getBoundingClientRect().right).toBeLessThanOrEqual(form.sheet.getBoundingClientRect().right)
  expect(nodes()).toBeLessThan(2500)
})
