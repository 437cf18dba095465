import { findCode } from '../document/parse-typed.ts'
import { isCodes, isRaw } from '../model/data.ts'
import type { CellRules, Choice } from '../model/compiled-form.ts'
import type { CellRule } from './cell-rule.ts'
import { quoted } from './expected.ts'

/** Lists longer than this are not read out in a message. */
const readOut = 8

/** The value is one of the list. It stands before `type`: whoever chooses from a list need not know of types. */
export const choicesRule: CellRule = {
  name: 'choices',
  message: ({ choices, codes, ...rules }, value) => {
    if (!choices) return null
    const listed = (code: string | number | boolean) =>
      choices.some((choice) => choice.code === code) || findCode({ ...rules, choices }, String(code)) !== null
    const one = rules.several === undefined && typeof value !== 'object' && listed(value)
    if (one || (rules.several !== undefined && isCodes(value) && value.every(listed))) return null
    if (isRaw(value) && rules.several !== undefined) return severalAdvice(choices, value.$raw)
    if (choices.length > readOut) return 'Такого значения нет в списке: выберите из списка'
    return `Выберите из списка: ${quoted([...choices.map((choice) => choice.title), ...(codes ?? [])])}`
  },
}

function severalAdvice(choices: readonly Choice[], typed: string): string {
  const known = (one: string) => findCode({ choices } as CellRules, one) !== null
  const strange = typed
    .split(/[;,\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !known(one))
  return `Нет в списке: ${quoted(strange.slice(0, readOut))}. Выберите из списка, через точку с запятой`
}
