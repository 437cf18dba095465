import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { leaveNothing, open } from './support/either-grid.ts'
import type { Seen } from './support/either-grid.ts'
import { pupils } from './support/sample-form.ts'

// One behaviour, whichever grid shows it: what is typed, pasted, filled and taken back, seen from outside the grids.

afterEach(leaveNothing)

describe.each(['table', 'excel'] as const)('the grid «%s»', (grid) => {
  test('arrows and Tab move, typing replaces, Enter goes down and F2 edits', async () => {
    const form = await open(grid, { pupils: pupils(3) })
    expect(form.where).toBe('строка 1 (код участника 10001), гр. 1')
    await form.keys('20001{Tab}')
    expect(form.rows[0]?.['code']).toBe('20001')
    expect(form.where).toContain('гр. 2')
    await form.keys('{ArrowLeft}{ArrowDown}{F2}7{Enter}')
    expect(form.rows[1]?.['code']).toBe('100027')
    expect(form.where).toBe('строка 3 (код участника 10003), гр. 1')
    await form.keys('{F2}1{Escape}')
    expect(form.rows[2]?.['code']).toBe('10003')
  })

  test('Russian text, dates as people write them, and what cannot be read are kept', async () => {
    const form = await open(grid, { pupils: pupils(2) })
    await form.keys('{F2}я{Tab}{Tab}1.9.26{Tab}{Tab}много{Enter}'.replace('много', '1x'))
    expect(form.rows[0]).toMatchObject({ code: '10001я', held: '2026-09-01', z1: { $raw: '1x' } })
    await expect.poll(() => form.root.querySelector('.problems-button')?.textContent).toMatch(/\([2-9]\)/u)
  })

  test('a list opens, is narrowed by typing and takes what is chosen; yes and no are a list too', async () => {
    const form = await open(grid, { pupils: pupils(2) })
    await form.keys('{Tab}{Alt>}{ArrowDown}{/Alt}{ArrowDown}{Enter}')
    const first = form.rows[0]?.['sex']
    expect(['м', 'ж']).toContain(first)
    await form.keys('{Control>}{Home}{/Control}{Tab}{Tab}{Tab}{F2}да{Enter}')
    expect(form.rows[0]?.['first']).toBe(true)
  })

  test('a locked cell says why and keeps its value; a paste goes over it and is one step of undo', async () => {
    const form = await open(grid, { pupils: pupils(2) })
    await form.keys('{End}5')
    expect(form.notice).not.toBe('')
    expect(form.rows[0]?.['closed']).toBeUndefined()
    await form.keys('{Home}')
    await form.clipboard('paste', '30001\tж\t02.03.2026\tнет\t1\t2\t0\t99\tтайна\r\n30002\r\n30003')
    expect(form.rows.map(({ code }) => code)).toEqual(['30001', '30002', '30003'])
    expect(form.rows[0]).toMatchObject({ sex: 'ж', held: '2026-03-02', first: false, z3: 0 })
    expect(form.rows[0]?.['closed']).toBeUndefined()
    expect(form.notice).toContain('Закрытые ячейки')
    await form.keys('{Control>}z{/Control}')
    expect(form.rows.map(({ code }) => code)).toEqual(['10001', '10002'])
    await form.keys('{Control>}y{/Control}')
    expect(form.rows).toHaveLength(3)
  })

  test('Delete, copy, cut and Ctrl+D work on the selection', async () => {
    const form = await open(grid, { pupils: pupils(3) })
    await form.keys('{Shift>}{ArrowDown}{/Shift}')
    expect(await form.clipboard('copy')).toBe('10001\r\n10002')
    await form.keys('{Control>}d{/Control}')
    expect(form.rows.map(({ code }) => code)).toEqual(['10001', '10001', '10003'])
    expect(await form.clipboard('cut')).toBe('10001\r\n10001')
    expect(form.rows.map(({ code }) => code)).toEqual([undefined, undefined, '10003'])
    await form.keys('{ArrowDown}{ArrowDown}{Delete}')
    expect(form.rows[2]?.['code']).toBeUndefined()
  })

  test('typing into the empty row adds a row; rows come and go by keys, and what was typed follows its row', async () => {
    const form = await open(grid, { pupils: pupils(2) })
    await form.keys('{ArrowDown}{ArrowDown}40003{Enter}40004{Enter}')
    expect(form.rows.map(({ code }) => code)).toEqual(['10001', '10002', '40003', '40004'])
    await form.keys('{Control>}{Home}{/Control}{Control>}-{/Control}')
    expect(form.rows.map(({ code }) => code)).toEqual(['10002', '40003', '40004'])
    await form.keys('5{Enter}')
    expect(form.rows[0]?.['code']).toBe('5')
  })

  test('F8 and Ctrl+F lead to cells', async () => {
    const form = await open(grid, {
      pupils: [
        { $id: 'a', code: '10001' },
        { $id: 'b', code: 'нет' },
      ],
      info: { name: 'Школа' },
    })
    await expect.poll(() => form.root.querySelector('.problems-button')?.textContent).toContain('(1)')
    await form.keys('{F8}')
    expect(form.where).toContain('строка 2')
    await form.keys('{Control>}f{/Control}')
    await vi.waitUntil(() => form.root.activeElement?.id === 'find')
    await form.keys('10001')
    await form.keys('{Escape}')
    expect(form.where).toContain('строка 1')
  })

  test('a form that is only looked at takes nothing', async () => {
    const form = await open(grid, { pupils: pupils(2) }, { readOnly: true })
    await form.keys('7{Enter}{Delete}')
    await form.clipboard('paste', '8')
    expect(form.rows.map(({ code }) => code)).toEqual(['10001', '10002'])
  })

  test('fixed rows and fields on another sheet are filled; crossed-out cells are not', async () => {
    const form = await open(grid, { pupils: pupils(1) })
    await userEvent.click(form.root.querySelector('#tab-school') ?? document.body)
    await form.settled()
    form.element.focus()
    await form.keys('{Control>}{Home}{/Control}{F2}Лицей{Enter}')
    expect(form.element.data['info']).toMatchObject({ name: 'Лицей' })
  })
})

