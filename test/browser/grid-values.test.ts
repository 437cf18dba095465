import type { CompiledForm, FormData } from '@tabel/engine'
import { afterEach, describe, expect, test } from 'vitest'
import { leaveNothing, open } from './support/either-grid.ts'
import type { Seen } from './support/either-grid.ts'
import { column, pupils, sampleForm } from './support/sample-form.ts'

// What becomes of a value in either grid: how it is read, kept, marked, found, and held where nobody may type.

afterEach(leaveNothing)

const wrong = 'rgb(253, 234, 234)'
const paper = 'rgb(255, 255, 255)'

type Columns = CompiledForm['blocks'][string]['columns']

/** The sample form with other columns in its table of pupils. */
function withColumns(columns: Columns): CompiledForm {
  const { pupils: block } = sampleForm.blocks
  const [sheet] = sampleForm.sheets
  if (!block || !sheet) throw new Error('the sample form has no pupils')
  return { ...sampleForm, sheets: [sheet], blocks: { pupils: { ...block, columns } as typeof block } }
}

const numbers = withColumns([
  column({ key: 'code', title: 'Код', type: 'string', code: '1' }),
  column({ key: 'share', title: 'Доля', type: 'number', code: '2' }),
  column({ key: 'count', title: 'Число', type: 'integer', code: '3' }),
  column({ key: 'price', title: 'Цена', type: 'money', code: '4' }),
])
const places = ['code', 'share', 'count', 'price']

const written: readonly (readonly [typed: string, place: string, value: unknown])[] = [
  ['12,5', 'share', 12.5],
  ['1 000', 'share', 1000],
  ['1\u00A0000', 'count', 1000],
  ['1\u00A0000,50 руб.', 'price', 1000.5],
  ['15%', 'share', 0.15],
  ['\u22123', 'count', -3],
  ['007', 'code', '007'],
]
const unreadable: readonly (readonly [typed: string, place: string])[] = [
  ['12,5', 'count'],
  ['15 чел.', 'count'],
  ['1.000.5', 'share'],
  ['много', 'price'],
]

