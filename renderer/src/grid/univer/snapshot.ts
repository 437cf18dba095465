import { BooleanNumber, CellValueType, HorizontalAlign, LocaleType, VerticalAlign, WrapStrategy } from '@univerjs/core'
import type { ICellData, IRange, IStyleData, IWorkbookData } from '@univerjs/core'
import { words } from '../../locales/words.ts'
import type { GridView } from '../adapter.ts'
import { alignmentOf } from '../alignment.ts'
import type { Alignment } from '../alignment.ts'
import { headerLayout } from '../table/column-rules.ts'
import { isOpen, rulesAt, textOf } from '../table/edits.ts'
import { fileCellAt } from '../table/files.ts'
import type { Bench } from '../table/edits.ts'
import type { Colours } from './colours.ts'
import { lineOf } from './sheet-layout.ts'
import type { LaidBlock, SheetLayout } from './sheet-layout.ts'

export const sheetId = 'sheet'
const rowHeight = 28

/** A cell that is typed into, takes a file, is worked out, or nothing of it. */
type Look = 'open' | 'file' | 'computed' | 'locked'

const alignments: Readonly<Record<Alignment, HorizontalAlign>> = {
  left: HorizontalAlign.LEFT,
  middle: HorizontalAlign.CENTER,
  right: HorizontalAlign.RIGHT,
}

/** Looks of the kinds of cells; what depends on problems is drawn over them. */
function stylesIn(colours: Colours, font: string): Record<string, IStyleData> {
  const line = { s: 1, cl: { rgb: colours.line } }
  const colour = (name: keyof Colours) => ({ rgb: colours[name] })
  const base: IStyleData = {
    ff: font,
    fs: 10,
    vt: VerticalAlign.MIDDLE,
    pd: { t: 0, b: 2, l: 6, r: 6 },
    bg: colour('paper'),
    cl: colour('ink'),
  }
  const cell: IStyleData = { ...base, bd: { t: line, b: line, l: line, r: line } }
  const bold = BooleanNumber.TRUE
  const looks: Readonly<Record<Look, IStyleData>> = {
    open: cell,
    file: { ...cell, cl: colour('accent') },
    computed: { ...cell, bg: colour('computed'), cl: colour('computed-ink'), bl: bold },
    locked: { ...cell, bg: colour('locked'), cl: colour('muted') },
  }
  const values = Object.entries(looks).flatMap(([look, style]) =>
    Object.entries(alignments).map(([side, ht]) => [`${look}-${side}`, { ...style, ht, tb: WrapStrategy.CLIP }] as const),
  )
  return {
    ...Object.fromEntries(values),
    page: base,
    note: { ...base, cl: colour('muted') },
    title: { ...base, bl: bold, fs: 11 },
    head: { ...cell, bl: bold, bg: colour('head'), ht: HorizontalAlign.CENTER, tb: WrapStrategy.WRAP },
    side: { ...cell, bg: colour('side'), tb: WrapStrategy.CLIP },
    index: { ...cell, bg: colour('side'), cl: colour('muted'), ht: HorizontalAlign.CENTER },
    group: { ...cell, bg: colour('side'), bl: bold },
    crossed: { ...cell, bg: colour('locked'), ht: HorizontalAlign.CENTER, cl: colour('muted') },
  }
}

type Cells = Record<number, Record<number, ICellData>>

/** The workbook of one sheet of a form: every cell is the text that people see in it. */
export function snapshotOf(unit: string, view: GridView, layout: SheetLayout, colours: Colours, font: string): IWorkbookData {
  const cellData: Cells = {}
  const mergeData: IRange[] = []
  const put = (row: number, column: number, text: string, style: string): void => {
    const cells = (cellData[row] ??= {})
    cells[column] = { ...(text === '' ? {} : { v: text, t: CellValueType.STRING }), s: style }
  }
  const merge = (startRow: number, startColumn: number, endRow: number, endColumn: number): void => {
    if (endRow > startRow || endColumn > startColumn) mergeData.push({ startRow, startColumn, endRow, endColumn })
  }
  for (const [row, text] of layout.notes) {
    put(row, 0, text.replaceAll('\n', ' '), 'note')
    merge(row, 0, row, layout.columns - 1)
  }
  for (const laid of layout.blocks) drawBlock(view, laid, put, merge)
  const [only] = layout.blocks
  const alone = layout.blocks.length === 1 && only && only.body > 0
  const frozen = alone ? 1 + only.shape.frozen : 0
  return {
    id: unit,
    name: layout.sheet.title,
    appVersion: '0.25.1',
    locale: LocaleType.RU_RU,
    styles: stylesIn(colours, font),
    sheetOrder: [sheetId],
    sheets: {
      [sheetId]: {
        id: sheetId,
        name: layout.sheet.title,
        rowCount: layout.rows,
        columnCount: layout.columns,
        cellData,
        defaultStyle: 'page',
        mergeData,
        defaultRowHeight: rowHeight,
        defaultColumnWidth: 90,
        columnData: Object.fromEntries(widths(layout).map((w, column) => [column, { w }])),
        showGridlines: BooleanNumber.FALSE,
        rowHeader: { width: 0, hidden: BooleanNumber.TRUE },
        columnHeader: { height: 0, hidden: BooleanNumber.TRUE },
        ...(alone ? { freeze: { xSplit: frozen, ySplit: only.body, startRow: only.body, startColumn: frozen } } : {}),
      },
    },
  }
}

