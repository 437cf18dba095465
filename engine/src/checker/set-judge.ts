import { findBlock } from '../document/form-index.ts'
import { formatValue } from '../document/format-value.ts'
import { problemId } from '../document/problem-id.ts'
import { sheetTitle } from '../document/place-name.ts'
import { cellsIn, placesIn, rowsIn } from '../document/read.ts'
import type { CompiledBlock, ExistsCheck, UniqueCheck } from '../model/compiled-form.ts'
import type { CellRef } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { rowKeys } from '../rules/cell-problems.ts'
import { Duplicates } from '../rules/duplicates.ts'
import { otherRows, repeatedMessage } from '../rules/unique.ts'
import { valueKey } from '../rules/value-key.ts'
import type { CellStates } from './cell-states.ts'
import { fillMessage, pointedAt } from './message.ts'
import type { Published } from './published.ts'
import type { Source } from './view.ts'

/** Rows of which the cells or the presence have changed, by block; `moved` blocks have rows at other places. */
export interface RowNews {
  readonly rows: (block: string) => Iterable<string>
  readonly moved: ReadonlySet<string>
}

/**
 * Follows a rule over a table: `unique` and `exists`. Values are indexed by their keys, so a change costs the rows that share
 * a value with it. A row takes part when none of its cells under the rule has a problem of its own, its condition holds,
 * and one of them at least is filled.
 */
export class SetJudge {
  readonly #check: UniqueCheck | ExistsCheck
  readonly #block: CompiledBlock
  readonly #columns: readonly number[]
  readonly #own = new Duplicates()
  /** Rows of the other table by key, for `exists`. */
  readonly #there = new Duplicates()
  readonly #holds: (row: string) => boolean

  /** @param holds whether the `when` of the check holds for a row. */
  constructor(block: CompiledBlock, check: UniqueCheck | ExistsCheck, holds: (row: string) => boolean) {
    this.#check = check
    this.#block = block
    this.#columns = check.columns.map((key) => block.columns.findIndex((column) => column.key === key))
    this.#holds = holds
  }

