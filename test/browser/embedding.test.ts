import '@tabel/renderer'
import type { TabelForm, TabelFormEvents } from '@tabel/renderer'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { panelForm } from '../support/panel-form.ts'
import { OpenForm, place } from './support/open-form.ts'
import { sampleForm } from './support/sample-form.ts'

afterEach(() => document.body.replaceChildren())

const filled = { f: { a: 3, b: 1, c: 2 }, g: { x: 1 } }

async function embed(set: (element: TabelForm) => void, host: ParentNode = place()): Promise<OpenForm> {
  const element = document.createElement('tabel-form')
  set(element)
  host.append(element)
  const form = new OpenForm(element)
  await expect.poll(() => element.shadowRoot?.querySelector('tabel-sheet')?.shadowRoot?.querySelector('tabel-grid')).toBeTruthy()
  await form.settled()
  return form
}

/** Details of events of one name, as they come. */
function heard<Name extends keyof TabelFormEvents>(element: TabelForm, name: Name): TabelFormEvents[Name][] {
  const list: TabelFormEvents[Name][] = []
  element.addEventListener(name, (event) => list.push((event as CustomEvent<TabelFormEvents[Name]>).detail))
  return list
}

test('a form with its data works with no server: data in, events and data out', async () => {
  const form = await embed((element) => Object.assign(element, { form: panelForm(), data: filled, today: '2026-04-25' }))
  const [changes, verdicts, saves] = [
    heard(form.element, 'tabel-change'),
    heard(form.element, 'tabel-problems'),
    heard(form.element, 'tabel-save'),
  ]
  await form.click('f//a')
  await form.keys('7{Enter}')
  expect(changes).toEqual([{ ops: [{ set: ['f', null, 'a'], value: 7 }], data: { ...filled, f: { a: 7, b: 1, c: 2 } } }])
  await expect.poll(() => verdicts.at(-1)).toMatchObject({ errors: 1, canSubmit: false, problems: [{ id: 'sum@f//a' }] })
  await form.keys('{Control>}z{/Control}')
  expect(form.element.data).toEqual(filled)
  expect(changes).toHaveLength(2)
  await form.keys('{Control>}s{/Control}')
  await expect.poll(() => saves).toEqual([{ data: filled }])
})

test('«Сдать отчет» gives the report with its computed cells; whoever cancels it keeps the form open', async () => {
  const form = await embed((element) => Object.assign(element, { form: sampleForm, today: '2026-04-25', data: complete }))
  const [submits, accepted, closes] = [
    heard(form.element, 'tabel-submit'),
    heard(form.element, 'tabel-submitted'),
    heard(form.element, 'tabel-close'),
  ]
  const refuse = (event: Event) => event.preventDefault()
  form.element.addEventListener('tabel-submit', refuse)
  await expect.poll(() => form.button('Сдать отчет').disabled, { timeout: 10_000 }).toBe(false)
  await userEvent.click(form.button('Сдать отчет'))
  expect(submits).toHaveLength(1)
  expect(submits[0]?.data['pupils']).toMatchObject([{ code: '10001', z1: 1, sum: 0 }])
  expect(accepted).toHaveLength(0)
  form.element.removeEventListener('tabel-submit', refuse)
  await userEvent.click(form.button('Сдать отчет'))
  await expect.poll(() => [accepted.length, closes.length]).toEqual([1, 1])
})

const complete = { pupils: [{ $id: 'r1', code: '10001', z1: 1, z2: 1 }], info: { name: 'Лицей 1' } }

test('with remote checks no formula is evaluated here: only the rules of cells speak', async () => {
  const form = await embed((element) =>
    Object.assign(element, { form: panelForm(), data: { ...filled, f: { a: 9, b: 1, c: 2 } }, checks: 'remote' }),
  )
  await expect.poll(() => form.button('Сдать отчет').disabled).toBe(false)
  await form.click('f//a')
  await form.keys('{F2}семь{Enter}')
  await expect.poll(() => form.button('Ошибки').textContent).toContain('(1)')
})

test('several forms live on one page, each with its own undo', async () => {
  const host = place()
  const one = await embed((element) => Object.assign(element, { form: panelForm(), data: filled }), host)
  const other = await embed((element) => Object.assign(element, { form: panelForm(), data: filled }), host)
  await one.click('f//a')
  await one.keys('8{Enter}')
  await other.click('f//a')
  await other.keys('9{Enter}')
  await one.click('f//b')
  await one.keys('{Control>}z{/Control}')
  expect([one.element.data, other.element.data]).toEqual([filled, { ...filled, f: { a: 9, b: 1, c: 2 } }])
})

test('an element that leaves the page and comes back goes on with what was filled in', async () => {
  const form = await embed((element) => Object.assign(element, { form: panelForm(), data: filled }))
  await form.click('f//a')
  await form.keys('8{Enter}')
  form.element.remove()
  await new Promise((later) => setTimeout(later))
  expect(form.element.data).toMatchObject({ f: { a: 8 } })
  place().append(form.element)
  await expect.poll(() => form.text('f//a')).toBe('8')
})

test('inside a foreign shadow root it is filled as anywhere', async () => {
  const host = document.createElement('div')
  host.style.height = '600px'
  place().append(host)
  const root = host.attachShadow({ mode: 'open' })
  const form = await embed((element) => Object.assign(element, { form: panelForm(), data: filled }), root)
  await form.click('f//a')
  await form.keys('4{Tab}5{Enter}')
  await form.paste('6')
  expect(form.element.data).toMatchObject({ f: { a: 4 } })
  expect(await form.copy()).not.toBe('')
})

test('F6 goes from part to part and leaves no table without a way out', async () => {
  const form = await embed((element) =>
    Object.assign(element, { form: panelForm(), data: { ...filled, f: { a: 9, b: 1, c: 2 } } }),
  )
  await form.press('Ошибки')
  await form.click('f//a')
  const where = () => form.root.activeElement?.closest('#problems, .tabs, .actions, #sheet')
  await form.keys('{F6}')
  expect(where()?.id).toBe('problems')
  await form.keys('{F6}')
  expect(where()?.className).toContain('actions')
  await form.keys('{F6}{F6}')
  expect(where()?.id).toBe('sheet')
  await form.keys('{Shift>}{F6}{/Shift}')
  expect(where()?.className).toBe('tabs')
})

test('the buttons and messages speak English when asked to; the form stays in its own language', async () => {
  const form = await embed((element) =>
    Object.assign(element, { form: panelForm(), data: { ...filled, f: { a: 9, b: 1, c: 2 } }, locale: 'en' }),
  )
  expect(form.button('Save draft')).toBeTruthy()
  await expect.poll(() => form.button('Errors').textContent).toContain('(1)')
  await form.press('Errors')
  expect(form.root.querySelector('#problems')?.textContent).toContain('How to mend it')
  expect(form.root.querySelector('#tab-first')?.textContent).toContain('Первый')
  const texts = [...form.root.querySelectorAll('button, th')].map(
    (one) => `${one.textContent ?? ''}${one.getAttribute('aria-label') ?? ''}`,
  )
  expect(texts.filter((text) => /[а-яё]/iu.test(text) && !/Первый|Второй|«А»|Взять сумму/u.test(text))).toEqual([])
  form.element.locale = 'ru'
  await form.settled()
  expect(form.button('Сохранить черновик')).toBeTruthy()
})
