import type { CellRules, FormData } from '@tabel/engine'
import type { TableColumn, TableValue } from '../writer/table-file.ts'

/** What a column of the form that became a column of the results is, for the description of the columns. */
export interface ColumnSource {
  /** Title of the sheet of the form. */
  readonly sheet: string
  /** Where the values stand in the data: `s1.101.g3`. */
  readonly key: string
  /** The whole name: groups, row and column. */
  readonly name: string
  readonly rules: CellRules
}

/** One column of a table of results. */
export interface ResultColumn extends TableColumn {
  /** Absent where the column says which row a line is of. */
  readonly source?: ColumnSource
}

/** A table of results: the whole country's values of one table or sheet of the form. */
export interface ResultTable {
  readonly title: string
  readonly columns: readonly ResultColumn[]
  /** Its lines as one organisation submitted them, in the order of `columns`. */
  readonly lines: (data: FormData) => Iterable<readonly TableValue[]>
}
