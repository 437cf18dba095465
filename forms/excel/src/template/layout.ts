import { forRole } from '@tabel/engine'
import type {
  CellRules,
  CellValue,
  Cells,
  CompiledBlock,
  CompiledColumn,
  CompiledForm,
  CompiledRow,
  DynamicRow,
  FormData,
  Hint,
} from '@tabel/engine'
import { formWithSources } from '@tabel/engine/formulas'
import { SheetNames } from '../writer/sheet-names.ts'
import { errorsSheet } from '../workbook/marks.ts'
import type { Mark } from '../workbook/marks.ts'

/** What a cell is for: it decides how it looks and whether one may type into it. The last three are of the sheet «Ошибки». */
export type CellRole = 'title' | 'note' | 'head' | 'label' | 'typed' | 'locked' | 'crossed' | 'hidden' | 'said' | 'line' | 'link'

/** A cell of a template. Rows and columns are counted from 1. */
export interface LaidCell {
  readonly row: number
  readonly column: number
  readonly role: CellRole
  readonly value: CellValue
  /** How values of the cell are written; absent for the template's own words. */
  readonly rules?: CellRules
  /** Which cell of the form it is: `block/row/column`; absent in rows that nobody has added yet. */
  readonly source?: string
  /** Further cells that are merged with it. */
  readonly span?: { readonly rows: number; readonly columns: number }
  /** How to fill it: a note of a header. */
  readonly hint?: string
  /** Indent of a row's title. */
  readonly indent?: number
}

/** Cells of a column that are filled by the same rules: one validation for all of them. */
export interface LaidRange {
  readonly column: number
  readonly from: number
  readonly to: number
  readonly rules: CellRules
  readonly title: string
}

/** Where the cells of a block stand; of fields one under another. Rows of a table: the empty ones to fill included. */
export interface LaidBlock {
  readonly block: CompiledBlock
  readonly top: number
  readonly left: number
  readonly rows: number
  /** How many of the rows are there already. */
  readonly filled: number
}

export interface LaidSheet {
  /** The sheet of the form. */
  readonly key: string
  readonly name: string
  readonly blocks: readonly LaidBlock[]
  readonly cells: readonly LaidCell[]
  readonly ranges: readonly LaidRange[]
  readonly marks: readonly { readonly mark: Mark; readonly row: number; readonly column: number }[]
  /** Widths in characters, by column. */
  readonly widths: ReadonlyMap<number, number>
  /** Rows above and columns before the cells that move, when the sheet is one table. */
  readonly frozen: { readonly rows: number; readonly columns: number } | null
}

/** Rows to fill below those that are there: as many as may be added, at most so many. */
const mostSpare = 100
/** Column of the hidden ids. */
export const idColumn = 1
/** Column of codes and numbers of rows, of their titles, and the first one of what is filled. */
const codeColumn = 2
const titleColumn = 3

/** A form as its template has it: as the organisation fills it, with its sources. Copies for the rows that are there come with the data. */
export function templateForm(whole: CompiledForm): CompiledForm {
  return forRole(formWithSources(whole), 'organisation')
}

/**
 * Where everything stands in a template of such a form, with its copies: the organisation's sheets, one worksheet each, blocks under one another, with
 * the data that are there already.
 */
export function layOut(form: CompiledForm, data: FormData): readonly LaidSheet[] {
  const names = new SheetNames()
  names.take(errorsSheet)
  return form.sheets
    .filter(({ filledBy = 'organisation' }) => filledBy === 'organisation')
    .map((sheet) => {
      const laid = new SheetLayout(sheet.key, names.take(sheet.title), data)
      laid.say('title', sheet.title)
      if (sheet.hint) laid.say('note', sheet.hint.text)
      for (const item of sheet.items) {
        if (item.kind === 'note') laid.say('note', item.text)
        else {
          const block = form.blocks[item.block]
          if (block) laid.block(block)
        }
      }
      return laid
    })
}

