import '@tabel/renderer'
import type { FormData } from '@tabel/engine'
import type { TabelForm } from '@tabel/renderer'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { place } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'

// One behaviour, whichever grid shows it: what is typed, pasted, filled and taken back, seen from outside the grids.

afterEach(async () => {
  for (const form of document.querySelectorAll('tabel-form')) form.remove()
  // What a canvas had put into the page itself goes with it.
  await vi.waitUntil(() => document.body.children.length <= 1)
})

class Seen {
  readonly element: TabelForm

  constructor(element: TabelForm) {
    this.element = element
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot ?? raise('no form')
  }

  get rows(): readonly Readonly<Record<string, unknown>>[] {
    return (this.element.data['pupils'] ?? []) as never
  }

  /** Where one is, in words, as the line under the table says it. */
  get where(): string {
    return this.root.querySelector('.foot strong')?.textContent?.trim() ?? ''
  }

  get notice(): string {
    return this.root.querySelector('.notice')?.textContent?.trim() ?? ''
  }

  async keys(text: string): Promise<void> {
    await userEvent.keyboard(text)
    await this.settled()
  }

  async settled(): Promise<void> {
    await this.element.updateComplete
    await new Promise((drawn) => requestAnimationFrame(drawn))
  }

  async clipboard(kind: 'copy' | 'cut' | 'paste', text = ''): Promise<string> {
    const data = new DataTransfer()
    if (text !== '') data.setData('text/plain', text)
    let target = document.activeElement
    while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement
    target?.dispatchEvent(new ClipboardEvent(kind, { clipboardData: data, bubbles: true, composed: true, cancelable: true }))
    await this.settled()
    return data.getData('text/plain')
  }
}

/** Where the canvas has its active cell, once it is drawn. */
function activeBox(element: Element): DOMRect | undefined {
  return element.querySelector('.tabel-canvas')?.lastElementChild?.shadowRoot?.querySelector('.anchor')?.getBoundingClientRect()
}

async function open(grid: 'table' | 'excel', data: FormData, more: object = {}): Promise<Seen> {
  const element = document.createElement('tabel-form')
  Object.assign(element, { form: sampleForm, data, today: '2026-04-25', grid, ...more })
  place().append(element)
  const seen = new Seen(element)
  const there = () => (grid === 'excel' ? (activeBox(element)?.width ?? 0) > 0 : seen.root.querySelector('tabel-sheet') !== null)
  await expect.poll(there, { timeout: 20_000 }).toBeTruthy()
  await seen.settled()
  element.focus()
  await expect.poll(() => seen.where).toContain('гр. 1')
  await seen.keys('{Control>}{Home}{/Control}')
  return seen
}

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
  const canvas = (form: Seen) => form.element.querySelector<HTMLElement>('.tabel-canvas') ?? raise('no canvas')
  /** The middle of a cell so many rows and columns from the active one, in pixels of the canvas. */
  const beside = (form: Seen, rows: number, columns = 0) => {
    const [cell, box] = [activeBox(form.element) ?? raise('no active cell'), canvas(form).getBoundingClientRect()]
    return { x: cell.left - box.left + cell.width * (0.5 + columns), y: cell.top - box.top + cell.height * (0.5 + rows) }
  }

  test('a click goes to a cell, a double click opens its field, the keyboard goes on from there', async () => {
    const form = await open('excel', { pupils: pupils(3) })
    await userEvent.click(canvas(form), { position: beside(form, 1) })
    await expect.poll(() => form.where).toContain('строка 2')
    await form.keys('{ArrowDown}')
    expect(form.where).toContain('строка 3')
    await userEvent.dblClick(canvas(form), { position: beside(form, -2) })
    await expect.poll(() => form.where).toContain('строка 1')
    await form.keys('9{Enter}')
    expect(form.rows[0]?.['code']).toBe('100019')
  })

  test('a selection that is drawn with the mouse is copied, and the square at its corner fills', async () => {
    const form = await open('excel', { pupils: [{ $id: 'a', code: '10001', z1: 2 }, { $id: 'b' }, { $id: 'c' }] })
    const scores = () => form.rows.map(({ z1 }) => z1)
    await form.keys('{Tab}{Tab}{Tab}{Tab}')
    const handle = canvas(form).lastElementChild?.shadowRoot?.querySelector('.fill-handle')?.getBoundingClientRect()
    const box = canvas(form).getBoundingClientRect()
    await userEvent.dragAndDrop(canvas(form), canvas(form), {
      sourcePosition: { x: (handle?.x ?? 0) - box.x + 4, y: (handle?.y ?? 0) - box.y + 4 },
      targetPosition: beside(form, 2),
    })
    await expect.poll(scores).toEqual([2, 2, 2])
    await form.keys('{Control>}z{/Control}')
    expect(scores()).toEqual([2, undefined, undefined])
    await form.keys('{Control>}{Home}{/Control}{Tab}{Tab}{Tab}{Tab}')
    await userEvent.dragAndDrop(canvas(form), canvas(form), { sourcePosition: beside(form, 0), targetPosition: beside(form, 1) })
    await form.settled()
    expect(await form.clipboard('copy')).toBe('2\r\n')
  })
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
