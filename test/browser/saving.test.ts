import type { Op } from '@tabel/engine'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { DraftServer } from '../support/draft-protocol.ts'
import { openForm, place } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'
import { storeOver } from './support/store-over.ts'

afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

const set = (row: string, column: string, value: string | number | null): Op => ({ set: ['pupils', row, column], value })
const complete = { pupils: pupils(2), info: { name: 'Лицей 1' } }

const line = (form: OpenForm) => form.root.querySelector('#save-line')?.textContent ?? ''

test('the line above the table follows the connection', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  server.online = false
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => line(form)).toBe('Нет связи: изменения на этом компьютере')
  server.online = true
  await expect.poll(() => line(form)).toMatch(/^Сохранено в /u)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}] })
})

test('without IndexedDB the form says that the tab must stay open', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError')
  })
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  server.online = false
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => line(form)).toContain('Не закрывайте вкладку')
  const leaving = new Event('beforeunload', { cancelable: true })
  dispatchEvent(leaving)
  expect(leaving.defaultPrevented).toBe(true)
  server.online = true
  await expect.poll(() => line(form)).toMatch(/^Сохранено в /u)
})

test('«Нужно решение» shows both values and takes the one that is chosen', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  server.change('Иванова И. И.', [set('r1', 'z1', 2)])
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => form.root.querySelector('.decide')?.textContent).toContain('Нужно решение')
  expect(form.text('pupils/r1/z1')).toBe('1')
  expect(form.button('Сдать отчет').disabled).toBe(true)
  await userEvent.click(form.button('Нужно решение'))
  const values = [...form.root.querySelectorAll('#decisions dd')].map((value) => value.textContent?.trim())
  expect(values).toEqual(['1', '2'])
  expect(form.root.querySelector('#decisions')?.textContent).toContain('Иванова И. И.')
  await userEvent.click(form.button('Взять с сервера'))
  await expect.poll(() => form.text('pupils/r1/z1')).toBe('2')
  expect(form.root.querySelector<HTMLDialogElement>('#decisions')?.open).toBe(false)
})

test('what another typed appears without a word being lost', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  server.change('Иванова И. И.', [set('r2', 'z2', 2)])
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => form.text('pupils/r2/z2')).toBe('2')
  expect(form.notice).toContain('показаны новые значения')
})

test('a session that is over is told to the page, and resume saves what was typed', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  let told = 0
  form.element.addEventListener('tabel-signed-out', () => (told += 1))
  server.session = null
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => told).toBe(1)
  expect(line(form)).toContain('Войдите снова')
  server.session = 'edu010001'
  form.element.resume()
  expect(await form.element.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}] })
})

test('a form that cannot be opened says why and can be tried again', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  server.online = false
  const element = document.createElement('tabel-form')
  element.store = storeOver(server)
  place().append(element)
  await expect.poll(() => element.shadowRoot?.querySelector('[role=alert]')?.textContent).toContain('Нет связи с сервером')
  server.online = true
  await userEvent.click(element.shadowRoot?.querySelector('.primary') ?? document.body)
  await expect.poll(() => element.shadowRoot?.querySelector('tabel-sheet')).toBeTruthy()
})

test('«Закрыть» right after typing sends the change first', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  let closed = false
  form.element.addEventListener('tabel-close', () => (closed = true))
  await form.click('pupils/r1/z1')
  await form.keys('1')
  await userEvent.click(form.button('Закрыть'))
  await expect.poll(() => closed).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}] })
})

test('a collection that closes meanwhile closes the table and keeps what was typed', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const form = await openForm(storeOver(server))
  server.closed = true
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => form.root.querySelector('.readonly')?.textContent).toContain('Сбор данных закрыт')
  expect(form.text('pupils/r1/z1')).toBe('1')
  expect(form.find('#grid').getAttribute('aria-readonly')).toBe('true')
})

test('what another does appears by itself while nobody types here, and the same cell asks', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const store = storeOver(server, { watch: 30 })
  const form = await openForm(store)
  server.change('edu010001b', [set('r1', 'z1', 2), set('r2', 'code', '20002')])
  await expect.poll(() => [form.text('pupils/r1/z1'), form.text('pupils/r2/code')]).toEqual(['2', '20002'])
  expect(form.notice).not.toBe('')
  server.online = false
  await form.click('pupils/r1/z2')
  await form.keys('1{Enter}')
  server.change('edu010001b', [set('r1', 'z2', 0)])
  server.online = true
  await expect.poll(() => form.root.textContent).toContain('Нужно решение')
})

test('another tab of this browser shows at once what was saved in this one', async () => {
  const server = new DraftServer({ form: sampleForm, data: complete })
  const collection = crypto.randomUUID()
  const store = () => storeOver(server, { collection, watch: 3_600_000 })
  const other = store()
  const received: Op[] = []
  await other.open({
    changed: () => undefined,
    receive: (ops) => received.push(...ops),
    renewed: () => undefined,
    signedOut: () => undefined,
  })
  const form = await openForm(store())
  await form.click('pupils/r1/z1')
  await form.keys('1{Enter}')
  await expect.poll(() => received).toEqual([set('r1', 'z1', 1)])
  other.close()
})
