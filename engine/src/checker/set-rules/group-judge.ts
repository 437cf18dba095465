import type { BalanceCheck, NoOverlapCheck, RankCheck } from '../../model/compiled-form.ts'
import { Duplicates } from '../../rules/duplicates.ts'
import type { CellStates } from '../cell-states.ts'
import type { Published } from '../published.ts'
import type { Source } from '../view.ts'
import type { Finding, Group } from './group.ts'
import { RuleRows, setProblem } from './rule-rows.ts'
import type { RowFormulas, RowNews, SetJudge } from './types.ts'

/** Follows a rule that looks at the rows of a group together: a change costs the groups in which something has changed. */
export class GroupJudge implements SetJudge {
  readonly #check: NoOverlapCheck | BalanceCheck | RankCheck
  readonly #formulas: RowFormulas
  readonly #find: (group: Group) => readonly Finding[]
  readonly #groups = new Duplicates()
  /** What was published of each group. */
  readonly #said = new Map<string, readonly string[]>()

  constructor(
    check: NoOverlapCheck | BalanceCheck | RankCheck,
    formulas: RowFormulas,
    find: (group: Group) => readonly Finding[],
  ) {
    this.#check = check
    this.#formulas = formulas
    this.#find = find
  }

  settle(source: Source, states: CellStates, news: RowNews, published: Published): void {
    const { block, columns } = this.#check
    const rows = new RuleRows(source.form, block, columns)
    const stale = new Set<string>()
    for (const row of news.rows(block)) {
      const old = this.#groups.keyOf(row)
      const takesPart = rows.has(source, row) && this.#formulas.when(row) && !rows.isBad(states, row)
      const key = !takesPart ? null : columns.length === 0 ? 'all' : rows.key(source, row)
      this.#groups.put(row, key)
      for (const one of [old, key]) if (one !== null) stale.add(one)
    }
    if (news.moved.has(block)) for (const key of this.#groups.keys()) stale.add(key)
    // Rows may have changed groups with each other: all that was said of the groups goes before anything new is said.
    for (const key of stale) for (const said of this.#said.get(key) ?? []) published.put(said, null)
    for (const key of stale) this.#judge(key, source, states, rows, published)
  }

  #judge(key: string, source: Source, states: CellStates, rows: RuleRows, published: Published): void {
    const group: Group = {
      rows: rows.inOrder(source, this.#groups.rows(key)),
      value: (row, column) => rows.value(source, row, column),
      shown: (row, column) => rows.shownIn(source, row, column),
      title: (column) => rows.title(column),
      isBad: (row, columns) => rows.isBad(states, row, columns),
      number: (row) => rows.place(source, row) + 1,
      ref: (row, column) => rows.ref(row, column),
    }
    const said = this.#find(group).map(({ row, column, ...finding }) => {
      const name = `${this.#check.id} ${this.#check.block} ${row} ${column}`
      published.put(name, setProblem(source, this.#check, rows, { ...finding, row, at: rows.ref(row, column) }))
      return name
    })
    if (said.length > 0) this.#said.set(key, said)
    else this.#said.delete(key)
  }
}