class SheetLayout implements LaidSheet {
  readonly key: string
  readonly name: string
  readonly blocks: LaidBlock[] = []
  readonly cells: LaidCell[] = []
  readonly ranges: LaidRange[] = []
  readonly marks: { mark: Mark; row: number; column: number }[] = []
  readonly widths = new Map<number, number>([
    [idColumn, 4],
    [codeColumn, 8],
  ])
  readonly #data: FormData
  #row = 1
  #tables: { readonly head: number; readonly first: number }[] = []

  constructor(key: string, name: string, data: FormData) {
    this.key = key
    this.name = name
    this.#data = data
  }

  get frozen(): LaidSheet['frozen'] {
    const [only, ...others] = this.#tables
    if (!only || others.length > 0 || this.blocks.length > 1) return null
    return { rows: only.head, columns: only.first - 1 }
  }

  say(role: 'title' | 'note', text: string): void {
    this.#put(this.#row, codeColumn, role, text)
    this.#row += 1
  }

  block(block: CompiledBlock): void {
    if (block.title) this.say('title', block.title)
    if (block.hint) this.say('note', block.hint.text)
    if (block.kind === 'fields') this.#fields(block)
    else this.#table(block)
    this.#row += 1
  }

  #fields(block: CompiledBlock): void {
    this.#widenTo(titleColumn, 34)
    const cells = (this.#data[block.key] ?? {}) as Cells
    this.blocks.push({ block, top: this.#row, left: titleColumn + 1, rows: 1, filled: 1 })
    for (const column of block.columns) {
      this.#put(this.#row, codeColumn, 'label', column.title, { span: { rows: 1, columns: 2 }, ...hintOf(column.hint) })
      const place = titleColumn + 1
      this.#cell(this.#row, place, column, cells[column.key] ?? null, `${block.key}//${column.key}`)
      this.#widen(place, column)
      this.marks.push({ mark: { kind: 'cell', block: block.key, column: column.key }, row: this.#row, column: place })
      this.ranges.push({ column: place, from: this.#row, to: this.#row, rules: column, title: column.title })
      this.#row += 1
    }
  }

  #table(block: CompiledBlock & { readonly kind: 'fixed' | 'dynamic' }): void {
    const first = block.kind === 'fixed' ? titleColumn + 1 : codeColumn + 1
    if (block.kind === 'fixed') this.#widenTo(titleColumn, 34)
    const head = this.#head(block, first)
    this.#tables.push({ head, first })
    this.marks.push({ mark: { kind: 'rows', block: block.key }, row: head, column: idColumn })
    block.columns.forEach((column, index) => {
      this.marks.push({ mark: { kind: 'head', block: block.key, column: column.key }, row: head, column: first + index })
      this.#widen(first + index, column)
    })
    const from = this.#row
    if (block.kind === 'fixed') for (const row of block.rows) this.#fixedRow(block.key, block.columns, row, first)
    else this.#dynamicRows(block, first)
    const rows = this.#row - from
    const filled = block.kind === 'fixed' ? rows : ((this.#data[block.key] ?? []) as readonly DynamicRow[]).length
    this.blocks.push({ block, top: from, left: first, rows, filled })
    block.columns.forEach((column, index) => {
      if (this.#row > from)
        this.ranges.push({ column: first + index, from, to: this.#row - 1, rules: column, title: column.title })
    })
    this.marks.push({ mark: { kind: 'end', block: block.key }, row: this.#row, column: idColumn })
    this.#row += 1
  }

  /** Groups over columns, their titles, their numbers. @returns the lowest of its rows. */
  #head(block: CompiledBlock & { readonly kind: 'fixed' | 'dynamic' }, first: number): number {
    const depth = Math.max(0, ...block.columns.map(({ groups }) => groups.length))
    const top = this.#row
    const labels = block.kind === 'fixed' ? ['Код', 'Строка'] : ['№']
    labels.forEach((label, index) => {
      this.#put(top, codeColumn + index, 'head', label, { span: { rows: depth + 1, columns: 1 } })
    })
    for (let level = 0; level < depth; level += 1) this.#groups(block.columns, level, top + level, first)
    block.columns.forEach((column, index) => {
      const under = column.groups.length
      this.#put(top + under, first + index, 'head', withUnit(column), {
        span: { rows: depth - under + 1, columns: 1 },
        ...hintOf(column.hint),
      })
    })
    this.#row = top + depth + 1
    if (!block.numbered) return this.#row - 1
    block.columns.forEach((column, index) => this.#put(this.#row, first + index, 'head', column.code ?? ''))
    this.#row += 1
    return this.#row - 1
  }

  #groups(columns: readonly CompiledColumn[], level: number, row: number, first: number): void {
    const path = (index: number): string | null => {
      const groups = columns[index]?.groups ?? []
      return groups.length <= level
        ? null
        : groups
            .slice(0, level + 1)
            .map(({ id }) => id)
            .join('/')
    }
    let from = 0
    for (let index = 1; index <= columns.length; index += 1) {
      if (index < columns.length && path(index) === path(from)) continue
      const group = columns[from]?.groups[level]
      if (group)
        this.#put(row, first + from, 'head', group.title, { span: { rows: 1, columns: index - from }, ...hintOf(group.hint) })
      from = index
    }
  }

  #fixedRow(block: string, columns: readonly CompiledColumn[], row: CompiledRow, first: number): void {
    const content = (this.#data[block] ?? {}) as Readonly<Record<string, Cells>>
    this.#put(this.#row, idColumn, 'hidden', row.key)
    this.#put(this.#row, codeColumn, 'label', row.code ?? '')
    this.#put(this.#row, titleColumn, 'label', row.unit ? `${row.title}, ${row.unit}` : row.title, {
      indent: row.level,
      ...hintOf(row.hint),
    })
    columns.forEach((column, index) => {
      if (row.blocked.includes(column.key)) this.#put(this.#row, first + index, 'crossed', 'х')
      else {
        const value = content[row.key]?.[column.key] ?? null
        this.#cell(this.#row, first + index, row.cells[column.key] ?? column, value, `${block}/${row.key}/${column.key}`)
      }
    })
    this.#row += 1
  }

  #dynamicRows(block: CompiledBlock & { readonly kind: 'dynamic' }, first: number): void {
    const rows = (this.#data[block.key] ?? []) as readonly DynamicRow[]
    const spare = block.add ? Math.max(0, Math.min(mostSpare, block.max - rows.length)) : 0
    const all: readonly (DynamicRow | null)[] = [...rows, ...Array.from({ length: spare }, () => null)]
    all.forEach((row, index) => {
      if (row) this.#put(this.#row, idColumn, 'hidden', row.$id)
      this.#put(this.#row, codeColumn, 'label', index + 1)
      block.columns.forEach((column, place) => {
        const source = row && column.computed ? `${block.key}/${row.$id}/${column.key}` : undefined
        this.#cell(this.#row, first + place, column, row?.[column.key] ?? null, source)
      })
      this.#row += 1
    })
  }

  #cell(row: number, column: number, rules: CellRules, value: CellValue, source?: string): void {
    const locked = rules.computed !== undefined || rules.editable === false || rules.type === 'file'
    this.cells.push({ row, column, role: locked ? 'locked' : 'typed', value, rules, ...(source === undefined ? {} : { source }) })
  }

  #put(row: number, column: number, role: CellRole, value: CellValue, more: Partial<LaidCell> = {}): void {
    this.cells.push({ row, column, role, value, ...more })
  }

  #widen(column: number, { width, title }: CompiledColumn): void {
    this.#widenTo(
      column,
      Math.min(50, Math.max(12, width === undefined ? Math.min(24, title.length + 2) : Math.round(width / 7))),
    )
  }

  #widenTo(column: number, width: number): void {
    this.widths.set(column, Math.max(this.widths.get(column) ?? 0, width))
  }
}

function hintOf(hint: Hint | undefined): { readonly hint?: string } {
  return hint ? { hint: hint.text } : {}
}

function withUnit({ title, unit }: CompiledColumn): string {
  return unit ? `${title}, ${unit}` : title
}
