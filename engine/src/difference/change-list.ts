import { changedAspects } from './aspects.ts'
import type { Aspects, ChangedAspect } from './aspects.ts'

/** A part of a form that was added, removed or changed. */
export interface FormChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly about: 'form' | 'sheet' | 'table' | 'column' | 'row' | 'cell' | 'choice' | 'check' | 'value'
  /** Its name in Russian: «графа 3 «Балл» (таблица «Участники»)». */
  readonly what: string
  /** What of it is another; of something added or removed, what it says. */
  readonly details: readonly ChangedAspect[]
}

/** What goes without saying of something new or gone. */
const usual: Aspects = { 'заполнять обязательно': 'нет', 'можно менять': 'да', 'выбор из списка': 'нет' }

/** What is told of something new or gone. Its title is in its name. */
function special(aspects: Aspects): Aspects {
  return Object.fromEntries(Object.entries(aspects).filter(([aspect, value]) => aspect !== 'название' && usual[aspect] !== value))
}

/** Changes while they are found. */
export class ChangeList {
  readonly changes: FormChange[] = []

  added(about: FormChange['about'], what: string, aspects: Aspects): void {
    this.changes.push({ kind: 'added', about, what, details: changedAspects({}, special(aspects)) })
  }

  removed(about: FormChange['about'], what: string, aspects: Aspects): void {
    this.changes.push({ kind: 'removed', about, what, details: changedAspects(special(aspects), {}) })
  }

  /** Nothing when nothing of it is another. */
  changed(about: FormChange['about'], what: string, before: Aspects, after: Aspects): void {
    const details = changedAspects(before, after)
    if (details.length > 0) this.changes.push({ kind: 'changed', about, what, details })
  }

  /** Whether those that are in both stand in another order. Keys are those of the later form. */
  reordered(about: FormChange['about'], what: string, aspect: string, before: readonly string[], after: readonly string[]): void {
    const [were, are] = [before.filter((key) => after.includes(key)), after.filter((key) => before.includes(key))]
    if (were.join('\n') !== are.join('\n')) this.changed(about, what, { [aspect]: 'прежний' }, { [aspect]: 'другой' })
  }
}
