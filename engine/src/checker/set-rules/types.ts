import type { CellStates } from '../cell-states.ts'
import type { Published } from '../published.ts'
import type { Source } from '../view.ts'
import type { Result } from '../workbook.ts'

/** Rows of which the cells or the presence have changed, by block; `moved` blocks have rows at other places. */
export interface RowNews {
  readonly rows: (block: string) => Iterable<string>
  readonly moved: ReadonlySet<string>
}

/** What the formulas of a set rule say of rows. */
export interface RowFormulas {
  /** Whether a row of the table takes part (`when`). */
  readonly when: (row: string) => boolean
  /** Whether a row of the other table counts (`where`). */
  readonly where: (row: string) => boolean
  /** The value a total is compared with; undefined while a cell it reads has a problem of its own. */
  readonly value: (row: string) => Result | undefined
}

/** Follows one rule over a table: takes in rows that changed and publishes what it finds, at the cost of the groups they are in. */
export interface SetJudge {
  settle(source: Source, states: CellStates, news: RowNews, published: Published): void
}
