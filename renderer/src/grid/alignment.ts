import type { CellRules } from '@tabel/engine'

/** Where a value stands in its cell. */
export type Alignment = 'left' | 'middle' | 'right'

/** Numbers stand at the right, so that digits stand under digits; what is short and of one length in the middle; words at the left. */
export function alignmentOf(rules: CellRules): Alignment {
  if (rules.codes?.length || ['date', 'time', 'boolean'].includes(rules.type)) return 'middle'
  if (!['integer', 'number', 'money'].includes(rules.type)) return 'left'
  // A number that is chosen by a word is read as a word.
  return rules.choices?.some(({ title }) => /\p{L}/u.test(title)) ? 'left' : 'right'
}
