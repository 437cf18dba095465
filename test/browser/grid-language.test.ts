import type { FormData } from '@tabel/engine'
import { memoryDraftStore } from '@tabel/renderer'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { formOf } from '../support/cells.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

// What the form language can say beyond plain cells, as people meet it on the sheet.

const form = formOf({
  lists: {
    meals: { breakfast: 'Завтрак', lunch: 'Обед', snack: 'Полдник' },
    kinds: [
      { code: 'gym', title: 'Гимназия', level: 'oo' },
      { code: 'kol', title: 'Колледж', level: 'spo' },
    ],
  },
  sheets: [
    {
      sheet: 'main',
      title: 'Общее',
      blocks: [
        {
          fields: 'f',
          items: [
            { key: 'own', title: 'Своя кухня', type: 'boolean' },
            { key: 'who', title: 'Кто готовит', type: 'string', applies: 'f.own = FALSE' },
            { key: 'level', title: 'Уровень', choices: ['oo', 'spo'] },
            { key: 'kind', title: 'Вид', choices: 'kinds', choicesWhere: 'kinds.level = f.level' },
            { key: 'meals', title: 'Подают', choices: 'meals', several: true },
            { key: 'from', title: 'Начало', type: 'time' },
            { key: 'price', title: 'Цена', type: 'money' },
            { key: 'menu', title: 'Меню', type: 'file' },
          ],
        },
        { note: 'Есть своя кухня', visible: 'f.own' },
      ],
    },
    {
      sheet: 'kitchen',
      title: 'Кухня',
      applies: 'f.own',
      blocks: [{ fields: 'k', items: [{ key: 'cooks', title: 'Поваров', type: 'integer', required: true }] }],
    },
  ],
})

const open = (data: FormData = {}) => openForm(memoryDraftStore({ form, data, today: '2026-04-25' }))
const tabs = (page: OpenForm) => [...page.root.querySelectorAll('[role=tab]')].map((tab) => tab.textContent?.trim())
const fields = (page: OpenForm) => page.all('[data-cell]').map((cell) => cell.dataset['cell'])
const notes = (page: OpenForm) => [...(page.sheet.shadowRoot?.querySelectorAll('.note') ?? [])].map((note) => note.textContent)
const options = (page: OpenForm) => page.all('[role=option]').map((option) => option.textContent?.trim())

test('sheets, fields and notes come and go with what they depend on, and the active cell stays', async () => {
  const page = await open()
  await page.click('f//own')
  await expect.poll(() => tabs(page)).toEqual(['Общее'])
  await page.keys('{F2}{ArrowDown}{Enter}')
  await expect.poll(() => fields(page)).not.toContain('f//who')
  expect([tabs(page).length, notes(page)]).toEqual([2, ['Есть своя кухня']])
  expect(page.active).toBe('f//level')
  await page.click('f//own')
  await page.keys('{F2}{ArrowDown}{Enter}')
  await expect.poll(() => fields(page)).toContain('f//who')
  expect([tabs(page), notes(page)]).toEqual([['Общее'], []])
})

test('a sheet that ceases to apply while it is shown gives way to the first', async () => {
  const page = await open()
  await page.click('f//own')
  await expect.poll(() => tabs(page)).toEqual(['Общее'])
  await page.keys('{F2}{ArrowDown}{Enter}')
  await expect.poll(() => tabs(page).length).toBe(2)
  await userEvent.click(page.root.querySelector('#tab-kitchen') ?? document.body)
  await vi.waitUntil(() => fields(page).includes('k//cooks'))
  await page.click('k//cooks')
  await page.keys('{Control>}z{/Control}')
  await expect.poll(() => tabs(page)).toEqual(['Общее'])
  expect(fields(page)).toContain('f//own')
})

test('a list offers what fits the other cells', async () => {
  const page = await open({ f: { level: 'oo' } })
  await page.click('f//kind')
  await page.keys('{Alt>}{ArrowDown}{/Alt}')
  await expect.poll(() => options(page)).toEqual(['Гимназия'])
  await page.keys('{ArrowDown}{Enter}')
  expect(page.text('f//kind')).toBe('Гимназия')
})

test('several are chosen one after another, by mouse and by keys', async () => {
  const page = await open()
  await page.click('f//meals')
  await page.keys('{F2}')
  const choose = async (title: string) => {
    await userEvent.click(page.all('[role=option]').find((one) => one.textContent?.trim() === title) ?? document.body)
    await page.settled()
  }
  await choose('Обед')
  await choose('Завтрак')
  await choose('Полдник')
  await choose('Обед')
  expect(page.editor?.value).toBe('Завтрак; Полдник')
  await page.keys('{Enter}')
  expect(page.text('f//meals')).toBe('Завтрак; Полдник')
  await page.click('f//meals')
  await page.keys('{F2}; об{Enter}')
  expect(page.text('f//meals')).toBe('Завтрак; Обед; Полдник')
})

test('times and money are read as people write them; a file is not typed', async () => {
  const page = await open()
  await page.click('f//from')
  await page.keys('8.30{Enter}1 234,5{Enter}')
  expect([page.text('f//from'), page.text('f//price')]).toEqual(['08:30', '1 234,50'])
  expect(page.active).toBe('f//menu')
  await page.keys('x')
  expect(page.editor).toBeNull()
})
