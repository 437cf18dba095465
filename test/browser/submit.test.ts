import type { Problem } from '@tabel/engine'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { DraftServer } from '../support/draft-protocol.ts'
import { openForm } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'
import { storeOver } from './support/store-over.ts'

afterEach(() => document.body.replaceChildren())

const complete = { pupils: pupils(2), info: { name: 'Лицей 1' } }

function open(server: DraftServer) {
  return openForm(storeOver(server))
}

test('«Сдать отчет» opens when nothing is wrong, judged and saved, and hands the report in', async () => {
  const server = new DraftServer({ form: sampleForm, data: { ...complete, pupils: pupils(2, { z1: 7 }) } })
  const form = await open(server)
  expect(form.button('Сдать отчет').disabled).toBe(true)
  expect(form.button('Сдать отчет').title).toContain('исправлены 2 ошибки')
  const told: unknown[] = []
  form.element.addEventListener('tabel-submitted', (event) => told.push((event as CustomEvent).detail))
  form.element.addEventListener('tabel-close', () => told.push('close'))
  for (const row of ['r1', 'r2']) {
    await form.click(`pupils/${row}/z1`)
    await form.keys('1{Enter}')
  }
  await expect.poll(() => form.button('Сдать отчет').disabled).toBe(false)
  await userEvent.click(form.button('Сдать отчет'))
  await expect.poll(() => told.length).toBe(2)
  expect(told[0]).toMatchObject({ id: 's1', number: '1' })
  expect(form.root.querySelector('.banner')?.textContent).toContain('Отчет сдан')
})

test('errors that only the server finds are listed', async () => {
  const problem: Problem = {
    id: 'R99@pupils/r1/z1',
    check: 'R99',
    severity: 'error',
    sheet: 'pupils',
    at: { block: 'pupils', row: 'r1', column: 'z1' },
    cells: [{ block: 'pupils', row: 'r1', column: 'z1' }],
    message: 'Сервер знает больше.',
  }
  const server = new DraftServer({ form: sampleForm, data: complete, judge: () => Promise.resolve([problem]) })
  const form = await open(server)
  await expect.poll(() => form.button('Сдать отчет').disabled).toBe(false)
  await userEvent.click(form.button('Сдать отчет'))
  await expect.poll(() => form.root.querySelector('#problems')?.textContent).toContain('Сервер знает больше.')
  expect(form.button('Ошибки (1)').classList.contains('bad')).toBe(true)
})
