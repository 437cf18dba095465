import { canonicalKey } from '@tabel/engine'
import type { CellRules, Choice } from '@tabel/engine'
import { columnName } from '../read/sheet.ts'
import type { PlainCell } from './formulas/data-sheet.ts'
import { quoted } from './formulas/places.ts'
import type { ChoiceList } from './formulas/values.ts'

/** Lists of choices, each once, on a sheet that nobody sees: their titles, and beside them the codes that formulas compare. */
export class Dictionaries {
  static readonly sheet = '_справочники'
  readonly cells: PlainCell[] = []
  readonly #lists = new Map<string, ChoiceList>()

  /** Where the choices of a column stand; null when it has none of its own. */
  listOf({ choices }: CellRules): ChoiceList | null {
    if (!choices || choices.length === 0) return null
    const key = JSON.stringify(choices)
    let list = this.#lists.get(key)
    if (!list) this.#lists.set(key, (list = this.#write(choices)))
    return list
  }

  #write(choices: readonly Choice[]): ChoiceList {
    const column = 2 * this.#lists.size + 1
    for (const [place, { code, title }] of choices.entries()) {
      this.cells.push({ row: place + 1, column, value: title })
      this.cells.push({ row: place + 1, column: column + 1, value: typeof code === 'string' ? canonicalKey(code) : code })
    }
    const range = (letters: string): string => `${quoted(Dictionaries.sheet)}!$${letters}$1:$${letters}$${choices.length}`
    return { titles: range(columnName(column)), codes: range(columnName(column + 1)) }
  }
}