describe('the mouse on the canvas', () => {
  test('a click goes to a cell, a double click opens its field, the keyboard goes on from there', async () => {
    const form = await open('excel', { pupils: pupils(3) })
    await userEvent.click(form.canvas, { position: form.beside(1) })
    await expect.poll(() => form.where).toContain('строка 2')
    await form.keys('{ArrowDown}')
    expect(form.where).toContain('строка 3')
    await userEvent.dblClick(form.canvas, { position: form.beside(-2) })
    await expect.poll(() => form.where).toContain('строка 1')
    await form.keys('9{Enter}')
    expect(form.rows[0]?.['code']).toBe('100019')
  })

  test('a selection that is drawn with the mouse is copied, and the square at its corner fills', async () => {
    const form = await open('excel', { pupils: [{ $id: 'a', code: '10001', z1: 2 }, { $id: 'b' }, { $id: 'c' }] })
    const scores = () => form.rows.map(({ z1 }) => z1)
    await form.keys('{Tab}{Tab}{Tab}{Tab}')
    const handle = form.canvas.lastElementChild?.shadowRoot?.querySelector('.fill-handle')?.getBoundingClientRect()
    const box = form.canvas.getBoundingClientRect()
    await userEvent.dragAndDrop(form.canvas, form.canvas, {
      sourcePosition: { x: (handle?.x ?? 0) - box.x + 4, y: (handle?.y ?? 0) - box.y + 4 },
      targetPosition: form.beside(2),
    })
    await expect.poll(scores).toEqual([2, 2, 2])
    await form.keys('{Control>}z{/Control}')
    expect(scores()).toEqual([2, undefined, undefined])
    await form.keys('{Control>}{Home}{/Control}{Tab}{Tab}{Tab}{Tab}')
    await userEvent.dragAndDrop(form.canvas, form.canvas, { sourcePosition: form.beside(0), targetPosition: form.beside(1) })
    await form.settled()
    expect(await form.clipboard('copy')).toBe('2\r\n')
  })
})

describe('what Univer could do by itself', () => {
  /** A drag in one jump would pass over the lines unseen. */
  const slowly = { steps: 10 } as object

  const scores = { pupils: pupils(3, { z1: 2 }) }

  test('Ctrl+B, Ctrl+I and Ctrl+U change nothing that is seen or kept', async () => {
    const form = await open('excel', scores)
    const before = form.look
    await form.keys('{F2}6{Escape}')
    await expect.poll(() => form.look).toBe(before)
    await form.keys('{Control>}b{/Control}{Control>}i{/Control}{Control>}u{/Control}{ArrowDown}{ArrowUp}')
    await expect.poll(() => form.look).toBe(before)
    await form.keys('7{Enter}{ArrowUp}')
    await expect.poll(() => form.look).not.toBe(before)
    await form.keys('{Control>}z{/Control}')
    await expect.poll(() => form.look).toBe(before)
    expect(form.element.data).toEqual(scores)
  })

  test('no column is made wider and nothing else is frozen by dragging the lines between cells', async () => {
    const form = await open('excel', scores)
    const columns = async () => {
      const lefts = []
      await form.keys('{Control>}{Home}{/Control}')
      for (let column = 0; column < 5; column += 1) {
        lefts.push(Math.round(form.box.left))
        await form.keys('{ArrowRight}')
      }
      return lefts
    }
    const before = await columns()
    await form.keys('{Control>}{Home}{/Control}')
    const { box, frozenLines } = form
    const canvas = form.canvas.getBoundingClientRect()
    // The edge of the frozen column, over the titles and beside the cells; then the line under the titles.
    const edge = { x: box.right - canvas.left, y: box.top - canvas.top }
    for (const [from, to] of [
      [
        { x: edge.x, y: 6 },
        { x: edge.x + 150, y: 6 },
      ],
      [
        { x: edge.x, y: edge.y + 40 },
        { x: edge.x + 150, y: edge.y + 40 },
      ],
      [
        { x: edge.x + 60, y: edge.y - 1 },
        { x: edge.x + 60, y: edge.y + 80 },
      ],
    ] as const)
      await userEvent.dragAndDrop(form.canvas, form.canvas, { sourcePosition: from, targetPosition: to, ...slowly })
    await form.settled()
    expect(await columns()).toEqual(before)
    await form.keys('{Control>}{Home}{/Control}')
    expect(form.box).toEqual(box)
    await expect.poll(() => form.frozenLines).toBe(frozenLines)
    expect(form.element.data).toEqual(scores)
  })
})

