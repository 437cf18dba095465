import { markName, markOf } from '@tabel/excel'
import { expect, test } from 'vitest'

test('a mark is found again by its name, also of copies for rows', () => {
  for (const block of ['classes', 's1', 'block~k3f9-_A', 'block~s:0_1'])
    for (const column of ['g3', 'z~x-1', '1a']) {
      for (const kind of ['head', 'cell'] as const)
        expect(markOf(markName({ kind, block, column }))).toEqual({ kind, block, column })
      for (const kind of ['rows', 'end'] as const) expect(markOf(markName({ kind, block }))).toEqual({ kind, block })
    }
})

test('a name of letters, digits, points and underscores, as Excel takes it', () => {
  expect(markName({ kind: 'head', block: 'marks~s:07', column: 'score~a-b' })).toMatch(/^[A-Za-z_][\w.]{1,254}$/)
})

test.each([
  'Print_Area',
  'tabel',
  'tabel.rows',
  'tabel.head.a',
  'tabel.rows.a.b',
  'tabel.cell.a.b.c',
  'tabel.other.a.b',
  'a.head.b.c',
])('%s is none of ours', (name) => {
  expect(markOf(name)).toBeNull()
})
