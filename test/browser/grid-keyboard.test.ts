import { expect, test } from 'vitest'
import { openSample } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

test('arrows, Home, End and their Ctrl forms move the active cell', async () => {
  const form = await openSample({ pupils: pupils(30) })
  await form.click('pupils/r1/code')
  await form.keys('{ArrowRight}{ArrowDown}')
  expect(form.active).toBe('pupils/r2/sex')
  await form.keys('{End}')
  expect(form.active).toBe('pupils/r2/closed')
  await form.keys('{Home}')
  expect(form.active).toBe('pupils/r2/code')
  await form.keys('{Control>}{End}{/Control}')
  expect(form.active).toBe('pupils/r30/closed')
  await form.keys('{Control>}{Home}{/Control}')
  expect(form.active).toBe('pupils/r1/code')
  await form.keys('{Control>}{ArrowDown}{/Control}')
  expect(form.active).toBe('pupils/r30/code')
  await form.keys('{PageUp}')
  expect(form.active).not.toBe('pupils/r30/code')
})

test('typing replaces, Enter goes down, Tab goes right, Enter after Tabs returns to the column where they began', async () => {
  const form = await openSample({ pupils: pupils(3) })
  await form.click('pupils/r1/z1')
  await form.keys('1{Tab}2{Tab}0{Enter}')
  expect([form.text('pupils/r1/z1'), form.text('pupils/r1/z2'), form.text('pupils/r1/z3')]).toEqual(['1', '2', '0'])
  expect(form.active).toBe('pupils/r2/z1')
  await form.keys('{Shift>}{Enter}{/Shift}')
  expect(form.active).toBe('pupils/r1/z1')
  await form.keys('{Shift>}{Tab}{/Shift}')
  expect(form.active).toBe('pupils/r1/first')
})

test('F2 edits what is there, Escape leaves it as it was', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/code')
  await form.keys('{F2}9{Enter}')
  expect(form.text('pupils/r1/code')).toBe('100019')
  await form.keys('{ArrowUp}5{Escape}')
  expect(form.text('pupils/r1/code')).toBe('100019')
  expect(form.active).toBe('pupils/r1/code')
})

test('values are read as Russians write them, and what cannot be read stays as typed', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/held')
  await form.keys('1.9.26{Enter}')
  expect(form.text('pupils/r1/held')).toBe('01.09.2026')
  await form.click('pupils/r1/z1')
  await form.keys('x{Tab}5 abc{Enter}')
  expect(form.text('pupils/r1/z1')).toBe('X')
  expect(form.text('pupils/r1/z2')).toBe('5 abc')
  expect(form.cell('pupils/r1/z2').getAttribute('aria-invalid')).toBe('true')
})

test('Delete empties the selection in one step of undo', async () => {
  const form = await openSample({ pupils: pupils(3, { z1: 1, z2: 2 }) })
  await form.click('pupils/r1/z1')
  await form.keys('{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{/Shift}')
  expect(form.all('.cell[aria-selected=true]')).toHaveLength(6)
  await form.keys('{Delete}')
  expect(form.text('pupils/r3/z2')).toBe('')
  await form.keys('{Control>}z{/Control}')
  expect([form.text('pupils/r1/z1'), form.text('pupils/r3/z2')]).toEqual(['1', '2'])
  await form.keys('{Control>}y{/Control}')
  expect(form.text('pupils/r1/z1')).toBe('')
  await form.keys('{Control>}z{/Control}{Control>}{Shift>}z{/Shift}{/Control}')
  expect(form.text('pupils/r1/z1')).toBe('')
})

test('Ctrl+D fills the selection down, Ctrl+A selects all', async () => {
  const form = await openSample({ pupils: [{ $id: 'a', code: '10001', z1: 2 }, { $id: 'b' }, { $id: 'c' }] })
  await form.click('pupils/a/z1')
  await form.keys('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}')
  expect([form.text('pupils/b/z1'), form.text('pupils/c/z1')]).toEqual(['2', '2'])
  await form.keys('{Control>}a{/Control}')
  expect(form.all('.cell[aria-selected=true]')).toHaveLength(9 * 4)
})

test('Ctrl+R fills the selection to the right, a single column takes the one before it', async () => {
  const form = await openSample({
    pupils: [
      { $id: 'a', code: '10001', z1: 2 },
      { $id: 'b', z1: 1 },
    ],
  })
  await form.click('pupils/a/z1')
  await form.keys('{Shift>}{ArrowDown}{ArrowRight}{ArrowRight}{/Shift}{Control>}r{/Control}')
  expect(['a', 'b'].map((row) => [form.text(`pupils/${row}/z2`), form.text(`pupils/${row}/z3`)])).toEqual([
    ['2', '2'],
    ['1', '1'],
  ])
  await form.keys('{Control>}z{/Control}')
  expect(form.text('pupils/b/z3')).toBe('')
  await form.click('pupils/a/z2')
  await form.keys('{Control>}r{/Control}')
  expect([form.text('pupils/a/z2'), form.text('pupils/a/z3')]).toEqual(['2', ''])
})

test('locked cells stay locked and say why', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/closed')
  await form.keys('1')
  expect(form.editor).toBeNull()
  expect(form.notice).toContain('заполнять не разрешает')
  expect(form.cell('pupils/r1/closed').getAttribute('aria-readonly')).toBe('true')
  await form.click('pupils/r1/sum')
  await form.keys('5')
  expect(form.notice).toContain('рассчитывается сама')
})

test('Escape lets Tab leave the table', async () => {
  const form = await openSample({ pupils: pupils(3) })
  await form.click('pupils/r1/z1')
  await form.keys('{Escape}{Tab}')
  expect(form.sheet.shadowRoot?.activeElement?.localName).not.toBe('tabel-grid')
})

test('dragging with the mouse selects a rectangle', async () => {
  const form = await openSample({ pupils: pupils(5) })
  const from = form.cell('pupils/r1/z1')
  const to = form.cell('pupils/r3/z3')
  const at = (element: HTMLElement) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return { clientX: x + width / 2, clientY: y + height / 2 }
  }
  const mouse = { bubbles: true, composed: true, cancelable: true, pointerType: 'mouse', button: 0, buttons: 1 }
  from.dispatchEvent(new PointerEvent('pointerdown', { ...mouse, ...at(from) }))
  dispatchEvent(new PointerEvent('pointermove', { ...mouse, ...at(to) }))
  dispatchEvent(new PointerEvent('pointerup', { ...mouse, ...at(to) }))
  await form.settled()
  expect(form.all('.cell[aria-selected=true]')).toHaveLength(9)
})

test('Delete on the title of a column empties nothing', async () => {
  const form = await openSample({ pupils: pupils(2, { z1: 1 }) })
  await form.click('pupils/r1/z1')
  await form.keys('{ArrowUp}{Delete}')
  await form.paste('2')
  expect(form.text('pupils/r1/z1')).toBe('1')
})