const lost = () => {
  throw new TypeError('the canvas is lost')
}

test.each([
  ['as it draws', () => vi.spyOn(CanvasRenderingContext2D.prototype, 'save').mockImplementation(lost)],
  ['as it is told what to show', ({ canvas }: Seen) => vi.spyOn(canvas, 'getBoundingClientRect').mockImplementation(lost)],
])('where the canvas breaks later, %s, the table takes its place with what is being typed', async (_, breakIt) => {
  const form = await open('excel', { pupils: pupils(2) })
  await form.keys('20001{Enter}30001')
  const broken = breakIt(form)
  try {
    await form.keys('{Enter}')
    await expect.poll(() => form.root.querySelector('tabel-sheet'), { timeout: 10_000 }).toBeTruthy()
    await expect.poll(() => form.notice).toContain('перестала работать')
    expect(form.element.querySelector('.tabel-canvas')).toBeNull()
    expect(form.rows.map(({ code }) => code)).toEqual(['20001', '30001'])
    form.element.focus()
    await form.keys('{Control>}{Home}{/Control}40001{Enter}')
    expect(form.rows[0]?.['code']).toBe('40001')
  } finally {
    broken.mockRestore()
    localStorage.removeItem('tabel.grid')
  }
})

test('what fails elsewhere in the page leaves the canvas where it is', async () => {
  const form = await open('excel', { pupils: pupils(2) })
  const error = new TypeError('a script of the page')
  error.stack = 'TypeError: a script of the page\n    at page.js:1:1'
  dispatchEvent(new ErrorEvent('error', { error, message: error.message }))
  dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }))
  dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: error }))
  await form.keys('20001{Enter}')
  expect(form.element.querySelector('.tabel-canvas')).not.toBeNull()
  expect(form.root.querySelector('tabel-sheet')).toBeNull()
  expect(form.rows[0]?.['code']).toBe('20001')
})

test('the button changes the grid, the choice is remembered, and what was typed stays', async () => {
  localStorage.removeItem('tabel.grid')
  const form = await open('table', { pupils: pupils(1) })
  await form.keys('20001{Enter}')
  const button = () => form.root.querySelector<HTMLButtonElement>('button.grid') ?? raise('no button')
  expect(button().textContent?.trim()).toBe('Как в Excel')
  await userEvent.click(button())
  await expect.poll(() => form.element.querySelector('.tabel-canvas canvas'), { timeout: 20_000 }).toBeTruthy()
  expect(button().textContent?.trim()).toBe('Упрощенная таблица')
  expect(form.rows[0]?.['code']).toBe('20001')
  expect(localStorage.getItem('tabel.grid')).toBe('excel')
  await userEvent.click(button())
  await expect.poll(() => form.root.querySelector('tabel-sheet')).toBeTruthy()
  expect(form.element.querySelector('.tabel-canvas')).toBeNull()
  localStorage.removeItem('tabel.grid')
})

test.each([
  ['a browser gives no canvas to draw on', () => vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)],
  [
    'the canvas throws when it is put in place',
    () =>
      vi.spyOn(CSSStyleSheet.prototype, 'replaceSync').mockImplementationOnce(() => {
        throw new TypeError('no constructed styles')
      }),
  ],
])('where %s, the table stands in with all that was typed, and the button says so', async (_, breakIt) => {
  const form = await open('table', { pupils: pupils(1) })
  await form.keys('20001{Enter}')
  const broken = breakIt()
  try {
    const button = () => form.root.querySelector<HTMLButtonElement>('button.grid') ?? raise('no button')
    await userEvent.click(button())
    await expect.poll(() => form.notice, { timeout: 20_000 }).toContain('загрузить не удалось')
    expect(button().textContent?.trim()).toBe('Как в Excel')
    expect(form.element.querySelector('.tabel-canvas')).toBeNull()
    expect(form.root.querySelectorAll('tabel-sheet')).toHaveLength(1)
    expect(form.rows[0]?.['code']).toBe('20001')
  } finally {
    broken.mockRestore()
    localStorage.removeItem('tabel.grid')
  }
})

function raise(message: string): never {
  throw new Error(message)
}
