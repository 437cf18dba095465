import { canonicalKey, isCodes, isFileRef, isRaw } from '@tabel/engine'
import type { CellRules, CellValue, Cells, CompiledBlock, DynamicRow, FormData } from '@tabel/engine'
import { dateSerial, rulesAtPlace, timeFraction } from '@tabel/engine/formulas'
import { cellAt, quoted } from './places.ts'
import type { PlacedBlock } from './places.ts'

/** A cell of a worksheet that nobody sees. */
export interface PlainCell {
  readonly row: number
  readonly column: number
  readonly value: string | number | boolean
}

/** The hidden worksheet of what formulas read and no sheet of the template shows. */
export class DataSheet {
  static readonly sheet = '_данные'
  readonly cells: PlainCell[] = []
  #next = 1

  /** Whether formulas read anything here. */
  get isRead(): boolean {
    return this.#next > 1
  }

  /** Takes so many rows. @returns the first of them. */
  take(rows: number): number {
    const first = this.#next
    this.#next += rows + 1
    return first
  }
}

/** Writes a block on that worksheet: as people see its values, and beside them as formulas take them. */
export function dataBlock(sheet: DataSheet, block: CompiledBlock, data: FormData): PlacedBlock {
  const rows = rowsOf(block, data)
  const width = block.kind === 'fields' ? 1 : block.columns.length
  const height = Math.max(1, block.kind === 'fields' ? block.columns.length : rows.length)
  const placed: PlacedBlock = {
    block,
    sheet: quoted(DataSheet.sheet),
    beside: null,
    shift: width,
    top: sheet.take(height),
    left: 1,
    rows: Math.max(1, rows.length),
    alive: 2 * width + 1,
  }
  for (const [row, cells] of rows.entries()) {
    for (const [column, { key }] of block.columns.entries()) {
      const rules = rulesAtPlace(block, row, column)
      const value = cells?.[key] ?? null
      if (!rules || value === null) continue
      const [at, left] = cellAt(placed, row, column)
      const shown = contentOf(rules, value, (text) => text)
      const content = contentOf(rules, value, canonicalKey)
      if (shown !== null) sheet.cells.push({ row: at, column: left, value: shown })
      if (content !== null) sheet.cells.push({ row: at, column: left + placed.shift, value: content })
    }
    if (block.kind === 'dynamic') sheet.cells.push({ row: placed.top + row, column: placed.alive, value: 1 })
  }
  return placed
}

function rowsOf(block: CompiledBlock, data: FormData): readonly (Cells | undefined)[] {
  const content = data[block.key]
  if (block.kind === 'fields') return [content as Cells | undefined]
  if (block.kind === 'dynamic') return (content ?? []) as readonly DynamicRow[]
  return block.rows.map(({ key }) => (content as Readonly<Record<string, Cells>> | undefined)?.[key])
}

/** What formulas take for a value, as the engine's formulas do. */
function contentOf(rules: CellRules, value: CellValue, text: (text: string) => string): string | number | boolean | null {
  if (value === null || isRaw(value)) return null
  if (isCodes(value)) return `;${value.map((code) => text(String(code))).join(';')};`
  if (isFileRef(value)) return text(value.name)
  if (typeof value !== 'string') return value
  if (rules.type === 'time') return timeFraction(value)
  return rules.type === 'date' ? dateSerial(value) : text(value)
}
