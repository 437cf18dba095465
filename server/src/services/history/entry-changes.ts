import { blockNamed, explanationsIn, formFor, formatValue, isRaw, placeName } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import type { Step } from '../drafts/drafts.ts'
import { opsIn } from '../drafts/fold.ts'
import { valueAt } from '../drafts/value-at.ts'

/** One thing that an entry of the log did, in words. */
export interface EntryChange {
  readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
  /** Only of a cell. */
  readonly cell: CellRef | null
  /** Where, as people say it: «строка 3 (код участника 10001), графа «Пол»». */
  readonly place: string
  /** What stood there, and what stands there since, as people see it. An empty text is an empty cell. */
  readonly was: string
  readonly is: string
}

/** What an entry did, op by op; a cell that an entry sets twice is told once. Setting what stood there already is nothing. */
export function entryChanges(step: Step): readonly EntryChange[] {
  const { entry, form, before, state } = step
  if (entry.renewal) {
    const { from, to } = entry.renewal
    return [{ kind: 'form', cell: null, place: 'версия формы', was: from.version, is: to.version }]
  }
  const teller = new Teller(form, before, state.data)
  return opsIn(form, entry).flatMap((op) => teller.tell(op))
}

class Teller {
  readonly #form: CompiledForm
  readonly #before: FormData
  readonly #after: FormData
  readonly #told = new Set<string>()

  constructor(form: CompiledForm, before: FormData, after: FormData) {
    this.#form = form
    this.#before = before
    this.#after = after
  }

  tell(op: Op): readonly EntryChange[] {
    if ('set' in op) return this.#cell({ block: op.set[0], row: op.set[1], column: op.set[2] })
    if ('insert' in op) return op.rows.flatMap(({ $id }) => this.#row('row-added', op.insert, $id, this.#after))
    if ('remove' in op) return op.ids.flatMap((id) => this.#row('row-removed', op.remove, id, this.#before))
    if ('move' in op) {
      const place = placeName(this.#form, this.#after, { block: op.move, row: null, column: null })
      return [{ kind: 'rows-moved', cell: null, place, was: '', is: '' }]
    }
    if ('explain' in op) return this.#explanation(op.explain)
    if ('sources' in op) return [{ kind: 'sources', cell: null, place: 'исходные данные', was: '', is: '' }]
    return []
  }

  #cell(cell: CellRef): readonly EntryChange[] {
    const key = `${cell.block}/${cell.row ?? ''}/${cell.column}`
    if (this.#told.has(key)) return []
    this.#told.add(key)
    const was = this.#text(this.#before, cell)
    const is = this.#text(this.#after, cell)
    if (was === is) return []
    const place = placeName(this.#form, cell.row !== null && !hasRow(this.#after, cell) ? this.#before : this.#after, cell)
    return [{ kind: 'cell', cell, place, was, is }]
  }

  #text(data: FormData, cell: CellRef): string {
    return shown(formFor(this.#form, data), cell, valueAt(data, cell))
  }

  /** A row that came or went, with what stood in it. */
  #row(kind: 'row-added' | 'row-removed', block: string, row: string, data: FormData): readonly EntryChange[] {
    const rows = data[block]
    const cells = Array.isArray(rows) ? (rows as readonly DynamicRow[]).find(({ $id }) => $id === row) : undefined
    if (!cells) return []
    const form = formFor(this.#form, data)
    const text = Object.entries(cells)
      .filter(([column]) => column !== '$id')
      .map(([column, value]) => shown(form, { block, row, column }, value as CellValue))
      .filter((value) => value !== '')
      .join('; ')
    const place = placeName(this.#form, data, { block, row, column: null })
    return [{ kind, cell: null, place, was: kind === 'row-removed' ? text : '', is: kind === 'row-added' ? text : '' }]
  }

  #explanation(problem: string): readonly EntryChange[] {
    const [was = '', is = ''] = [this.#before, this.#after].map((data) => explanationsIn(data)[problem]?.text)
    return was === is ? [] : [{ kind: 'explanation', cell: null, place: 'пояснение', was, is }]
  }
}

function shown(form: CompiledForm, { block, column }: CellRef, value: CellValue): string {
  const rules = blockNamed(form, block)?.block.columns.find(({ key }) => key === column)
  if (rules) return formatValue(rules, value)
  if (value === null) return ''
  return isRaw(value) ? value.$raw : JSON.stringify(value)
}

function hasRow(data: FormData, { block, row }: CellRef): boolean {
  const rows = data[block]
  return !Array.isArray(rows) || (rows as readonly DynamicRow[]).some(({ $id }) => $id === row)
}
