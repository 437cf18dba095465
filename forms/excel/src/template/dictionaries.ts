import type { CellRules } from '@tabel/engine'
import type ExcelJS from 'exceljs'
import { columnName } from '../read/sheet.ts'

/** Lists of choices, each once, on a sheet that nobody sees. */
export class Dictionaries {
  static readonly sheet = '_справочники'
  readonly #lists = new Map<string, number>()
  readonly #titles: (readonly string[])[] = []

  /** The range with the titles of a column's choices; null when it has none of its own. */
  rangeOf({ choices }: CellRules): string | null {
    if (!choices || choices.length === 0) return null
    const titles = choices.map(({ title }) => title)
    const key = JSON.stringify(titles)
    const place = this.#lists.get(key) ?? this.#titles.push(titles)
    this.#lists.set(key, place)
    const column = columnName(place)
    return `'${Dictionaries.sheet}'!$${column}$1:$${column}$${titles.length}`
  }

  write(workbook: ExcelJS.Workbook): void {
    const sheet = workbook.addWorksheet(Dictionaries.sheet, { state: 'veryHidden' })
    this.#titles.forEach((titles, index) => {
      titles.forEach((title, row) => {
        sheet.getCell(row + 1, index + 1).value = title
      })
    })
  }
}
