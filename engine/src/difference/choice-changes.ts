import type { Choice } from '../model/compiled-form.ts'
import type { ChangeList } from './change-list.ts'

/** So many columns are named with a change of their common list. */
const mostNamed = 3

interface Found {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly choice: Choice
  readonly before: string
  readonly after: string
  readonly columns: string[]
}

/** Changes of lists. A list serves many columns: what changes in it is told once, with the columns that have it. */
export class ChoiceChanges {
  readonly #found = new Map<string, Found>()

  compare(column: string, before: readonly Choice[] = [], after: readonly Choice[] = []): void {
    // A column that has a list for the first time, or none any more, says that of itself.
    if (before.length === 0 || after.length === 0) return
    const [were, are] = [byCode(before), byCode(after)]
    for (const choice of before) if (!are.has(choice.code)) this.#add('removed', column, choice, choice.title, '')
    for (const choice of after) {
      const earlier = were.get(choice.code)
      if (!earlier) this.#add('added', column, choice, '', choice.title)
      else if (earlier.title !== choice.title) this.#add('changed', column, choice, earlier.title, choice.title)
    }
    const both = (choices: readonly Choice[]): string =>
      choices.flatMap(({ code }) => (were.has(code) && are.has(code) ? [String(code)] : [])).join(', ')
    if (both(before) !== both(after)) this.#add('changed', column, { code: '', title: '' }, both(before), both(after))
  }

  tell(list: ChangeList): void {
    for (const { kind, choice, before, after, columns } of this.#found.values()) {
      const more = columns.length > mostNamed ? ` и еще ${columns.length - mostNamed}` : ''
      const where = `${columns.slice(0, mostNamed).join(', ')}${more}`
      const what = choice.code === '' ? `порядок значений (${where})` : `значение ${nameOf(choice)} (${where})`
      if (kind === 'added') list.added('choice', what, {})
      else if (kind === 'removed') list.removed('choice', what, {})
      else if (choice.code === '') list.changed('choice', what, { порядок: before }, { порядок: after })
      else list.changed('choice', what, { название: before }, { название: after })
    }
  }

  #add(kind: Found['kind'], column: string, choice: Choice, before: string, after: string): void {
    const key = JSON.stringify([kind, choice.code, before, after])
    const found = this.#found.get(key) ?? { kind, choice, before, after, columns: [] }
    found.columns.push(column)
    this.#found.set(key, found)
  }
}

/** «5 – отлично»; only the code where there is no other name. */
export function nameOf({ code, title }: Choice): string {
  return String(code) === title ? `«${title}»` : `«${code} – ${title}»`
}

function byCode(choices: readonly Choice[]): ReadonlyMap<string | number, Choice> {
  return new Map(choices.map((choice) => [choice.code, choice]))
}
