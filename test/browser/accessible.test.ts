import type { Op } from '@tabel/engine'
import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { memoryDraftStore } from '@tabel/renderer'
import { DraftServer } from '../support/draft-protocol.ts'
import { panelForm } from '../support/panel-form.ts'
import { openForm, openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'
import { storeOver } from './support/store-over.ts'

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
  [
    'fields, fixed rows and cells that do not apply',
    async (form) => {
      form.root.querySelector<HTMLElement>('#tab-school')?.click()
      await form.settled()
    },
  ],
  [
    'a hint',
    async (form) => {
      form.find('[data-head="4"] .hint').click()
      await expect.poll(() => form.tip).not.toBe('')
    },
  ],
  [
    'a form that is only looked at',
    async (form) => {
      form.element.readOnly = true
      await form.settled()
    },
  ],
]

const set = (column: string, value: number): Op => ({ set: ['pupils', 'r1', column], value })

/** States that need a server, or something outside the form, to speak. */
const spoken: readonly (readonly [string, (server: DraftServer, form: OpenForm) => Promise<void>])[] = [
  [
    'no connection',
    async (server, form) => {
      server.online = false
      await form.click('pupils/r1/z1')
      await form.keys('1{Enter}')
      await expect.poll(() => form.root.querySelector('.away')).not.toBeNull()
    },
  ],
  [
    'a session that is over',
    async (server, form) => {
      server.session = null
      await form.click('pupils/r1/z1')
      await form.keys('1{Enter}')
      await expect.poll(() => form.root.querySelector('.loud')).not.toBeNull()
    },
  ],
  [
    'a decision',
    async (server, form) => {
      server.change('Иванова И. И.', [set('z1', 2)])
      await form.click('pupils/r1/z1')
      await form.keys('1{Enter}')
      await expect.poll(() => form.root.querySelector('.decide')).not.toBeNull()
      await form.press('Нужно решение')
    },
  ],
  [
    'sources that say something else',
    async (_, form) => {
      const place = { block: 'pupils', row: 'r1', column: 'z1' }
      const renewal = { first: false, changed: true, added: [], removed: [], gone: [], cut: true } as const
      const cells = [{ ...place, was: 1, is: 2 }]
      const offers = [{ ...place, column: 'z2', value: 1, typed: 2 }]
      if (form.element.store) form.element.store.renew = () => Promise.resolve({ ...renewal, cells, offers })
      await form.press('Сохранить')
      await expect.poll(() => form.root.querySelector<HTMLDialogElement>('#renewal')?.open).toBe(true)
    },
  ],
  [
    'a report that was handed in',
    async (_, form) => {
      await expect.poll(() => form.button('Сдать отчет').disabled).toBe(false)
      await form.press('Сдать отчет')
      await expect.poll(() => form.root.querySelector('.banner')).not.toBeNull()
    },
  ],
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(states)('axe finds nothing: %s', async (_, open) => {
    const form = await openSample({ pupils: [...pupils(3), { $id: 'x', code: 'нет', z1: 9 }] })
    form.element.theme = theme
    await open(form)
    expect(await findings()).toEqual([])
  })

  test.each(spoken)('axe finds nothing: %s', async (_, speak) => {
    const server = new DraftServer({ form: sampleForm, data: { pupils: pupils(2), info: { name: 'Лицей 1' } } })
    const form = await openForm(storeOver(server))
    form.element.theme = theme
    await speak(server, form)
    expect(await findings()).toEqual([])
  })

  test('axe finds nothing where a reason is asked for and a remedy offered', async () => {
    const data = { f: { a: 5, b: 1, c: 20 }, g: {} }
    const form = await openForm(memoryDraftStore({ form: panelForm(), data: data as never, today: '2026-04-25' }))
    form.element.theme = theme
    await form.press('Ошибки')
    await expect.poll(() => form.root.querySelector('.why textarea')).not.toBeNull()
    expect(await findings()).toEqual([])
  })
})

test('the live region says cell, value and problem of the active cell', async () => {
  const form = await openSample({ pupils: [{ $id: 'x', code: 'нет' }] })
  await form.click('pupils/x/code')
  const cell = form.cell('pupils/x/code')
  expect(cell.getAttribute('aria-invalid')).toBe('true')
  expect(form.find(`#${cell.getAttribute('aria-describedby') ?? ''}`).textContent).toContain('Ошибка')
  expect(form.find('#grid').getAttribute('aria-activedescendant')).toBe(cell.id)
})
