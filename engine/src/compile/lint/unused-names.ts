import type { Mistake } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

/** Lists, constants and sources that nothing names: most likely a slip in the name where it was meant. */
export function unusedNames({ definition }: Linted): readonly Mistake[] {
  const { lists = {}, constants = {}, sources = {} } = definition
  const texts = textsIn(definition.sheets).concat(textsIn(definition.checks ?? []))
  const names = new Set(texts)
  const said = (word: string) =>
    texts.some((text) => new RegExp(`\\${word.slice(0, 1)}${word.slice(1)}(?![A-Za-z0-9_])`, 'u').test(text))
  const report = (where: string, name: string, what: string): Mistake => ({
    code: 'W_UNUSED',
    message: `${what} «${name}» нигде не используется`,
    hint: 'уберите или проверьте имя там, где оно нужно',
    path: [where, name],
    atKey: true,
  })
  return [
    ...Object.keys(lists).flatMap((name) => (names.has(name) ? [] : [report('lists', name, 'Список')])),
    ...Object.keys(constants).flatMap((name) => (said(`$const.${name}`) ? [] : [report('constants', name, 'Постоянная')])),
    ...Object.keys(sources).flatMap((name) => (said(`$${name}`) ? [] : [report('sources', name, 'Источник')])),
  ]
}

/** All texts in a part of the file. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
