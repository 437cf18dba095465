import { formatNumber } from '../../document/format-value.ts'
import { sheetTitle } from '../../document/place-name.ts'
import type { CompiledBlock, GroupTotalCheck } from '../../model/compiled-form.ts'
import type { Problem } from '../../model/problem.ts'
import { Duplicates } from '../../rules/duplicates.ts'
import type { CellStates } from '../cell-states.ts'
import type { Published } from '../published.ts'
import { cellOf } from '../view.ts'
import type { Source } from '../view.ts'
import { exactSum } from './exact.ts'
import { RuleRows, setProblem } from './rule-rows.ts'
import type { RowFormulas, RowNews, SetJudge } from './types.ts'

/** Follows `groupSum` and `groupCount`: a change costs the rows that have its key. */
export class TotalJudge implements SetJudge {
  readonly #check: GroupTotalCheck
  readonly #formulas: RowFormulas
  readonly #own = new Duplicates()
  readonly #there = new Duplicates()
  /** What each counted row adds; null while it cannot be told. */
  readonly #amounts = new Map<string, number | null>()
  /** Rows of which something is said. */
  readonly #said = new Set<string>()

  constructor(check: GroupTotalCheck, formulas: RowFormulas) {
    this.#check = check
    this.#formulas = formulas
  }

  settle(source: Source, states: CellStates, news: RowNews, published: Published): void {
    const check = this.#check
    const rows = new RuleRows(source.form, check.block, check.columns)
    const there = new RuleRows(source.form, check.in.block, check.in.columns)
    const stale = new Set<string>()
    for (const row of news.rows(check.block)) {
      stale.add(row)
      const takesPart = rows.has(source, row) && this.#formulas.when(row) && !rows.isBad(states, row)
      this.#own.put(row, takesPart ? rows.key(source, row) : null)
    }
    for (const row of news.rows(check.in.block)) {
      const keys = [this.#there.keyOf(row), this.#count(source, states, there, row)]
      for (const key of keys) if (key !== null) for (const own of this.#own.rows(key)) stale.add(own)
    }
    // What is said names the counted rows in their order.
    if (news.moved.has(check.in.block)) for (const row of this.#said) stale.add(row)
    for (const row of stale) {
      const problem = this.#problem(source, rows, there, row)
      if (problem) this.#said.add(row)
      else this.#said.delete(row)
      published.put(`${check.id} ${check.block} ${row}`, problem)
    }
  }

  /** Takes over a row of the other table; gives back its key, null when it does not count. */
  #count(source: Source, states: CellStates, there: RuleRows, row: string): string | null {
    const { of } = this.#check
    const counts = there.has(source, row) && this.#formulas.where(row)
    const key = counts ? there.key(source, row) : null
    this.#there.put(row, key)
    if (key === null) this.#amounts.delete(row)
    else {
      const value = of === undefined ? 1 : there.value(source, row, of)
      const bad = of !== undefined && there.isBad(states, row, [of])
      this.#amounts.set(row, bad || typeof value === 'object' ? (value === null && !bad ? 0 : null) : Number(value))
    }
    return key
  }

  #problem(source: Source, rows: RuleRows, there: RuleRows, row: string): Problem | null {
    const check = this.#check
    const key = this.#own.keyOf(row)
    const value = this.#formulas.value(row)
    if (key === null || value === undefined || (typeof value !== 'number' && value !== null)) return null
    const counted = this.#there.rows(key)
    const amounts = [...counted].map((one) => this.#amounts.get(one) ?? null)
    if (amounts.includes(null)) return null
    const [total, bound] = [exactSum(amounts as readonly number[]), exactSum([value ?? 0])]
    const gap = exactSum([total, -bound])
    const allowed = check.tolerance ?? 0
    const holds =
      check.relation === 'equals' ? Math.abs(gap) <= allowed : check.relation === 'atMost' ? gap <= allowed : gap >= -allowed
    if (holds) return null
    const named = cellOf(source, check.value.expr, { block: rows.block, row, column: null })
    const at = named ?? rows.refs(row)[0] ?? { block: rows.block.key, row, column: null }
    const cells = there
      .inOrder(source, counted)
      .flatMap((one) => (check.of === undefined ? there.refs(one) : there.ref(one, check.of)))
    const message = this.#message(source, rows, there, row, { total, bound, gap, title: named && rows.title(named.column) })
    return setProblem(source, check, rows, { row, at, cells: [...rows.refs(row), ...cells], message, left: total, right: bound })
  }

  /** «4А»: сумма графы «Балл» на листе «Протокол» – 120, а «Итого» – 118: разница 2. */
  #message(
    source: Source,
    rows: RuleRows,
    there: RuleRows,
    row: string,
    { total, bound, gap, title }: { total: number; bound: number; gap: number; title: string | null },
  ): string {
    const { of, relation } = this.#check
    const place = whereRows(source, rows.block, there.block)
    const what = of === undefined ? `строк${place}` : `сумма графы «${there.title(of)}»${place}`
    const limit = { equals: title ? '' : 'должно быть ', atMost: 'можно не больше ', atLeast: 'нужно не меньше ' }[relation]
    const side = title ? `«${title}» – ${limit}${formatNumber(bound)}` : `${limit}${formatNumber(bound)}`
    const difference = `: разница ${formatNumber(Math.abs(gap))}`
    return `«${rows.shown(source, row)}»: ${what} – ${formatNumber(total)}, а ${side}${difference}`
  }
}

/** Where the counted rows are, as far as that has to be said. */
function whereRows(source: Source, own: CompiledBlock, other: CompiledBlock): string {
  if (other.key === own.key || other.key.startsWith('$')) return ''
  if (other.title) return ` в таблице «${other.title}»`
  return other.sheet === own.sheet ? '' : ` на листе «${sheetTitle(source.form, other.sheet)}»`
}