describe.each(['table', 'excel'] as const)('in the grid «%s»', (grid) => {
  const openNumbers = async (place: string): Promise<Seen> => {
    const form = await open(grid, { pupils: [{ $id: 'a' }] }, { form: numbers })
    await form.keys('{ArrowRight}'.repeat(places.indexOf(place)))
    return form
  }

  test('numbers are read as people write them, and the code 007 keeps its zeros: typed and pasted', async () => {
    const form = await open(grid, { pupils: [{ $id: 'a' }] }, { form: numbers })
    for (const [text, place, value] of written) {
      const way = `{Control>}{Home}{/Control}${'{ArrowRight}'.repeat(places.indexOf(place))}`
      const read = () => ({ text, read: form.rows[0]?.[place] })
      await form.keys(`${way}{F2}${text}{Enter}`)
      expect(read()).toEqual({ text, read: value })
      await form.keys(`${way}{Delete}`)
      await form.clipboard('paste', text)
      expect(read()).toEqual({ text, read: value })
      await form.keys('{Delete}')
    }
  })

  test.each(unreadable)('what cannot be read stays as typed and is marked, until it is mended: %s as %s', async (text, place) => {
    const form = await openNumbers(place)
    await form.keys(`{F2}${text}{Enter}{ArrowUp}`)
    expect(form.rows[0]?.[place]).toEqual({ $raw: text })
    expect((await form.clipboard('copy')).trim()).toBe(text)
    await expect.poll(() => form.ground).toBe(wrong)
    await form.keys('5{Enter}{ArrowUp}')
    expect(form.rows[0]?.[place]).toBe(5)
    await expect.poll(() => form.ground).toBe(paper)
  })

  test('numbers stand at the right, words at the left, also where a word is chosen for a number', async () => {
    const days = [
      { code: 1, title: 'пн' },
      { code: 2, title: 'вт' },
    ]
    const marks = [1, 2].map((code) => ({ code, title: String(code) }))
    const form = withColumns([
      column({ key: 'name', title: 'Название класса', type: 'string', code: '1' }),
      column({ key: 'all', title: 'Сколько всего', type: 'integer', code: '2' }),
      column({ key: 'day', title: 'День недели', type: 'integer', code: '3', choices: days }),
      column({ key: 'mark', title: 'Отметка за год', type: 'integer', code: '4', choices: marks }),
      column({ key: 'date', title: 'Дата проведения', type: 'date', code: '5' }),
    ])
    const row = { $id: 'a', name: 'Аб', all: 12, day: 1, mark: 2, date: '2026-04-21' }
    const seen = await open(grid, { pupils: [row] }, { form })
    const found: string[] = []
    for (const _ of Object.keys(form.blocks['pupils']?.columns ?? [])) {
      await expect.poll(() => seen.stands).toMatch(/left|middle|right/u)
      found.push(seen.stands)
      await seen.keys('{ArrowRight}')
    }
    expect(found).toEqual(['left', 'right', 'left', 'right', 'middle'])
  })

  test('F8 brings a cell into sight that lies under what is frozen', async () => {
    const scores = Array.from({ length: 30 }, (_, at) =>
      column({ key: `z${at}`, title: `Задание ${at}`, type: 'integer', code: String(at + 2) }),
    )
    const form = withColumns([column({ key: 'code', title: 'Код', type: 'string', code: '1' }), ...scores])
    const rows = pupils(80).map((row, at) => (at === 40 ? { ...row, z3: { $raw: 'много' } } : row))
    const seen = await open(grid, { pupils: rows } as FormData, { form })
    const first = seen.box
    await seen.keys('{Control>}{End}{/Control}')
    await expect.poll(() => seen.where).toContain('гр. 31')
    await seen.keys('{F8}')
    await expect.poll(() => seen.where).toContain('гр. 5')
    const page = seen.element.getBoundingClientRect()
    await expect.poll(() => seen.box.left).toBeGreaterThanOrEqual(first.right - 1)
    await expect.poll(() => seen.box.top).toBeGreaterThanOrEqual(first.top - 1)
    expect(seen.box.right).toBeLessThanOrEqual(page.right)
    expect(seen.box.bottom).toBeLessThanOrEqual(page.bottom)
    await expect.poll(() => seen.ground).toBe(wrong)
  })

  const rows = [
    { $id: 'r1', code: '10001', closed: 'было' },
    { $id: 'r2', code: '10002', closed: 'иначе' },
  ]
  const crossed: CompiledForm = {
    ...sampleForm,
    sheets: [{ key: 'school', title: 'Организация', items: [{ kind: 'block', block: 'staff' }] }],
    blocks: {
      staff: {
        key: 'staff',
        sheet: 'school',
        kind: 'fixed',
        freeze: 0,
        numbered: true,
        columns: [
          column({ key: 'all', title: 'Всего', type: 'integer', code: '1' }),
          column({ key: 'women', title: 'Из них женщин', type: 'integer', code: '2' }),
        ],
        rows: [
          { key: 'total', code: '01', title: 'Всего', level: 0, groups: [], blocked: [], cells: {} },
          { key: 'head', code: '02', title: 'Директор', level: 0, groups: [], blocked: ['women'], cells: {} },
        ],
      },
    },
  }
  const staff = { staff: { total: { all: 3, women: 2 }, head: { all: 1 } } }
  const locked: readonly (readonly [kind: string, data: FormData, form: CompiledForm, way: string])[] = [
    ['not editable', { pupils: rows }, sampleForm, '{ArrowDown}{End}'],
    ['computed', { pupils: rows }, sampleForm, '{ArrowDown}{End}{ArrowLeft}'],
    ['crossed out', staff, crossed, '{ArrowDown}{End}'],
  ]

  test.each(locked)('a cell that is %s holds what it has under keys, paste, fill, cut and Delete', async (_, data, form, way) => {
    const seen = await open(grid, data, { form })
    await seen.keys(way)
    for (const keys of [
      '5{Enter}',
      '{F2}5{Enter}',
      '{Delete}',
      '{Backspace}',
      '{Control>}d{/Control}',
      '{Control>}r{/Control}',
    ]) {
      await seen.keys(`{Control>}{Home}{/Control}${way}${keys}`)
      expect({ keys, data: seen.element.data }).toEqual({ keys, data })
    }
    await seen.keys(`{Control>}{Home}{/Control}${way}`)
    await seen.clipboard('paste', '7')
    expect(seen.notice).toContain('Закрытые ячейки')
    await seen.clipboard('cut')
    expect(seen.element.data).toEqual(data)
    await seen.keys('{ArrowUp}{Shift>}{ArrowDown}{/Shift}{Control>}d{/Control}')
    expect(seen.element.data).toEqual(data)
  })
})
