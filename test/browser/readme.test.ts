import '@tabel/renderer'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import readme from '../../renderer/README.md?raw'
import { panelForm } from '../support/panel-form.ts'
import { OpenForm, place } from './support/open-form.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

test('the example of the README works as it stands there', async () => {
  const example = /```html\n([\s\S]*?)```/u.exec(readme)?.[1] ?? ''
  const [, markup = '', script = ''] = /^([\s\S]*?)<script type="module">([\s\S]*?)<\/script>/u.exec(example) ?? []
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(10)
  const asked: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
    asked.push(
      `${init?.method ?? 'GET'} ${address instanceof Request ? address.url : address.toString()} ${typeof init?.body === 'string' ? init.body : ''}`.trim(),
    )
    return Promise.resolve(Response.json(panelForm()))
  })
  const host = place()
  host.innerHTML = markup
  const module = document.createElement('script')
  module.type = 'module'
  module.textContent = script.replace(/import '.*'/u, '')
  host.append(module)
  const element = host.querySelector('tabel-form')
  if (!element) throw new Error('the example has no form')
  const form = new OpenForm(element)
  await expect.poll(() => element.shadowRoot?.querySelector('tabel-sheet')?.shadowRoot?.querySelector('tabel-grid')).toBeTruthy()
  await form.click('f//a')
  await form.keys('3{Tab}')
  await userEvent.click(element.shadowRoot?.querySelector('#tab-second') ?? document.body)
  await form.click('g//x')
  await form.keys('1{Enter}')
  expect(JSON.parse(localStorage.getItem('draft') ?? '{}')).toMatchObject({ f: { a: 3 }, g: { x: 1 } })
  expect(asked).toEqual(['GET /form.json'])
  localStorage.removeItem('draft')
})
