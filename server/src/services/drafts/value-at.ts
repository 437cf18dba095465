import type { CellRef, CellValue, FormData } from '@tabel/engine'

/** What a draft holds in a cell; null also when its row is gone. */
export function valueAt(data: FormData, { block, row, column }: CellRef): CellValue {
  const content = data[block]
  if (content === undefined) return null
  const cells = Array.isArray(content)
    ? (content as readonly Readonly<Record<string, CellValue>>[]).find((candidate) => candidate['$id'] === row)
    : row === null
      ? (content as Readonly<Record<string, CellValue>>)
      : (content as Readonly<Record<string, Readonly<Record<string, CellValue>>>>)[row]
  return cells?.[column] ?? null
}
