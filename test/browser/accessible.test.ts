import axe from 'axe-core'
import { afterEach, expect, test } from 'vitest'
import { memoryDraftStore } from '@tabel/renderer'
import { panelForm } from '../support/panel-form.ts'
import { openForm, openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

afterEach(() => document.body.replaceChildren())

/** What axe finds on the page as it stands, minor things too; rules about whole pages are left out. */
async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document, {
    rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary ?? ''}`).join(' | ')}`,
  )
}

const states: readonly (readonly [string, (form: OpenForm) => Promise<void>])[] = [
  ['as it opens', async () => {}],
  ['a cell under edit', (form) => form.click('pupils/r1/code').then(() => form.keys('{F2}'))],
  ['an open list', (form) => form.click('pupils/r1/sex').then(() => form.keys('{Alt>}{ArrowDown}{/Alt}'))],
  ['an open month', (form) => form.click('pupils/r1/held').then(() => form.keys('{Alt>}{ArrowDown}{/Alt}'))],
  ['the search', (form) => form.click('pupils/r1/code').then(() => form.keys('{Control>}f{/Control}1'))],
  ['the menu of rows', (form) => form.click('pupils/r1/code').then(() => form.keys('{Shift>}{F10}{/Shift}'))],
  ['the problems', (form) => form.press('Ошибки')],
]

test.each(states)('axe finds nothing: %s', async (_, open) => {
  const form = await openSample({ pupils: [...pupils(3), { $id: 'x', code: 'нет', z1: 9 }] })
  await open(form)
  expect(await findings()).toEqual([])
})

test('axe finds nothing where a reason is asked for and a remedy offered', async () => {
  const data = { f: { a: 5, b: 1, c: 20 }, g: {} }
  const form = await openForm(memoryDraftStore({ form: panelForm(), data: data as never, today: '2026-04-25' }))
  await form.press('Ошибки')
  await expect.poll(() => form.root.querySelector('.why textarea')).not.toBeNull()
  expect(await findings()).toEqual([])
})

test('the live region says cell, value and problem of the active cell', async () => {
  const form = await openSample({ pupils: [{ $id: 'x', code: 'нет' }] })
  await form.click('pupils/x/code')
  const cell = form.cell('pupils/x/code')
  expect(cell.getAttribute('aria-invalid')).toBe('true')
  expect(form.find(`#${cell.getAttribute('aria-describedby') ?? ''}`).textContent).toContain('Ошибка')
  expect(form.find('#grid').getAttribute('aria-activedescendant')).toBe(cell.id)
})