  /** Looks again at what has changed, and publishes what it finds. */
  settle(source: Source, states: CellStates, news: RowNews, published: Published): void {
    const stale = new Set<string>()
    const { form, data } = source
    for (const row of news.rows(this.#block.key)) {
      stale.add(row)
      for (const other of this.#own.put(row, this.#keyOf(source, states, row))) stale.add(other)
    }
    if (this.#check.kind === 'exists') {
      const { block: key, columns } = this.#check.in
      const other = form.blocks[key]
      for (const row of other ? news.rows(key) : []) {
        const cells = other && cellsIn(data, other, other.kind === 'fields' ? null : row)
        const changed = cells ? joined(columns.map((column) => valueKey(cells[column] ?? null))) : null
        for (const here of this.#moveThere(row, changed)) stale.add(here)
      }
    } else if (news.moved.has(this.#block.key)) for (const row of this.#own.repeated()) stale.add(row)
    const places = new Map<ReadonlySet<string>, readonly number[]>()
    for (const row of stale) published.put(`${this.#check.id} ${row}`, this.#problem(source, row, places))
  }

  /** Gives a row of the other table another key; gives back own rows with the old or the new one. */
  #moveThere(row: string, key: string | null): readonly string[] {
    const old = this.#there.keyOf(row)
    if (old === key) return []
    this.#there.put(row, key)
    return [...(old === null ? [] : this.#own.rows(old)), ...(key === null ? [] : this.#own.rows(key))]
  }

  #keyOf({ data }: Source, states: CellStates, row: string): string | null {
    const cells = cellsIn(data, this.#block, this.#block.kind === 'fields' ? null : row)
    if (!cells || !this.#holds(row)) return null
    const operands = this.#columns.map((column) => ({
      block: this.#block.key,
      column,
      rows: { key: row },
      direct: true,
      computed: false,
    }))
    if (operands.some((operand) => states.count(operand, null, 'bad') > 0)) return null
    return joined(this.#check.columns.map((column) => valueKey(cells[column] ?? null)))
  }

  #problem(source: Source, row: string, places: Map<ReadonlySet<string>, readonly number[]>): Problem | null {
    const key = this.#own.keyOf(row)
    if (key === null) return null
    if (this.#check.kind === 'exists')
      return this.#there.rows(key).size > 0 ? null : this.#say(source, row, this.#absent(source, row), [])
    const group = this.#own.sharing(row)
    if (group.size < 2) return null
    let sorted = places.get(group)
    if (!sorted) places.set(group, (sorted = this.#placesOf(source, group)))
    const self = this.#placeOf(source, row)
    const keys = rowKeys(this.#block, source.data)
    const other = keys[sorted[0] === self ? (sorted[1] ?? 0) : (sorted[0] ?? 0)]
    const others = otherRows(sorted, self)
    return this.#say(source, row, this.#repeated(source, row, others), other === undefined ? [] : this.#refs(other))
  }

  #repeated(source: Source, row: string, others: string): string {
    if (!this.#check.message) return repeatedMessage(this.#shown(source, row), others)
    const own = fillMessage(source, this.#check.message, this.#instance(row))
    return `${/[.!?]$/u.test(own) ? own : `${own}.`} То же значение – в ${others}`
  }

  #say(source: Source, row: string, message: string, more: readonly CellRef[]): Problem {
    const { id, severity, sheet } = this.#check
    const own = this.#refs(row)
    const at = pointedAt(source, this.#check, this.#instance(row)) ?? own[0] ?? { block: this.#block.key, row, column: null }
    const named = own.filter((ref) => ref.column !== at.column)
    const cells =
      'column' in at && at.column !== null ? [{ block: at.block, row: at.row, column: at.column }, ...named, ...more] : more
    return { id: problemId(id, at, sheet), check: id, severity, sheet: this.#block.sheet, at, cells, message }
  }

  #absent(source: Source, row: string): string {
    if (this.#check.message) return fillMessage(source, this.#check.message, this.#instance(row))
    if (this.#check.kind !== 'exists') return ''
    const { block, columns } = this.#check.in
    const other = findBlock(source.form, block)?.block
    const titles = columns.map((key) => `«${other?.columns.find((column) => column.key === key)?.title ?? key}»`).join(', ')
    const sheet = sheetTitle(source.form, other?.sheet ?? '')
    return `Значения «${this.#shown(source, row)}» нет в ${columns.length > 1 ? 'графах' : 'графе'} ${titles} на листе «${sheet}»: исправьте его или добавьте там строку`
  }

  #shown({ data }: Source, row: string): string {
    const cells = cellsIn(data, this.#block, this.#block.kind === 'fields' ? null : row)
    return this.#columns
      .map((place) => {
        const column = this.#block.columns[place]
        return column ? formatValue(column, cells?.[column.key] ?? null) : ''
      })
      .join(', ')
  }

  #refs(row: string): readonly CellRef[] {
    const key = this.#block.kind === 'fields' ? null : row
    return this.#check.columns.map((column) => ({ block: this.#block.key, row: key, column }))
  }

  #instance(row: string): { block: CompiledBlock; row: string; column: null } {
    return { block: this.#block, row, column: null }
  }

  #placeOf(source: Source, row: string): number {
    if (this.#block.kind !== 'dynamic') return rowKeys(this.#block, source.data).indexOf(row)
    return placesIn(rowsIn(source.data, this.#block.key)).get(row) ?? -1
  }

  #placesOf(source: Source, group: ReadonlySet<string>): readonly number[] {
    return [...group].map((row) => this.#placeOf(source, row)).sort((a, b) => a - b)
  }
}

/** One key for the values of a row; null when all are empty. Different values never give the same key. */
function joined(keys: readonly (string | null)[]): string | null {
  if (keys.length === 1) return keys[0] ?? null
  return keys.every((key) => key === null) ? null : JSON.stringify(keys)
}
