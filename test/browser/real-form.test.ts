import type { FormData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import validCase from '../../forms/library/vpr-fsr-ma4/cases/valid.json?raw'
import source from '../../forms/library/vpr-fsr-ma4/form.json?raw'
import { DraftServer } from '../support/draft-protocol.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { storeOver } from './support/store-over.ts'

const today = '2026-04-25'
const { form: compiled } = compileForm(source)
if (!compiled) throw new Error('the form of the library does not compile')
const form = compiled
const valid = (JSON.parse(validCase) as { readonly data: FormData }).data
const rows = (data: FormData, block: string) => data[block] as readonly { readonly $id: string }[]
const first = (block: string) => rows(valid, block)[0]?.$id ?? ''

/** The form over a server that judges with the engine's own checker, as the real one does. */
async function openReal(data: FormData): Promise<{ server: DraftServer; page: OpenForm }> {
  const server = new DraftServer({ form, data, today, judge: async (draft) => (await judge(form, draft, { today })).problems })
  return { server, page: await openForm(storeOver(server)) }
}

const turnTo = async (page: OpenForm, sheet: string) => {
  await userEvent.click(page.root.querySelector(`#tab-${sheet}`) ?? document.body)
  await page.settled()
}

test('the checker in its Worker fills computed cells and finds the warning of the valid sample', async () => {
  const { page } = await openReal(valid)
  await expect.poll(() => page.button('Сдать отчет').disabled, { timeout: 10_000 }).toBe(false)
  await page.press('Ошибки')
  expect(page.root.querySelector('#problems h3')?.textContent).toBe('Ошибок нет')
  expect(page.root.querySelector('#problems h4')?.textContent).toContain('1 предупреждение')
  await turnTo(page, 'results')
  await page.click(`results/${first('results')}/code`)
  await page.keys('{End}')
  expect(page.active).toBe(`results/${first('results')}/grade`)
  expect(page.text(page.active)).toMatch(/^[2-5]$/u)
  expect(page.cell(page.active).getAttribute('aria-readonly')).toBe('true')
})

test('a check across sheets follows what is typed, closes «Сдать отчет» and opens it again', async () => {
  const { server, page } = await openReal(valid)
  const wrote = `classes/${first('classes')}/wrote`
  await expect.poll(() => page.button('Сдать отчет').disabled, { timeout: 10_000 }).toBe(false)
  const right = page.text(wrote)
  await page.click(wrote)
  await page.keys('9{Enter}')
  await expect.poll(() => page.cell(wrote).getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => page.button('Ошибки (').classList.contains('bad')).toBe(true)
  expect(page.button('Сдать отчет').disabled).toBe(true)
  await page.click(wrote)
  await page.keys(`${right}{Enter}`)
  await expect.poll(() => page.button('Сдать отчет').disabled).toBe(false)
  await userEvent.click(page.button('Сдать отчет'))
  await expect.poll(() => page.root.querySelector('.banner')?.textContent).toContain('Отчет сдан')
  expect(server.data).toEqual(valid)
})

test('«5 чел.» in a number column is kept as typed, marked, and saved as a draft', async () => {
  const { server, page } = await openReal({})
  await page.click('classes/+/letter')
  await page.keys('A{Tab}25{Tab}5 ')
  await userEvent.fill(page.editor ?? document.body, '5 чел.')
  await page.keys('{Enter}')
  const typed = { letter: 'A', listed: 25, wrote: { $raw: '5 чел.' } }
  await expect.poll(() => rows(server.data, 'classes')?.[0]).toMatchObject(typed)
  const cell = page.cell(`classes/${rows(server.data, 'classes')[0]?.$id ?? ''}/wrote`)
  expect(cell.getAttribute('aria-invalid')).toBe('true')
})

test('a thousand participants pasted from Excel are judged by themselves within seconds', async () => {
  const { page } = await openReal({})
  await turnTo(page, 'results')
  await page.click('results/+/code')
  const line = (index: number) => [10_001 + index, 'А', 'м', 1, 4, ...Array.from({ length: 14 }, () => 1)].join('\t')
  await page.paste(Array.from({ length: 1000 }, (_, index) => line(index)).join('\r\n'))
  await expect.poll(() => page.text(page.all('[data-cell$="/score"]')[0]?.dataset['cell'] ?? ''), { timeout: 15_000 }).toBe('14')
  expect(page.find('#grid').getAttribute('aria-rowcount')).toMatch(/^100\d$/u)
})

test('where a page forbids workers the checker runs in the same thread', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new DOMException('forbidden', 'SecurityError')
      }
    },
  )
  const { page } = await openReal(valid)
  await expect.poll(() => page.button('Сдать отчет').disabled, { timeout: 10_000 }).toBe(false)
  vi.unstubAllGlobals()
})
