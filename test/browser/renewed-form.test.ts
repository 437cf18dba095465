import type { CompiledForm } from '@tabel/engine'
import { afterEach, expect, test } from 'vitest'
import { DraftServer } from '../support/draft-protocol.ts'
import { openForm } from './support/open-form.ts'
import { column, pupils, sampleForm } from './support/sample-form.ts'
import { storeOver } from './support/store-over.ts'

afterEach(() => document.body.replaceChildren())

/** The sample form, in which «z1» is «points» now. */
function renewed(): CompiledForm {
  const { pupils: table, ...blocks } = sampleForm.blocks
  if (table?.kind !== 'dynamic') throw new Error('the sample form has no pupils')
  const columns = table.columns.map((one) => (one.key === 'z1' ? column({ ...one, key: 'points', title: 'Баллы' }) : one))
  return {
    ...sampleForm,
    version: '2',
    blocks: { pupils: { ...table, columns }, ...blocks },
    checks: [],
    migrations: [
      {
        from: { operator: '=', version: '1' },
        rename: [{ from: { block: 'pupils', column: 'z1' }, to: { block: 'pupils', column: 'points' } }],
        map: [],
        drop: [],
      },
    ],
  }
}

const complete = { pupils: pupils(2), info: { name: 'Лицей 1' } }

test('a form that the organizer renews is opened anew by itself, with what was typed', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  await form.click('pupils/r1/z1')
  server.renew(renewed())
  await form.keys('1{Enter}')
  await expect.poll(() => form.element.data['pupils']).toMatchObject([{ points: 1 }, {}])
  await expect.poll(() => form.notice).toBe('Организатор обновил форму. Введенное на месте, продолжайте')
  await form.click('pupils/r2/points')
  await form.keys('2{Enter}')
  await expect.poll(() => server.data['pupils']).toMatchObject([{ points: 1 }, { points: 2 }])
  expect(server.pushes.map(({ formVersion }) => formVersion)).toEqual(['1', '2'])
})

test('what was typed without a connection into the former form is shown and sent in the new one', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const store = storeOver(server)
  const form = await openForm(store)
  server.online = false
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}2{Enter}')
  await expect.poll(() => form.root.querySelector('#save-line')?.textContent).toContain('Нет связи')
  form.element.remove()
  server.renew(renewed())
  server.online = true
  const again = await openForm(store)
  await expect.poll(() => again.text('pupils/r2/points')).toBe('2')
  await expect.poll(() => server.data['pupils']).toMatchObject([{ points: 1 }, { points: 2 }])
})

test('what is of a version that the server does not know waits for a person and stops nothing', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const store = storeOver(server)
  const form = await openForm(store)
  server.online = false
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => form.root.querySelector('#save-line')?.textContent).toContain('Нет связи')
  form.element.remove()
  server.forget()
  server.renew(renewed())
  server.online = true
  const again = await openForm(store)
  await expect.poll(() => again.root.querySelector('.decide')?.textContent).toContain('Нужно решение')
  await again.click('pupils/r2/points')
  await again.keys('2{Enter}')
  await expect.poll(() => server.data['pupils']).toMatchObject([{}, { points: 2 }])
})