function drawBlock(
  view: GridView,
  laid: LaidBlock,
  put: (row: number, column: number, text: string, style: string) => void,
  merge: (startRow: number, startColumn: number, endRow: number, endColumn: number) => void,
): void {
  const { shape, title, head, body, lines: count } = laid
  const bench = { view, shape }
  if (title >= 0) {
    put(title, 0, shape.block.title ?? '', 'title')
    merge(title, 0, title, shape.columns.length)
  }
  if (body > head) {
    const { levels, groups } = headerLayout(shape, 0)
    put(head, 0, shape.titled ? 'Показатель' : '№', 'head')
    merge(head, 0, head + levels - 1, 0)
    for (let row = head; row < body; row += 1)
      for (let column = 0; column <= shape.columns.length; column += 1) put(row, column, '', 'head')
    put(head, 0, shape.titled ? 'Показатель' : '№', 'head')
    for (const { level, from, to, group } of groups) {
      put(head + level, from + 1, group.title, 'head')
      merge(head + level, from + 1, head + level, to + 1)
    }
    for (const [column, { title: text, groups: above, code }] of shape.columns.entries()) {
      put(head + above.length, column + 1, text, 'head')
      merge(head + above.length, column + 1, head + levels - 1, column + 1)
      if (shape.numbered) put(body - 1, column + 1, code ?? '', 'head')
    }
    if (shape.numbered) put(body - 1, 0, 'графа', 'head')
  }
  for (let row = 0; row < count; row += 1) {
    const side = sideOf(laid, row)
    put(body + row, 0, side.text, side.group ? 'group' : shape.titled ? 'side' : 'index')
    if (side.group) merge(body + row, 0, body + row, shape.columns.length)
    else
      for (let column = 0; column < shape.columns.length; column += 1)
        put(body + row, column + 1, shownAt(bench, laid, row, column), styleAt(bench, laid, row, column))
  }
}

/** What stands in front of a line: its number, and its title where the form names it. */
function sideOf({ shape }: LaidBlock, row: number): { readonly text: string; readonly group: boolean } {
  const line = shape.rows[row]
  if (!line || line.kind === 'ghost') return { text: '', group: false }
  if (line.kind === 'group') return { text: line.title ?? '', group: true }
  const title = line.title === undefined ? '' : `${'  '.repeat(line.level)}${line.title}${line.unit ? `, ${line.unit}` : ''}`
  return { text: [line.number, title].filter(Boolean).join('  '), group: false }
}

/** What people see in a cell; nothing in the lines that wait for rows. */
export function shownAt(bench: Bench, { shape }: LaidBlock, row: number, column: number): string {
  if (shape.rows[row]?.kind !== 'cells') return ''
  const ref = shape.ref(row, column)
  if (ref && !bench.view.rules(ref)) return 'х'
  const text = textOf(bench, row, column)
  // Shown only: what is copied, found and told of the cell is what it holds.
  return text === '' && isInviting(bench, row, column) ? words.files.put : text
}

/** Whether a file may be put into a cell. */
function isInviting(bench: Bench, row: number, column: number): boolean {
  const cell = fileCellAt(bench, { row, column })
  return cell !== null && bench.view.attachable(cell)
}

function styleAt(bench: Bench, laid: LaidBlock, row: number, column: number): string {
  const line = lineOf(laid, row)
  const rules = rulesAt(bench, line, column)
  if (!rules) return 'crossed'
  const inviting = isInviting(bench, line, column)
  const open = bench.view.readOnly || inviting || (rules.type !== 'file' && isOpen(bench, line, column))
  const look: Look = rules.computed ? 'computed' : inviting ? 'file' : open ? 'open' : 'locked'
  return `${look}-${laid.shape.block.kind === 'fields' ? 'left' : alignmentOf(rules)}`
}

/** Widths of the canvas' columns: the widest of what stands one under another. */
function widths({ blocks, columns }: SheetLayout): readonly number[] {
  const side = Math.max(...blocks.map(({ shape }) => (shape.titled ? Math.min(shape.headerWidth, 320) : 56)))
  const cells = Array.from({ length: columns - 1 }, (_, column) =>
    Math.max(60, ...blocks.map(({ shape }) => shape.columns[column]?.width ?? 0)),
  )
  return [side, ...cells]
}
