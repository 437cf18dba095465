import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

const blank = ['b', 'c', 'd'].map(($id) => ({ $id }))

/**
 * Drags the square at the corner of the selection to a cell. Like a person one drags again where the mouse missed the square: then
 * nothing more is selected than before.
 */
async function fillTo(form: OpenForm, place: string): Promise<void> {
  const selected = () => form.all('.cell[aria-selected=true]').length
  const before = selected()
  const drag = () => userEvent.dragAndDrop(form.find('.fill-handle'), form.cell(place))
  await drag()
  await vi.waitUntil(() => selected() > before, { timeout: 3_000 }).catch(drag)
  await vi.waitUntil(() => selected() > before)
}

const column = (form: OpenForm, key: string): string[] => ['a', 'b', 'c', 'd'].map((row) => form.text(`pupils/${row}/${key}`))

test('dragging the corner of a cell down fills the cells below it in one step of undo', async () => {
  const form = await openSample({ pupils: [{ $id: 'a', code: '10001', z1: 2 }, ...blank] })
  await form.click('pupils/a/z1')
  await fillTo(form, 'pupils/d/z1')
  await expect.poll(() => column(form, 'z1')).toEqual(['2', '2', '2', '2'])
  expect(form.all('.cell[aria-selected=true]')).toHaveLength(4)
  expect(form.active).toBe('pupils/a/z1')
  await form.keys('{Control>}z{/Control}')
  expect(column(form, 'z1')).toEqual(['2', '', '', ''])
})

test('several cells are repeated, upwards too', async () => {
  const rows = [{ $id: 'a' }, { $id: 'b' }, { $id: 'c', z1: 1 }, { $id: 'd', z1: 2 }]
  const form = await openSample({ pupils: rows })
  await form.click('pupils/c/z1')
  await form.keys('{Shift>}{ArrowDown}{/Shift}')
  await fillTo(form, 'pupils/a/z1')
  await expect.poll(() => column(form, 'z1')).toEqual(['1', '2', '1', '2'])
})

test('cells that the form locks keep what they hold, and another column reads the text as if it was typed', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/z3')
  await fillTo(form, 'pupils/r1/closed')
  expect(form.text('pupils/r1/closed')).toBe('')
  await form.click('pupils/r1/code')
  await fillTo(form, 'pupils/r1/held')
  await expect.poll(() => form.text('pupils/r1/held')).toBe('10001')
  await expect.poll(() => form.cell('pupils/r1/held').className).toContain('mark-error')
})

test('where the button goes up counts, also when no move was told before it', async () => {
  const form = await openSample({ pupils: [{ $id: 'a', code: '10001', z1: 2 }, ...blank] })
  await form.click('pupils/a/z1')
  const at = (element: HTMLElement) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, composed: true, pointerType: 'mouse', button: 0 }
  }
  const [from, to] = [form.find('.fill-handle'), form.cell('pupils/c/z1')]
  from.dispatchEvent(new PointerEvent('pointerdown', at(from)))
  to.dispatchEvent(new PointerEvent('pointerup', at(to)))
  await expect.poll(() => column(form, 'z1')).toEqual(['2', '2', '2', ''])
})

test('a form that is only looked at has no handle', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/z1')
  expect(form.all('.fill-handle')).toHaveLength(1)
  form.element.readOnly = true
  await form.settled()
  expect(form.all('.fill-handle')).toHaveLength(0)
})

test('a fill drawn onto the empty row adds a row that holds what is filled, in the same step of undo', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/sex')
  await form.keys('{Shift>}{ArrowRight}{/Shift}')
  await fillTo(form, 'pupils/+/held')
  await expect.poll(() => form.all('.row.cells')).toHaveLength(2)
  const added = form.all('[data-cell$="/sex"]').map((cell) => cell.querySelector('.text')?.textContent?.trim())
  expect(added.slice(0, 2)).toEqual([form.text('pupils/r1/sex'), form.text('pupils/r1/sex')])
  await form.keys('{Control>}z{/Control}')
  expect(form.all('.row.cells')).toHaveLength(1)
})
