import { canonicalKey, isCodes, isFileRef, isRaw } from '@tabel/engine'
import type { CellValue, DynamicBlock, DynamicRow } from '@tabel/engine'
import type { FilledRow } from './filled.ts'

/** Which rows of a workbook are which rows of a table. */
export interface MatchedRows {
  /** Rows of the workbook that were there when it was made, or came into the form since. The others are new. */
  readonly known: ReadonlyMap<FilledRow, DynamicRow>
  /** Rows that the workbook had and has no more. */
  readonly gone: readonly DynamicRow[]
}

/**
 * Matches rows by the ids that the template wrote beside them (of a row that was copied with its id the first one counts), then by what
 * stands in the key column.
 *
 * @param before rows that the template carried. @param now rows of the form now.
 */
export function matchRows(
  { keyColumn }: DynamicBlock,
  before: readonly DynamicRow[],
  now: readonly DynamicRow[],
  filled: readonly FilledRow[],
): MatchedRows {
  const byId = new Map([...now, ...before].map((row) => [row.$id, row]))
  const known = new Map<FilledRow, DynamicRow>()
  const taken = new Set<string>()
  const take = (row: FilledRow, found: DynamicRow | undefined): void => {
    if (!found || taken.has(found.$id) || known.has(row)) return
    known.set(row, found)
    taken.add(found.$id)
  }
  for (const row of filled) take(row, row.id === null ? undefined : byId.get(row.id))
  if (keyColumn !== undefined) {
    const byKey = new Map<string, DynamicRow>()
    for (const row of byId.values()) {
      const key = keyOf(row[keyColumn] ?? null)
      if (key !== null && !byKey.has(key)) byKey.set(key, row)
    }
    for (const row of filled) {
      const key = keyOf(row.cells.find(({ column }) => column === keyColumn)?.value ?? null)
      if (key !== null) take(row, byKey.get(key))
    }
  }
  return { known, gone: before.filter(({ $id }) => !taken.has($id)) }
}

function keyOf(value: CellValue): string | null {
  if (value === null || isCodes(value) || isFileRef(value)) return null
  return canonicalKey(String(isRaw(value) ? value.$raw : value))
}
