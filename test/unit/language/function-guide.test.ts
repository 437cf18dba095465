import { formatValue } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { functionGuide, functions } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'

const guides = Object.values(functionGuide).flatMap((one) => Object.entries(one))

test('every function is in the list for authors, and no other', () => {
  expect(guides.map(([name]) => name).toSorted()).toEqual(Object.keys(functions).toSorted())
})

const typeOf = (result: string): string => {
  if (/^\d\d\.\d\d\.\d{4}$/u.test(result)) return 'date'
  if (/^\d\d:\d\d$/u.test(result)) return 'time'
  if (/^-?[\d,]+$/u.test(result)) return 'number'
  return result === 'да' || result === 'нет' ? 'boolean' : 'string'
}

test.each(guides)('%s: its example gives what the list says', async (name, { example, result }) => {
  const text = ['SUBSTITUTE'].includes(name)
  const form = formOf({
    blocks: [
      {
        fields: 'f',
        items: [
          { key: 'one', title: 'Один', type: 'integer' },
          { key: 'x', title: 'Пример', type: text ? 'string' : typeOf(result), computed: example },
        ],
      },
      {
        table: 't',
        rows: { max: 9 },
        columns: [
          { key: 'x', title: 'x', type: 'integer' },
          { key: 'y', title: 'y', type: 'string' },
        ],
      },
    ],
  })
  const rows = [{ x: 1, y: 'а' }, { x: 2, y: 'б' }, { x: 3 }, { y: 'г' }]
  const data = { t: rows.map((row, at) => ({ $id: `r${at}`, ...row })) }
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  const value = computed.find((cell) => cell.column === 'x')?.value ?? null
  const rules = form.blocks['f']?.columns[1]
  expect(rules && formatValue(rules, value)).toBe(result)
})
