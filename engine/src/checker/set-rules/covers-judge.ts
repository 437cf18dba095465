import type { CoversCheck } from '../../model/compiled-form.ts'
import type { Problem } from '../../model/problem.ts'
import { Duplicates } from '../../rules/duplicates.ts'
import { plural } from '../../rules/plural.ts'
import type { CellStates } from '../cell-states.ts'
import type { Published } from '../published.ts'
import type { Source } from '../view.ts'
import { RuleRows, setProblem } from './rule-rows.ts'
import type { RowFormulas, RowNews, SetJudge } from './types.ts'

const mostNamed = 10

/** Follows `covers`. It waits while a key of its own table cannot be read: that may be the one that is missing. */
export class CoversJudge implements SetJudge {
  readonly #check: CoversCheck
  readonly #formulas: RowFormulas
  readonly #own = new Duplicates()
  readonly #there = new Duplicates()
  readonly #bad = new Set<string>()
  /** Keys of the other table that are not here. */
  readonly #missing = new Set<string>()

  constructor(check: CoversCheck, formulas: RowFormulas) {
    this.#check = check
    this.#formulas = formulas
  }

  settle(source: Source, states: CellStates, news: RowNews, published: Published): void {
    const check = this.#check
    const rows = new RuleRows(source.form, check.block, check.columns)
    const there = new RuleRows(source.form, check.in.block, check.in.columns)
    const stale = new Set<string | null>()
    for (const row of news.rows(check.block)) {
      const bad = rows.has(source, row) && rows.isBad(states, row)
      if (bad) this.#bad.add(row)
      else this.#bad.delete(row)
      stale.add(this.#own.keyOf(row))
      this.#own.put(row, rows.has(source, row) && !bad ? rows.key(source, row) : null)
      stale.add(this.#own.keyOf(row))
    }
    for (const row of news.rows(check.in.block)) {
      stale.add(this.#there.keyOf(row))
      this.#there.put(row, there.has(source, row) && this.#formulas.where(row) ? there.key(source, row) : null)
      stale.add(this.#there.keyOf(row))
    }
    for (const key of stale) {
      if (key === null) continue
      if (this.#there.rows(key).size > 0 && this.#own.rows(key).size === 0) this.#missing.add(key)
      else this.#missing.delete(key)
    }
    published.put(`${check.id} ${check.block}`, this.#problem(source, rows, there))
  }

  #problem(source: Source, rows: RuleRows, there: RuleRows): Problem | null {
    const { key, sheet } = rows.block
    if (this.#missing.size === 0 || this.#bad.size > 0) return null
    const at = { block: key, row: null, column: null }
    if (!source.applies(at, sheet)) return null
    const firsts = [...this.#missing].flatMap((missing) => there.inOrder(source, this.#there.rows(missing)).slice(0, 1))
    const names = there.inOrder(source, firsts).map((row) => there.shown(source, row))
    const more = names.length > mostNamed ? ` и еще ${names.length - mostNamed}` : ''
    const count = `${names.length} ${plural(names.length, 'строки', 'строк', 'строк')}`
    const message = `Нет ${count}: ${names.slice(0, mostNamed).join('; ')}${more}`
    return setProblem(source, this.#check, rows, { row: '', at, cells: [], message, addition: `${message}` })
  }
}
