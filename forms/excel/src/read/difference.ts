import { canonicalKey, formatValue, newRowId, placeName, sameValue } from '@tabel/engine'
import type { CellRef, CellRules, CellValue, Cells, CompiledBlock, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import type { Filled, FilledBlock, FilledCell, FilledRow, Notice } from './filled.ts'
import { matchRows } from './match-rows.ts'

/** A cell that a person changed in the workbook. Values are as people see them; an empty text is an empty cell. */
export interface CellChange {
  readonly cell: CellRef
  /** Where it stands in the workbook: `Участники!D77`. */
  readonly address: string
  /** Where it stands in the form, in words. */
  readonly place: string
  /** In the form now, and in the workbook. */
  readonly was: string
  readonly becomes: string
  readonly value: CellValue
}

/** A row that a person added, or one that is not in the workbook any more. */
export interface RowChange {
  readonly block: string
  readonly id: string
  readonly place: string
  /** What stands in it. */
  readonly text: string
  /** In the workbook; empty for a row that is not there. */
  readonly address: string
}

/** What a filled workbook changes. */
export interface UploadPlan {
  /** Changed in the workbook alone: they are done. */
  readonly changes: readonly CellChange[]
  /** Changed in the workbook and, to something else, in the form since: a person chooses. */
  readonly conflicts: readonly CellChange[]
  readonly added: readonly RowChange[]
  /** Rows that the workbook has no more: they stay unless a person says otherwise. */
  readonly missing: readonly RowChange[]
  readonly ignored: readonly Notice[]
  readonly notices: readonly Notice[]
  /** Where in the workbook a cell stands, by `block/row/column`. */
  readonly addresses: ReadonlyMap<string, string>
  /** What is done: the changes, the added rows, and what a person chose. */
  readonly ops: (chosen?: UploadChoice) => readonly Op[]
}

/** What a person chose of what is not done by itself. */
export interface UploadChoice {
  /** Conflicts for which the workbook counts, by `block/row/column`; `true`: all. */
  readonly mine?: ReadonlySet<string> | boolean
  /** Rows that the workbook has no more are taken away. */
  readonly removeMissing?: boolean
}

/** The same key for the same cell everywhere. */
export function cellKey({ block, row, column }: CellRef): string {
  return `${block}/${row ?? ''}/${column}`
}

/**
 * What the person changed in the workbook since it was made: only that is taken over, so that what others did meanwhile stays.
 *
 * @param form with its copies made (`formFor`), as the template had it.
 * @param base the data that the template carried; where that is not known, the data as they are now.
 * @param current the data as they are now.
 */
export function differenceOf(form: CompiledForm, base: FormData, current: FormData, filled: Filled): UploadPlan {
  const difference = new Difference(form, base, current)
  for (const block of filled.blocks) difference.block(block)
  return difference.plan(filled)
}

class Difference {
  readonly #form: CompiledForm
  readonly #base: FormData
  readonly #current: FormData
  readonly #changes: CellChange[] = []
  readonly #conflicts: CellChange[] = []
  readonly #added: RowChange[] = []
  readonly #missing: RowChange[] = []
  readonly #ignored: Notice[] = []
  readonly #inserts: Op[] = []
  readonly #addresses = new Map<string, string>()

  constructor(form: CompiledForm, base: FormData, current: FormData) {
    this.#form = form
    this.#base = base
    this.#current = current
  }

  block({ block: key, rows }: FilledBlock): void {
    const block = this.#form.blocks[key]
    if (block?.kind === 'dynamic') this.#dynamic(block, rows)
    else if (block)
      for (const row of rows) {
        const id = block.kind === 'fields' ? null : row.id
        this.#cells(block, id, row.cells, cellsOf(this.#base, key, id), cellsOf(this.#current, key, id))
      }
  }

  #dynamic(block: CompiledBlock & { readonly kind: 'dynamic' }, filled: readonly FilledRow[]): void {
    const before = rowsOf(this.#base, block.key)
    const now = new Map(rowsOf(this.#current, block.key).map((row) => [row.$id, row]))
    const { known, gone } = matchRows(block, before, [...now.values()], filled)
    let previous: string | null = null
    for (const row of filled) {
      const base = known.get(row)
      const here = base && now.get(base.$id)
      if (base && here) this.#cells(block, base.$id, row.cells, base, here)
      // Somebody has taken the row away meanwhile: what was changed in it is put back with it.
      else if (!base || row.cells.some(({ column, value }) => !sameValue(base[column] ?? null, value)))
        previous = this.#insert(block, row, previous) ?? previous
      if (here) previous = here.$id
    }
    for (const row of gone) if (now.has(row.$id)) this.#missing.push(this.#rowChange(block, now.get(row.$id) ?? row, ''))
  }

  #cells(block: CompiledBlock, row: string | null, cells: readonly FilledCell[], before: Cells, now: Cells): void {
    for (const { column, value, address } of cells) {
      const rules = rulesOf(block, row, column)
      if (!rules || rules.computed !== undefined) continue
      if (rules.type === 'file') {
        this.#attachment(rules, { column, value, address }, before[column] ?? null)
        continue
      }
      const cell = { block: block.key, row, column }
      this.#addresses.set(cellKey(cell), address)
      const was = before[column] ?? null
      const is = now[column] ?? null
      if (sameValue(value, was) || sameValue(value, is)) continue
      if (rules.editable === false) {
        const message = 'Эта ячейка в форме закрыта: изменение не взято.'
        this.#ignored.push({ address, text: formatValue(rules, value), message })
        continue
      }
      const place = placeName(this.#form, this.#current, cell)
      const change = { cell, address, place, was: formatValue(rules, is), becomes: formatValue(rules, value), value }
      if (sameValue(was, is)) this.#changes.push(change)
      else this.#conflicts.push(change)
    }
  }

  /** Files are attached on the site alone; a template shows their names. */
  #attachment(rules: CellRules, { value, address }: FilledCell, before: CellValue): void {
    const text = formatValue(rules, value)
    if (canonicalKey(text) === canonicalKey(formatValue(rules, before))) return
    this.#ignored.push({ address, text, message: 'Файлы прикладывают на сайте: изменение не взято.' })
  }

  /** @returns the id of the new row; null when rows cannot be added. */
  #insert(block: CompiledBlock & { readonly kind: 'dynamic' }, row: FilledRow, after: string | null): string | null {
    const typed = row.cells.filter(({ column, value }) => {
      const rules = rulesOf(block, '', column)
      return value !== null && rules && rules.computed === undefined && rules.editable !== false && rules.type !== 'file'
    })
    for (const cell of row.cells) {
      const rules = rulesOf(block, '', cell.column)
      if (rules?.type === 'file') this.#attachment(rules, cell, null)
    }
    const [first] = typed
    if (!first) return null
    if (!block.add) {
      const message = 'В эту таблицу строки не добавляют: строка не взята.'
      this.#ignored.push({ address: first.address, text: formatText(block, typed), message })
      return null
    }
    const $id = newRowId(Math.random)
    const cells: DynamicRow = { ...Object.fromEntries(typed.map(({ column, value }) => [column, value])), $id }
    for (const { column, address } of row.cells) this.#addresses.set(cellKey({ block: block.key, row: $id, column }), address)
    this.#inserts.push({ insert: block.key, after, rows: [cells] })
    this.#added.push({ block: block.key, id: $id, place: 'новая строка', text: formatText(block, typed), address: first.address })
    return $id
  }

  #rowChange(block: CompiledBlock, row: DynamicRow, address: string): RowChange {
    const cells = Object.entries(row).flatMap(([column, value]) =>
      column === '$id' ? [] : [{ column, value: value as CellValue, address: '' }],
    )
    const place = placeName(this.#form, this.#current, { block: block.key, row: row.$id, column: null })
    return { block: block.key, id: row.$id, place, text: formatText(block, cells), address }
  }

  plan({ ignored, notices }: Filled): UploadPlan {
    const changes = this.#changes
    const conflicts = this.#conflicts
    const missing = this.#missing
    const inserts = this.#inserts
    return {
      changes,
      conflicts,
      added: this.#added,
      missing,
      ignored: [...ignored, ...this.#ignored],
      notices,
      addresses: this.#addresses,
      ops: ({ mine = false, removeMissing = false } = {}) => {
        const chosen = conflicts.filter(({ cell }) => (typeof mine === 'boolean' ? mine : mine.has(cellKey(cell))))
        const sets = [...changes, ...chosen].map(({ cell: { block, row, column }, value }): Op => ({
          set: [block, row, column],
          value,
        }))
        const removes = removeMissing ? removesOf(missing) : []
        return [...sets, ...joined(inserts), ...removes]
      },
    }
  }
}

/** Rows that follow one another go in together. */
function joined(inserts: readonly Op[]): readonly Op[] {
  const ops: Op[] = []
  for (const op of inserts) {
    const last = ops.at(-1)
    if (last && 'insert' in last && 'insert' in op && op.insert === last.insert && op.after === last.rows.at(-1)?.$id)
      ops[ops.length - 1] = { ...last, rows: [...last.rows, ...op.rows] }
    else ops.push(op)
  }
  return ops
}

function removesOf(rows: readonly RowChange[]): readonly Op[] {
  const blocks = new Map<string, string[]>()
  for (const { block, id } of rows) blocks.set(block, [...(blocks.get(block) ?? []), id])
  return [...blocks].map(([remove, ids]) => ({ remove, ids }))
}

function rulesOf(block: CompiledBlock, row: string | null, column: string): CellRules | null {
  const fixed = block.kind === 'fixed' ? block.rows.find(({ key }) => key === row) : undefined
  if (fixed?.blocked.includes(column)) return null
  return fixed?.cells[column] ?? block.columns.find(({ key }) => key === column) ?? null
}

function formatText(block: CompiledBlock, cells: readonly FilledCell[]): string {
  return cells
    .map(({ column, value }) => formatValue(rulesOf(block, '', column) ?? textRules, value))
    .filter((text) => text !== '')
    .join('; ')
}

const textRules: CellRules = { type: 'string', required: false, editable: true }

export function rowsOf(data: FormData, block: string): readonly DynamicRow[] {
  const rows = data[block]
  return Array.isArray(rows) ? (rows as readonly DynamicRow[]) : []
}

function cellsOf(data: FormData, block: string, row: string | null): Cells {
  const content = data[block]
  if (content === undefined || Array.isArray(content)) return {}
  return row === null ? (content as Cells) : ((content as Readonly<Record<string, Cells>>)[row] ?? {})
}
