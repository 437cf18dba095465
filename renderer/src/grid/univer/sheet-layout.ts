import type { CompiledSheet, SheetItem } from '@tabel/engine'
import type { GridView } from '../adapter.ts'
import { headerLayout } from '../table/column-rules.ts'
import type { Spot } from '../table/selection.ts'
import { shapeOf } from '../table/shape.ts'
import type { TableShape } from '../table/shape.ts'

/** Empty lines that stand ready behind the rows of a table that may grow. */
const ready = 30

/** One block on the canvas. Its cells begin in column 1: column 0 holds numbers and titles of rows. */
export interface LaidBlock {
  readonly shape: TableShape
  /** Row of the canvas with the block's title; −1 for none. */
  readonly title: number
  /** First row of the header; the header ends before {@link LaidBlock.body}. */
  readonly head: number
  /** Row of the canvas with the first line of the block. */
  readonly body: number
  /** How many lines are on the canvas, empty ones among them. */
  readonly lines: number
}

/** A sheet of a form as one canvas: its notes and blocks one under another. Rows and columns are zero-based. */
export interface SheetLayout {
  readonly sheet: CompiledSheet
  readonly blocks: readonly LaidBlock[]
  /** Notes by row of the canvas. */
  readonly notes: ReadonlyMap<number, string>
  readonly rows: number
  readonly columns: number
  /** Two layouts with the same name differ by the contents of cells alone. */
  readonly name: string
}

/** Lays out the shown sheet. */
export function layOutSheet(view: GridView): SheetLayout | null {
  const sheet = view.form.sheets.find(({ key }) => key === view.sheet)
  if (!sheet) return null
  const notes = new Map<number, string>()
  const blocks: LaidBlock[] = []
  let row = 0
  for (const item of sheet.items) row = place(view, item, row, notes, blocks)
  const columns = 1 + Math.max(1, ...blocks.map(({ shape }) => shape.columns.length))
  const parts = blocks.map(({ shape, body, lines }) => [
    shape.block.key,
    body,
    lines,
    linesName(shape),
    shape.columns.map(({ key, title }) => [key, title]),
  ])
  return {
    sheet,
    blocks,
    notes,
    rows: Math.max(row, 1),
    columns,
    name: JSON.stringify([view.sheet, view.readOnly, [...notes], parts]),
  }
}

function place(view: GridView, item: SheetItem, row: number, notes: Map<number, string>, blocks: LaidBlock[]): number {
  if (item.kind === 'note') {
    notes.set(row, item.text)
    return row + 1
  }
  const block = view.form.blocks[item.block]
  if (!block) return row
  const shape = shapeOf(view, block)
  const title = block.title ? row : -1
  const head = row + (block.title ? 1 : 0)
  const levels = block.kind === 'fields' ? 0 : headerLayout(shape, 0).levels + (shape.numbered ? 1 : 0)
  const body = head + levels
  const most = block.kind === 'dynamic' && shape.growing ? block.max : shape.rows.length
  const lines = Math.max(1, Math.min(most, shape.rows.length + (shape.growing ? ready : 0)))
  blocks.push({ shape, title, head, body, lines: Math.max(lines, shape.rows.length) })
  return body + Math.max(lines, shape.rows.length) + 1
}

/** Rows that people add are told by their place alone; those of a form by their keys. */
function linesName(shape: TableShape): readonly string[] {
  return shape.block.kind === 'dynamic' ? [] : shape.rows.map(({ kind, key }) => `${kind} ${key}`)
}

/** The block and the place in it that a cell of the canvas shows; column −1 is the header of a row, row −1 the titles of columns. */
export function spotAt(
  { blocks }: SheetLayout,
  row: number,
  column: number,
): { readonly laid: LaidBlock; readonly spot: Spot } | null {
  const laid = blocks.find(({ head, body, lines }) => row >= head && row < body + lines)
  if (!laid || column > laid.shape.columns.length) return null
  return { laid, spot: { row: row < laid.body ? -1 : row - laid.body, column: column - 1 } }
}

/** Where a line of a block stands; a line behind the last row is the empty row that waits for typing. */
export function lineOf({ shape }: LaidBlock, row: number): number {
  const ghost = shape.rows.findIndex(({ kind }) => kind === 'ghost')
  return ghost >= 0 && row > ghost ? ghost : row
}
