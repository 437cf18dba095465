import { applyOps } from '@tabel/engine'
import type { Op } from '@tabel/engine'
import { memoryDraftStore } from '@tabel/renderer'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { branchesForm } from '../support/copies.ts'
import { DraftServer } from '../support/draft-protocol.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { storeOver } from './support/store-over.ts'

const data = {
  branches: [{ $id: 'a', name: 'Северный', pupils: 20 }],
  classes: [{ $id: 'x', class: '1А' }],
  'staff~a': { teachers: 1, others: 2 },
  hours: [{ $id: 'm', day: 'пн', 'lessons~x': 4 }],
}

const openBranches = (): Promise<OpenForm> => openForm(memoryDraftStore({ form: branchesForm(), data, today: '2026-04-25' }))
/** Titles on the tabs, without their counts. */
const tabs = (page: OpenForm): readonly string[] =>
  [...page.root.querySelectorAll('[role=tab]')].map(({ childNodes }) => {
    const words = [...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    return words.map(({ textContent }) => textContent?.trim()).join('')
  })
const turnTo = async (page: OpenForm, sheet: string) => {
  await userEvent.click(page.root.querySelector(`#${CSS.escape(`tab-${sheet}`)}`) ?? document.body)
  await page.settled()
}

test('a row that is added brings its sheet and fields, which are filled like any other; typing its name goes on without a break', async () => {
  const page = await openBranches()
  expect(tabs(page)).toEqual(['Организация', 'План Северный', 'Уроки'])
  await page.click('branches/+/name')
  await page.keys('{F2}Южный{Tab}5{Enter}')
  const added =
    page.all('[data-cell^="branches/"][data-cell$="/name"]').map((cell) => cell.dataset['cell']?.split('/')[1] ?? '')[1] ?? ''
  expect(tabs(page)).toEqual(['Организация', 'План Северный', 'План Южный', 'Уроки'])
  expect(page.active).toContain('branches/')
  await page.click(`staff~${added}//teachers`)
  await page.keys('2{Enter}')
  await expect.poll(() => page.text(`staff~${added}//all`)).toBe('2')
  await turnTo(page, `plan~${added}`)
  await page.click(`works~${added}/+/what`)
  await page.keys('{F2}Крыша{Enter}')
  expect(page.all(`[data-cell^="works~${added}/"][data-cell$="/what"] .text`).map((text) => text.textContent?.trim())).toContain(
    'Крыша',
  )
})

test('a row that is removed takes its sheet along, and Ctrl+Z brings both back with what was typed', async () => {
  const page = await openBranches()
  await page.click('branches/a/name')
  await page.keys('{Control>}-{/Control}')
  expect(tabs(page)).toEqual(['Организация', 'Уроки'])
  expect(page.all('[data-cell^="staff~a/"]')).toHaveLength(0)
  await page.keys('{Control>}z{/Control}')
  expect(tabs(page)).toEqual(['Организация', 'План Северный', 'Уроки'])
  expect(page.text('staff~a//others')).toBe('2')
})

test('a class brings its columns; the problem of a copy is named and led to', async () => {
  const page = await openBranches()
  await page.click('classes/+/class')
  await page.keys('1Б{Enter}')
  await turnTo(page, 'days')
  const titles = page.all('.head .group').map((title) => title.textContent?.trim())
  expect(titles.filter((title) => title?.startsWith('Класс'))).toEqual(['Класс 1А', 'Класс 1Б'])
  await turnTo(page, 'plan~a')
  await page.click('works~a/+/what')
  await page.keys('{Tab}да{Tab}0{Enter}')
  await page.press('Ошибки')
  await expect.poll(() => page.root.querySelector('#problems')?.textContent).toContain('План Северный')
})

/** A store over a server of the form with copies, and what it told the page. */
async function opened(server: DraftServer) {
  const received: Op[] = []
  const store = storeOver(server)
  await store.open({
    changed: () => undefined,
    receive: (ops) => received.push(...ops),
    renewed: () => undefined,
    switched: () => undefined,
    signedOut: () => undefined,
  })
  return { store, received }
}

const set = (block: string, column: string, value: number): Op => ({ set: [block, null, column], value })

test('typing into a copy whose row another removed waits for a decision; mine puts the row back with everything', async () => {
  const server = new DraftServer({ form: branchesForm(), data })
  const { store } = await opened(server)
  server.change('edu010001b', [{ remove: 'branches', ids: ['a'] }])
  store.save([
    set('staff~a', 'teachers', 5),
    { insert: 'works~a', after: null, rows: [{ $id: 'w', what: 'Крыша' }] },
    set('total', 'teachers', 5),
  ])
  await expect.poll(() => store.decisions.length).toBe(1)
  await expect.poll(() => server.data['total']).toEqual({ teachers: 5 })
  expect(server.data['branches']).toBeUndefined()
  store.decide(store.decisions[0]?.id ?? '', 'mine')
  expect(await store.flush()).toBe(true)
  expect(server.data).toMatchObject({
    branches: [{ $id: 'a', name: 'Северный' }],
    'staff~a': { teachers: 5, others: 2 },
    'works~a': [{ $id: 'w', what: 'Крыша' }],
  })
  store.close()
})

test('removing a row into whose copy another typed waits for a decision, too', async () => {
  const server = new DraftServer({ form: branchesForm(), data })
  const { store, received } = await opened(server)
  server.change('edu010001b', [set('staff~a', 'teachers', 9)])
  store.save([{ remove: 'branches', ids: ['a'] }])
  await expect.poll(() => store.decisions.length).toBe(1)
  expect(server.data['branches']).toBeDefined()
  store.decide(store.decisions[0]?.id ?? '', 'theirs')
  expect(await store.flush()).toBe(true)
  const shown = applyOps(branchesForm(), applyOps(branchesForm(), data, [{ remove: 'branches', ids: ['a'] }]), received)
  expect(shown).toMatchObject({ branches: [{ $id: 'a' }], 'staff~a': { teachers: 9 } })
  store.close()
})

test('what another changed in a copy is seen when its row has come back, also where nobody could see it meanwhile', async () => {
  const server = new DraftServer({ form: branchesForm(), data })
  const { store, received } = await opened(server)
  server.change('edu010001b', [
    set('staff~a', 'teachers', 9),
    { set: ['hours', 'm', 'lessons~x'], value: 7 },
    { remove: 'branches', ids: ['a'] },
    { remove: 'classes', ids: ['x'] },
  ])
  store.save([set('total', 'teachers', 1)])
  expect(await store.flush()).toBe(true)
  await expect.poll(() => received.length).toBeGreaterThan(0)
  const back: Op[] = [
    { insert: 'branches', after: null, rows: [{ $id: 'a', name: 'Северный' }] },
    { insert: 'classes', after: null, rows: [{ $id: 'x', class: '1А' }] },
  ]
  const shown = applyOps(branchesForm(), data, [...received, ...back])
  expect(shown).toMatchObject({ 'staff~a': { teachers: 9 }, hours: [{ 'lessons~x': 7 }] })
  store.close()
})
