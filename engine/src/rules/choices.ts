import { findCode } from '../document/parse-typed.ts'
import { isRaw } from '../model/data.ts'
import type { CellRule } from './cell-rule.ts'
import { quoted } from './expected.ts'

/** Lists longer than this are not read out in a message. */
const readOut = 8

/** The value is one of the list. It stands before `type`: whoever chooses from a list need not know of types. */
export const choicesRule: CellRule = {
  name: 'choices',
  message: ({ choices, codes, ...rules }, value) => {
    if (!choices || choices.some((choice) => choice.code === value)) return null
    if (!isRaw(value) && findCode({ ...rules, choices }, String(value)) !== null) return null
    if (choices.length > readOut) return 'Такого значения нет в списке: выберите из списка'
    return `Выберите из списка: ${quoted([...choices.map((choice) => choice.title), ...(codes ?? [])])}`
  },
}
