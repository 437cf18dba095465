import type { FormDocument } from '../document/form-document.ts'
import { rulesOf } from '../document/form-index.ts'
import { cellsIn } from '../document/read.ts'
import type { CompiledBlock } from '../model/compiled-form.ts'
import { isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { isBlankRow } from '../rules/blank-row.ts'
import { required } from '../rules/required.ts'
import { cellBits } from './cell-states.ts'
import type { CellStates } from './cell-states.ts'

/** Takes over the states of a row's cells from what the document says of them. Computed cells speak for themselves. */
export function lookAtRow(document: FormDocument, block: CompiledBlock, row: string, states: CellStates): void {
  const key = block.kind === 'fields' ? null : row
  const cells = cellsIn(document.data, block, key)
  if (!cells) return
  const blank = isBlankRow(block, cells)
  for (const [place, column] of block.columns.entries()) {
    const rules = block.kind === 'fixed' ? rulesOf(document.form, { block: block.key, row: key, column: column.key }) : column
    if (rules && !document.applies({ block: block.key, row: key, column: column.key })) {
      states.put(block.key, row, place, cellBits.empty)
      continue
    }
    if (!rules || (rules.computed && !blank)) continue
    const isKey = block.kind === 'dynamic' && block.keyColumn === column.key
    // An empty row has one problem as a whole: here its cells are empty cells that must be filled.
    const state = blank
      ? blankState(!rules.computed && (rules.required === true || isKey))
      : stateOf(cells[column.key] ?? null, document.problemAt(block.key, key, column.key))
    states.put(block.key, row, place, state)
  }
}

function blankState(mustFill: boolean): number {
  return cellBits.empty | (mustFill ? cellBits.bad | cellBits.unfilled : 0)
}

function stateOf(value: CellValue, problem: Problem | undefined): number {
  const empty = value === null ? cellBits.empty : 0
  if (!problem) return empty
  const unreadable = isRaw(value) || problem.check === 'type' ? cellBits.unreadable : 0
  return empty | cellBits.bad | unreadable | (problem.check === required ? cellBits.unfilled : 0)
}
