import { canonicalKey } from '@tabel/engine'
import type { CellRules, Scalar } from '@tabel/engine'
import type { Spot } from './selection.ts'

/** One line of the list of a cell. */
export interface Option {
  readonly value: Scalar
  readonly title: string
}

/** How many options a list shows at once; typing narrows it. */
const shown = 100

/** What is being typed into a cell. */
export class CellEditor {
  readonly spot: Spot
  readonly rules: CellRules
  /** All options of a cell with a list; empty where one types freely. */
  readonly choices: readonly Option[]
  /** Arrows move the caret instead of leaving the cell (F2 and a double click open the editor so). */
  caret: boolean
  /** The list is on the screen. */
  listed: boolean
  /** Index of the highlighted option in {@link options}, −1 for none. */
  picked = -1
  #text: string
  #filter: string

  /** @param text what the editor begins with. @param fresh it replaces the old value, so a list is narrowed by it. */
  constructor(spot: Spot, rules: CellRules, text: string, fresh: boolean) {
    this.spot = spot
    this.rules = rules
    this.choices = choicesOf(rules)
    this.caret = !fresh
    this.listed = this.choices.length > 0
    this.#text = text
    this.#filter = fresh ? text : ''
    if (!fresh) this.picked = this.options.findIndex((option) => canonicalKey(option.title) === canonicalKey(text))
  }

  get text(): string {
    return this.#text
  }

  /** The options that fit what is typed: those that begin with it first. */
  get options(): readonly Option[] {
    const wanted = canonicalKey(this.#filter)
    if (wanted === '') return this.choices.slice(0, shown)
    const starts: Option[] = []
    const holds: Option[] = []
    for (const option of this.choices) {
      const title = canonicalKey(option.title)
      if (title.startsWith(wanted) || canonicalKey(String(option.value)) === wanted) starts.push(option)
      else if (title.includes(wanted)) holds.push(option)
    }
    return [...starts, ...holds].slice(0, shown)
  }

  /** A person typed: narrows the list and highlights the first option that fits. */
  type(text: string): void {
    this.#text = text
    this.#filter = text
    this.listed = this.choices.length > 0
    this.picked = text.trim() !== '' && this.options.length > 0 ? 0 : -1
  }

  /** Moves the highlight; from nothing to the first or the last option. */
  step(by: 1 | -1): void {
    const count = this.options.length
    this.listed = true
    if (count === 0) return
    this.picked = this.picked < 0 ? (by > 0 ? 0 : count - 1) : Math.max(0, Math.min(count - 1, this.picked + by))
  }

  /** The highlighted option, if the list is open. */
  get option(): Option | null {
    return this.listed ? (this.options[this.picked] ?? null) : null
  }
}

function choicesOf(rules: CellRules): readonly Option[] {
  if (rules.type === 'boolean')
    return [
      { value: true, title: 'да' },
      { value: false, title: 'нет' },
    ]
  return (rules.choices ?? []).map((choice) => ({ value: choice.code, title: choice.title }))
}
