import type { FileRefused } from '@tabel/excel'
import { readWorkbook, readWorkbookInChild } from '@tabel/excel'
import { expect, test } from 'vitest'
import { largeFiles } from '../../support/hostile-files.ts'
import { bookFile } from '../../support/zip-file.ts'

/** A sheet with so many numbers. */
function numbers(rows: number): Uint8Array {
  // Not one like another: what packs too well is refused before it is read.
  const cells = (row: number) =>
    Array.from({ length: 10 }, (_, column) => `<c><v>${Math.sin(row * 10 + column)}</v></c>`).join('')
  return bookFile({
    sheet: `<sheetData>${Array.from({ length: rows }, (_, row) => `<row>${cells(row)}</row>`).join('')}</sheetData>`,
  })
}

test('a process of its own reads a workbook as it is read here', async () => {
  const bytes = numbers(50)
  expect(await readWorkbookInChild(bytes)).toEqual(await readWorkbook(bytes))
})

test('what it refuses is refused in the same words', async () => {
  await expect(readWorkbookInChild(Buffer.from('%PDF-1.7'))).rejects.toMatchObject({ name: 'FileRefused', code: 'pdf' })
})

test('a workbook that does not fit into its memory, or takes too long, ends that process alone', async () => {
  await expect(readWorkbookInChild(numbers(24_000), { heap: 16 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(readWorkbookInChild(numbers(10), { timeout: 1 })).rejects.toMatchObject({ code: 'timeout' })
  expect(await readWorkbookInChild(numbers(1))).toMatchObject({ sheets: [{ name: 'Лист1' }] })
})

test.each(largeFiles.map((file) => [file.name, file] as const))(
  '%s is stopped by counting, well within that memory',
  async (_, { make, outcome }) => {
    const answer = await readWorkbookInChild(make(), { heap: 96 }).then(
      ({ sheets }) => `${sheets[0]?.cells.length} cells`,
      ({ code, message }: FileRefused) => `${code}: ${message}`,
    )
    expect(answer).toMatch(outcome === 'read' ? /^1 cells$/ : outcome)
    expect(answer).not.toContain('не помещается в память')
  },
)

test('many at once are read two at a time', async () => {
  const books = await Promise.all(Array.from({ length: 5 }, () => readWorkbookInChild(numbers(1))))
  expect(books).toHaveLength(5)
}, 30_000)
