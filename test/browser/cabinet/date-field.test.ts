import axe from 'axe-core'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../server/cabinet/src/elements/date-field.ts'
import type { DateField } from '../../../server/cabinet/src/elements/date-field.ts'
import '../../../server/cabinet/src/styles/index.css'

afterEach(() => document.body.replaceChildren())

interface Opened {
  readonly form: HTMLFormElement
  readonly field: DateField
  readonly input: HTMLInputElement
  readonly keys: (text: string) => Promise<void>
  /** The name of the button that has the focus. */
  readonly focused: () => string | null
}

async function open(attributes: string): Promise<Opened> {
  document.documentElement.lang = 'ru'
  document.body.innerHTML = `<form novalidate><lk-date-field class="field" name="at" label="Окончание" ${attributes}></lk-date-field></form>`
  const [form, field] = [document.querySelector('form')!, document.querySelector<DateField>('lk-date-field')!]
  await field.updateComplete
  const keys = async (text: string): Promise<void> => {
    await userEvent.keyboard(text)
    await field.updateComplete
  }
  const focused = () => document.activeElement?.getAttribute('aria-label') ?? null
  return { form, field, input: field.querySelector('input')!, keys, focused }
}

const given = (form: HTMLFormElement) => new FormData(form).get('at')
const month = () => document.querySelector('.date-popup strong')?.textContent?.trim()
const isOpen = () => document.querySelector('.date-popup:popover-open') !== null
const mistake = () => document.querySelector('.note.bad')?.textContent

test('what is typed goes into the form as an ISO date, and is written as it was understood', async () => {
  const { form, field, input, keys } = await open('with-time value="2026-12-01T18:00"')
  expect([input.value, field.value, given(form)]).toEqual(['01.12.2026 18:00', '2026-12-01T18:00', '2026-12-01T18:00'])
  const seen: string[] = []
  field.addEventListener('change', () => seen.push(field.value))
  await userEvent.fill(input, '5.1.27 9')
  await keys('{Tab}')
  expect([input.value, given(form), seen]).toEqual(['05.01.2027 09:00', '2027-01-05T09:00', ['2027-01-05T09:00']])
  form.reset()
  await field.updateComplete
  expect([input.value, given(form)]).toEqual(['01.12.2026 18:00', '2026-12-01T18:00'])
})

test('what is wrong is told in Russian once the field is left, and the form has no value', async () => {
  const { form, field, input, keys } = await open('min="2026-12-01" max="2026-12-31"')
  await userEvent.fill(input, '31.11.2026')
  expect(mistake()).toBe('')
  await keys('{Tab}')
  expect([mistake(), field.validationMessage, given(form)]).toEqual(['Такого дня нет: 31.11.2026', mistake(), ''])
  expect([input.getAttribute('aria-invalid'), form.checkValidity()]).toEqual(['true', false])
  await userEvent.fill(input, '30.11.2026')
  await keys('{Tab}')
  expect(mistake()).toBe('Не раньше, чем 01.12.2026')
  await userEvent.fill(input, '2.12.2026')
  await keys('{Tab}')
  expect([mistake(), given(form), form.checkValidity()]).toEqual(['', '2026-12-02', true])
})

test('a day is chosen from the month with keys alone, and the time remains to be typed', async () => {
  const { field, input, keys, focused } = await open('with-time value="2026-12-01T10:30"')
  input.focus()
  await keys('{Alt>}{ArrowDown}{/Alt}')
  expect([isOpen(), month(), focused()]).toEqual([true, 'Декабрь 2026', 'вторник, 1 декабря 2026 г.'])
  await keys('{ArrowLeft}')
  expect([month(), focused()]).toEqual(['Ноябрь 2026', 'понедельник, 30 ноября 2026 г.'])
  await keys('{ArrowDown}{End}{PageDown}{Home}')
  expect(focused()).toBe('понедельник, 11 января 2027 г.')
  await keys('{Shift>}{PageUp}{/Shift}')
  expect(focused()).toBe('воскресенье, 11 января 2026 г.')
  await keys('{Enter}')
  expect([isOpen(), field.value, document.activeElement]).toEqual([false, '2026-01-11T10:30', input])
  await keys('12:00{Tab}')
  expect(field.value).toBe('2026-01-11T12:00')
})

test('Escape closes the month alone, the mouse opens it and chooses; days out of bounds are not taken', async () => {
  const { field, input, keys } = await open('value="2026-12-10" min="2026-12-05" max="2026-12-20"')
  const button = field.querySelector<HTMLElement>('button[aria-haspopup]')!
  let heard = 0
  document.body.addEventListener('keydown', (event) => (heard += event.key === 'Escape' ? 1 : 0))
  await userEvent.click(button)
  await keys('{Escape}')
  expect([isOpen(), heard, document.activeElement, field.value]).toEqual([false, 0, input, '2026-12-10'])
  await userEvent.click(button)
  await userEvent.click(document.querySelector('[data-day="2026-12-04"]')!, { force: true })
  expect([isOpen(), field.value]).toEqual([true, '2026-12-10'])
  await userEvent.click(document.querySelector('[data-day="2026-12-20"]')!)
  await field.updateComplete
  expect([isOpen(), field.value, input.value]).toEqual([false, '2026-12-20', '20.12.2026'])
  await userEvent.click(button)
  const aside = document.body.appendChild(document.createElement('p'))
  aside.textContent = 'рядом'
  aside.style.cssText = 'position: fixed; right: 0; bottom: 0'
  await userEvent.click(aside)
  expect(isOpen()).toBe(false)
})

test('a field that cannot be used takes nothing; an open month has no violation', async () => {
  const { form, field, input } = await open('value="2026-12-10"')
  field.disabled = true
  await field.updateComplete
  expect([input.disabled, given(form)]).toEqual([true, null])
  field.disabled = false
  await field.updateComplete
  await userEvent.click(field.querySelector('button[aria-haspopup]')!)
  const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
  const own = violations.filter(({ nodes }) => nodes.some(({ html }) => !html.startsWith('<html')))
  expect(own.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`).filter((one) => !/^(landmark|page-has)/u.test(one))).toEqual(
    [],
  )
})
