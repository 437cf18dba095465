import { canonicalKey, formatValue, parseTyped } from '@tabel/engine'
import type { CellRules, Choice, Scalar } from '@tabel/engine'
import { todayHere } from './calendar.ts'
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
  choices: readonly Option[]
  /** The options depend on other cells and are being asked for. */
  waiting: boolean
  /** Arrows move the caret instead of leaving the cell (F2 and a double click open the editor so). */
  caret: boolean
  /** The list is on the screen. */
  listed: boolean
  /** Index of the highlighted option in {@link options}, −1 for none. */
  picked = -1
  /** The day that is shown in the open month, an ISO date; null while no month is open. */
  month: string | null = null
  #text: string
  #filter: string

  /** @param text what the editor begins with. @param fresh it replaces the old value, so a list is narrowed by it. */
  constructor(spot: Spot, rules: CellRules, text: string, fresh: boolean) {
    this.spot = spot
    this.rules = rules
    this.choices = choicesOf(rules)
    this.waiting = depends(rules)
    this.caret = !fresh
    this.listed = this.waiting || this.choices.length > 0
    this.#text = text
    this.#filter = fresh && !this.#several ? text : ''
    if (!fresh) this.picked = this.options.findIndex((option) => canonicalKey(option.title) === canonicalKey(text))
  }

  /** Takes over options that were asked for. */
  offer(choices: readonly Choice[]): void {
    this.waiting = false
    this.choices = choices.map(optionOf)
    this.listed &&= this.choices.length > 0
  }

  /**
   * In a cell that takes several: puts an option to those written, in place of what was begun; `off`: takes it away if it is
   * there. False in other cells, where an option is the whole value.
   */
  take(option: Option, off = false): boolean {
    if (!this.#several) return false
    const key = canonicalKey(option.title)
    const known = (text: string) => this.choices.some((one) => canonicalKey(one.title) === canonicalKey(text))
    const written = this.#written.filter((one, place, all) => place < all.length - 1 || known(one))
    const others = written.filter((one) => canonicalKey(one) !== key)
    const had = others.length < written.length
    this.#text = (had && off ? others : had ? written : [...written, option.title]).join('; ')
    this.#filter = ''
    this.picked = -1
    return true
  }

  /** Whether an option is among those written. */
  has(option: Option): boolean {
    const key = canonicalKey(option.title)
    return this.#several && this.#written.some((one) => canonicalKey(one) === key)
  }

  /** Several values as they were written. */
  get #written(): readonly string[] {
    const parts = this.#text.split(';').map((one) => one.trim())
    return parts.filter((one) => one !== '')
  }

  get #several(): boolean {
    return this.rules.several !== undefined
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

  /** Opens the month of a date: that of the cell, or this one. */
  openCalendar(): void {
    if (this.rules.type === 'date') this.month = this.#typedDay ?? todayHere()
  }

  closeCalendar(): void {
    this.month = null
  }

  /** Shows this day in the open month and writes it into the field. */
  showDay(iso: string): void {
    this.month = iso
    this.#text = formatValue(this.rules, iso)
  }

  get #typedDay(): string | null {
    const typed = parseTyped(this.rules, this.#text)
    return typeof typed === 'string' ? typed : null
  }

  /** A person typed: narrows the list and highlights the first option that fits. */
  type(text: string): void {
    this.#text = text
    if (this.month !== null) this.month = this.#typedDay ?? this.month
    // Of several, the last one is being typed.
    this.#filter = this.#several ? (text.split(';').at(-1)?.trim() ?? '') : text
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

  /** Highlights an option. */
  pick(option: Option): void {
    this.listed = true
    this.picked = this.options.indexOf(option)
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
  return depends(rules) ? [] : (rules.choices ?? []).map(optionOf)
}

function depends(rules: CellRules): boolean {
  return rules.choicesFrom !== undefined || rules.choicesWhere !== undefined
}

function optionOf({ code, title }: Choice): Option {
  return { value: code, title }
}
