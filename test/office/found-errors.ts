import type { CellRef, CompiledForm } from '@tabel/engine'
import { markOf } from '@tabel/excel'
import type { ReadBook } from '@tabel/excel'

/** What the sheet «Ошибки» says after the workbook was calculated. */
export interface FoundErrors {
  /** «Ошибок: 2; предупреждений: 1». */
  readonly summary: string
  /** Lines that are wrong: the check, the cell, how much is wrong there. */
  readonly wrong: readonly { readonly check: string; readonly address: string; readonly times: number }[]
  /** What is left to the upload: checks, and `check cell` for rules of cells, which names the first cell of a column. */
  readonly untold: ReadonlySet<string>
  /** Lines in which a formula gave no number. */
  readonly broken: readonly number[]
}

const firstLine = 28
const [stateColumn, cellColumn, checkColumn, wrongColumn, placeColumn, sheetColumn, severityColumn] = [1, 3, 5, 6, 9, 10, 11]

export function foundErrors(book: ReadBook): FoundErrors {
  const lines = new Map<number, Map<number, string | number | boolean | null>>()
  for (const { row, column, value } of book.sheets.find(({ name }) => name === 'Ошибки')?.cells ?? []) {
    const line = lines.get(row) ?? new Map<number, string | number | boolean | null>()
    lines.set(row, line.set(column, value))
  }
  const text = (line: ReadonlyMap<number, string | number | boolean | null>, column: number): string =>
    String(line.get(column) ?? '')
  const told = [...lines].filter(([row]) => row >= firstLine)
  const untold = told.filter(([, line]) => text(line, stateColumn) === 'проверяется при загрузке')
  const live = told.filter(([, line]) => text(line, severityColumn) !== '')
  return {
    summary: text(lines.get(2) ?? new Map(), 1),
    wrong: live
      .filter(([, line]) => Number(line.get(wrongColumn)) > 0)
      .map(([, line]) => ({
        check: text(line, checkColumn),
        address: `${text(line, sheetColumn).slice(1, -1)}!${text(line, placeColumn)}`,
        times: Number(line.get(wrongColumn)),
      })),
    untold: new Set(untold.map(([, line]) => `${text(line, checkColumn)} ${text(line, cellColumn)}`.trim())),
    broken: live.filter(([, line]) => typeof line.get(wrongColumn) !== 'number').map(([row]) => row),
  }
}

/** Where the cells of a form stand in a template: `Классы!D5`. A row or a table as a whole is where its first cell is. */
export class CellPlaces {
  readonly #book: ReadBook
  readonly #form: CompiledForm

  constructor(book: ReadBook, form: CompiledForm) {
    this.#book = book
    this.#form = form
  }

  address({
    block,
    row,
    column,
  }: {
    readonly block: string
    readonly row: string | null
    readonly column: string | null
  }): string {
    const key = column ?? this.#form.blocks[block]?.columns[0]?.key ?? ''
    const names = this.#book.names.flatMap((at) => {
      const mark = markOf(at.name)
      return mark?.block === block ? [{ mark, at }] : []
    })
    const field = names.find(({ mark }) => mark.kind === 'cell' && mark.column === key)
    if (field) return `${field.at.sheet}!${letters(field.at.column)}${field.at.row}`
    const head = names.find(({ mark }) => mark.kind === 'head' && mark.column === key)
    const end = names.find(({ mark }) => mark.kind === 'end')
    if (!head || !end) return ''
    const ids = this.#book.sheets.find(({ name }) => name === head.at.sheet)?.cells.filter((cell) => cell.column === 1) ?? []
    const line = ids.find(
      (cell) => cell.row > head.at.row && cell.row < end.at.row && (row === null || String(cell.value) === row),
    )
    return `${head.at.sheet}!${letters(head.at.column)}${line?.row ?? head.at.row + 1}`
  }

  value(book: ReadBook, ref: CellRef): string | number | boolean | null {
    const [, sheet = '', column = '', row = ''] = /^(.*)!([A-Z]+)(\d+)$/.exec(this.address(ref)) ?? []
    const cells = book.sheets.find(({ name }) => name === sheet)?.cells ?? []
    return cells.find((cell) => cell.row === Number(row) && letters(cell.column) === column)?.value ?? null
  }
}

function letters(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1)
}
