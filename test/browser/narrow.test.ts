import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { memoryDraftStore } from '@tabel/renderer'
import type { FormData } from '@tabel/engine'
import { formOf } from '../support/cells.ts'
import { openForm, place } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'

afterEach(async () => {
  document.body.replaceChildren()
  await page.viewport(1280, 800)
})

/** The sample form on a whole screen of so many pixels. */
async function onScreen(width: number, height: number, data: FormData, title = 'Пробная форма'): Promise<OpenForm> {
  await page.viewport(width, height)
  const host = place()
  Object.assign(host.style, { position: 'fixed', inset: '0', width: 'auto', height: 'auto' })
  const form = { ...sampleForm, blocks: { ...sampleForm.blocks, pupils: { ...sampleForm.blocks['pupils'], min: 1 } } }
  return openForm(memoryDraftStore({ form: form as typeof sampleForm, title, data, today: '2026-04-25' }), host)
}

const boxOf = (element: Element | null | undefined): DOMRect => {
  if (!element) throw new Error('it is not there')
  return element.getBoundingClientRect()
}

/** The box of a text itself, not of the element that may be wider. */
function boxOfText(element: Element | null): DOMRect {
  const range = document.createRange()
  if (element) range.selectNodeContents(element)
  return range.getBoundingClientRect()
}

test('on a phone a long title ends before «Закрыть», and what a sheet says is not wider than the screen', async () => {
  const form = await onScreen(390, 844, {}, 'Сведения о классах и обучающихся (по образцу ОО-1, раздел 2)')
  expect(boxOfText(form.root.querySelector('h2')).right).toBeLessThanOrEqual(boxOf(form.root.querySelector('.close')).left)
  await expect.poll(() => form.sheet.shadowRoot?.querySelector('.mark')).toBeTruthy()
  expect(boxOf(form.sheet.shadowRoot?.querySelector('.mark')).right).toBeLessThanOrEqual(390)
  await form.press('Ошибки')
  expect(boxOf(form.root.querySelector('.problems h3')).height).toBeLessThan(30)
})

test('at 1366 × 768 magnified twice the list of problems, a row of the table and the line under it fit together', async () => {
  const form = await onScreen(683, 384, { pupils: pupils(3, { z1: 9 }) })
  await form.press('Ошибки')
  const [list, foot] = [boxOf(form.root.querySelector('#problems')), boxOf(form.root.querySelector('.foot'))]
  expect(foot.bottom).toBeLessThanOrEqual(384)
  expect(list.bottom).toBeLessThanOrEqual(foot.top + 1)
  expect(boxOf(form.root.querySelector('.lists')).height).toBeGreaterThan(60)
  expect(boxOfText(form.cell('pupils/r1/code')).bottom).toBeLessThanOrEqual(list.top + 1)
})

const longFields = formOf({
  blocks: [
    {
      fields: 'f',
      items: [
        { key: 'seats', title: 'Посадочных мест', type: 'integer', unit: 'человек в среднем за учебный год' },
        { key: 'remark', title: 'Замечания', type: 'string' },
      ],
    },
  ],
})

test('fields have room for texts where there is any, fit on a phone, and show their names with units whole', async () => {
  const openFields = async (width: number): Promise<OpenForm> => {
    await page.viewport(width, 844)
    const host = place()
    Object.assign(host.style, { position: 'fixed', inset: '0', width: 'auto', height: 'auto' })
    return openForm(memoryDraftStore({ form: longFields, today: '2026-04-25' }), host)
  }
  const wide = await openFields(1366)
  expect(boxOf(wide.cell('f//remark')).width).toBeGreaterThan(300)
  for (const width of [390, 374, 360]) {
    const form = await openFields(width)
    expect(boxOf(form.cell('f//remark')).right).toBeLessThanOrEqual(width)
    const [text, below] = [form.find('[data-side="0"] .words'), form.find('[data-side="1"]')]
    expect(boxOfText(text).bottom).toBeLessThanOrEqual(boxOf(below).top)
  }
})
