import { beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

beforeEach(() => localStorage.clear())

const rows = [{ $id: 'a', code: '10001' }, { $id: 'b' }]
const widthOf = (form: OpenForm, key: string): number => form.cell(`pupils/a/${key}`).getBoundingClientRect().width
const grip = (form: OpenForm, place: number): HTMLElement => form.find(`[data-head="${place}"] .grip`)

/** Presses the edge of a title and lets go so many pixels to the right; real moves of a pointer, told to the page itself. */
async function drag(form: OpenForm, place: number, by: number): Promise<void> {
  const edge = grip(form, place)
  const { x, y } = edge.getBoundingClientRect()
  const tell = (target: EventTarget, type: string, clientX: number): boolean =>
    target.dispatchEvent(
      new PointerEvent(type, { clientX, clientY: y, button: 0, bubbles: true, composed: true, cancelable: true }),
    )
  tell(edge, 'pointerdown', x)
  tell(window, 'pointermove', x + by / 2)
  tell(window, 'pointermove', x + by)
  tell(window, 'pointerup', x + by)
  await form.settled()
}

test('a column is made wider by the edge of its title, keeps that when the form is opened again, and selects nothing', async () => {
  const form = await openSample({ pupils: rows })
  await form.click('pupils/a/code')
  const before = widthOf(form, 'code')
  await drag(form, 0, 60)
  expect(widthOf(form, 'code')).toBe(before + 60)
  expect(form.active).toBe('pupils/a/code')
  const again = await openSample({ pupils: rows })
  expect(widthOf(again, 'code')).toBe(before + 60)
})

test('a column never becomes so narrow that it cannot be found again, and Escape gives the change up', async () => {
  const form = await openSample({ pupils: rows })
  const before = widthOf(form, 'code')
  await drag(form, 0, -1000)
  expect(widthOf(form, 'code')).toBe(36)
  await drag(form, 0, before - 36)
  const edge = grip(form, 0)
  edge.dispatchEvent(new PointerEvent('pointerdown', { clientX: 100, button: 0, bubbles: true, composed: true }))
  window.dispatchEvent(new PointerEvent('pointermove', { clientX: 300 }))
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await form.settled()
  expect(widthOf(form, 'code')).toBe(before)
})

test('the edge of a title pressed twice makes the column as wide as what it holds', async () => {
  const long = 'Очень длинный код, который не помещается'
  const form = await openSample({ pupils: [{ $id: 'a', code: long }, { $id: 'b' }] })
  const before = widthOf(form, 'code')
  await userEvent.dblClick(grip(form, 0))
  await expect.poll(() => widthOf(form, 'code')).toBeGreaterThan(before)
  const text = form.cell('pupils/a/code').querySelector('.text')
  expect(text?.scrollWidth).toBe(text?.clientWidth)
})

test('titles of frozen columns stay where they are while the table scrolls, with the edges in them', async () => {
  const form = await openSample({ pupils: rows })
  for (const column of [4, 5, 6, 7]) await drag(form, column, 300)
  const title = form.find('[data-head="0"]')
  const before = title.getBoundingClientRect().left
  form.sheet.scrollLeft = 200
  await form.settled()
  expect(form.sheet.scrollLeft).toBe(200)
  expect(title.getBoundingClientRect().left).toBe(before)
  expect(grip(form, 0).getBoundingClientRect().right).toBe(title.getBoundingClientRect().right + 3)
})
