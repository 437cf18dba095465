import { formatScalar } from '../document/format-value.ts'
import type { Message } from '../model/compiled-form.ts'
import type { Formula } from '../model/expr.ts'

/** What can be said of a part of a form: names of its traits in Russian with their values as texts. An empty text: nothing is said. */
export type Aspects = Readonly<Record<string, string>>

/** A trait that is another. */
export interface ChangedAspect {
  /** Its name in Russian: «наибольшее значение». */
  readonly aspect: string
  /** Empty: there was none. */
  readonly before: string
  /** Empty: there is none. */
  readonly after: string
}

/** The traits that are not the same, in the order of the later part. */
export function changedAspects(before: Aspects, after: Aspects): readonly ChangedAspect[] {
  return Object.keys({ ...after, ...before }).flatMap((aspect) => {
    const [was, is] = [before[aspect] ?? '', after[aspect] ?? '']
    return was === is ? [] : [{ aspect, before: was, after: is }]
  })
}

/** A value of a form as a text. */
export function textOf(
  value: string | number | boolean | null | Formula | readonly (string | number)[] | { readonly text: string } | undefined,
): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return formatScalar(value)
  return 'text' in value ? value.text : value.map((one) => formatScalar(one)).join(', ')
}

/** A message as its author wrote it, formulas in braces. */
export function messageText(message: Message | undefined): string {
  return (message ?? []).map((part) => (typeof part === 'string' ? part : `{${part.text}}`)).join('')
}
