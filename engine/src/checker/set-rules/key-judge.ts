import { sheetTitle } from '../../document/place-name.ts'
import type { ExistsCheck, UniqueCheck } from '../../model/compiled-form.ts'
import type { Problem } from '../../model/problem.ts'
import { Duplicates } from '../../rules/duplicates.ts'
import { otherRows, repeatedMessage } from '../../rules/unique.ts'
import type { CellStates } from '../cell-states.ts'
import type { Published } from '../published.ts'
import type { Source } from '../view.ts'
import { RuleRows, setProblem } from './rule-rows.ts'
import type { RowFormulas, RowNews, SetJudge } from './types.ts'

/**
 * Follows `unique` and `exists`. Values are indexed by their keys, so a change costs the rows that share a value with it. A row
 * takes part when none of its cells under the rule has a problem of its own, its condition holds, and one of them at least is filled.
 */
export class KeyJudge implements SetJudge {
  readonly #check: UniqueCheck | ExistsCheck
  readonly #formulas: RowFormulas
  readonly #own = new Duplicates()
  /** Rows of the other table by key, for `exists`. */
  readonly #there = new Duplicates()

  constructor(check: UniqueCheck | ExistsCheck, formulas: RowFormulas) {
    this.#check = check
    this.#formulas = formulas
  }

  settle(source: Source, states: CellStates, news: RowNews, published: Published): void {
    const check = this.#check
    const rows = new RuleRows(source.form, check.block, check.columns)
    const stale = new Set<string>()
    for (const row of news.rows(check.block)) {
      stale.add(row)
      const takesPart = rows.has(source, row) && this.#formulas.when(row) && !rows.isBad(states, row)
      for (const other of this.#own.put(row, takesPart ? rows.key(source, row) : null)) stale.add(other)
    }
    if (check.kind === 'exists') {
      const there = new RuleRows(source.form, check.in.block, check.in.columns)
      for (const row of news.rows(check.in.block)) {
        const key = there.has(source, row) ? there.key(source, row) : null
        for (const here of this.#moveThere(row, key)) stale.add(here)
      }
    } else if (news.moved.has(check.block)) for (const row of this.#own.repeated()) stale.add(row)
    const places = new Map<ReadonlySet<string>, readonly number[]>()
    for (const row of stale) published.put(`${check.id} ${check.block} ${row}`, this.#problem(source, rows, row, places))
  }

  /** Gives a row of the other table another key; gives back own rows with the old or the new one. */
  #moveThere(row: string, key: string | null): readonly string[] {
    const old = this.#there.keyOf(row)
    if (old === key) return []
    this.#there.put(row, key)
    return [...(old === null ? [] : this.#own.rows(old)), ...(key === null ? [] : this.#own.rows(key))]
  }

  #problem(source: Source, rows: RuleRows, row: string, places: Map<ReadonlySet<string>, readonly number[]>): Problem | null {
    const key = this.#own.keyOf(row)
    if (key === null) return null
    const at = rows.refs(row)[0] ?? { block: rows.block.key, row, column: null }
    if (this.#check.kind === 'exists') {
      if (this.#there.rows(key).size > 0) return null
      return setProblem(source, this.#check, rows, {
        row,
        at,
        cells: rows.refs(row),
        message: absent(source, this.#check, rows, row),
      })
    }
    const group = this.#own.sharing(row)
    if (group.size < 2) return null
    let sorted = places.get(group)
    if (!sorted) places.set(group, (sorted = [...group].map((one) => rows.place(source, one)).sort((a, b) => a - b)))
    const others = otherRows(sorted, rows.place(source, row))
    const other = rows.inOrder(source, group).find((one) => one !== row)
    return setProblem(source, this.#check, rows, {
      row,
      at,
      cells: [...rows.refs(row), ...(other === undefined ? [] : rows.refs(other))],
      message: repeatedMessage(rows.shown(source, row), others),
      addition: `То же значение – в ${others}`,
    })
  }
}

function absent(source: Source, check: ExistsCheck, rows: RuleRows, row: string): string {
  const other = new RuleRows(source.form, check.in.block, check.in.columns)
  const titles = other.columns.map((key) => `«${other.title(key)}»`).join(', ')
  const where = other.block.key.startsWith('$')
    ? `в ${titles} того, что известно заранее: исправьте его`
    : `в ${other.columns.length > 1 ? 'графах' : 'графе'} ${titles} на листе «${sheetTitle(source.form, other.block.sheet)}»: исправьте его или добавьте там строку`
  return `Значения «${rows.shown(source, row)}» нет ${where}`
}
