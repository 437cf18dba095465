import { memoryDraftStore } from '@tabel/renderer'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { branchesForm } from '../support/copies.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

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
  await vi.waitFor(() => expect(page.text(`staff~${added}//all`)).toBe('2'))
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
  await userEvent.click(page.button('Ошибки'))
  await vi.waitFor(() => expect(page.root.querySelector('#problems')?.textContent).toContain('План Северный'))
})
