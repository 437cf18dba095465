import type { CellRules } from '@tabel/engine'
import { expected, requiredMessage } from '@tabel/engine/formulas'
import { codeLiteral, numberText } from './literals.ts'
import { timeFormula, unknownChoices } from './values.ts'
import type { ChoiceList } from './values.ts'

/**
 * What is wrong with cells, as numbers: the number of a check and its sentence in a list on a hidden worksheet. In the state of a cell a
 * half more means that the cell is empty, 0.5 alone that its whole row is; −1 that the cell does not apply.
 */
export class FaultList {
  readonly #numbers = new Map<string, number>()
  readonly lines: (readonly [check: string, message: string])[] = [['', '']]

  numberOf(check: string, message: string): number {
    const key = JSON.stringify([check, message])
    const known = this.#numbers.get(key) ?? this.lines.push([check, message])
    this.#numbers.set(key, known)
    return known
  }
}

/** The number of the fault «must be filled», and a half. */
export function unfilled(faults: FaultList, rules: CellRules): string {
  return `${faults.numberOf('required', requiredMessage(rules))}.5`
}

/** A condition under which a cell that holds something is wrong, and how. */
interface Fault {
  readonly check: string
  readonly when: string
  readonly message: string
}

/**
 * The fault of a cell that holds something: 0, or its number. What Excel cannot tell is left to the upload: see {@link untold}.
 *
 * @param value its address. @param more what is asked of it when nothing else is wrong.
 */
export function faultFormula(rules: CellRules, value: string, list: ChoiceList | null, faults: FaultList, more = '0'): string {
  const found = faultsOf(rules, value, list)
  const chain = found.reduceRight(
    (rest, { check, when, message }) => `IF(${when},${faults.numberOf(check, message)},${rest})`,
    more,
  )
  const codes = rules.codes ?? []
  if (codes.length === 0 || rules.choices) return chain
  const special = codes.flatMap((code) => [`${value}="${code.replaceAll('"', '""')}"`, `${value}=${codeLiteral(code)}`])
  return `IF(OR(${[...new Set(special)].join(',')}),${more},${chain})`
}

function faultsOf(rules: CellRules, x: string, list: ChoiceList | null): readonly Fault[] {
  const { type, choices, several, minimum, maximum, decimals, maxLength } = rules
  if (several !== undefined) {
    const unknown = {
      check: 'choices',
      when: `${unknownChoices(choices ?? [], x)}<>";"`,
      message: 'Выберите из списка, через точку с запятой',
    }
    const taken = `LEN(${x})-LEN(SUBSTITUTE(${x},";",""))+1`
    return several === null
      ? [unknown]
      : [unknown, { check: 'several', when: `${taken}>${several}`, message: `Выберите не больше ${several}` }]
  }
  const wrongType = (when: string): Fault => ({ check: 'type', when, message: `Введите ${expected(rules)}` })
  if (list) {
    const message = `Выберите из списка${(choices ?? []).length <= 8 ? `: ${(choices ?? []).map(({ title }) => `«${title}»`).join(', ')}` : ''}`
    return [{ check: 'choices', when: `AND(ISNA(MATCH(${x}&"",${list.titles},0)),ISNA(MATCH(${x},${list.codes},0)))`, message }]
  }
  const found: Fault[] = []
  switch (type) {
    case 'integer':
      found.push(wrongType(`NOT(ISNUMBER(${x}))`), wrongType(`INT(${x})<>${x}`))
      break
    case 'number':
    case 'money':
      found.push(wrongType(`NOT(ISNUMBER(${x}))`))
      break
    case 'date':
      found.push(wrongType(`NOT(ISNUMBER(${x}))`))
      break
    case 'time':
      found.push(wrongType(`NOT(ISNUMBER(${timeFormula(x)}))`))
      break
    case 'boolean':
      found.push(wrongType(`NOT(OR(${x}="да",${x}="нет",${x}=TRUE,${x}=FALSE))`))
      break
    case 'string':
      if (maxLength !== undefined)
        found.push({
          check: 'maxLength',
          when: `LEN(${x})>${maxLength}`,
          message: `Сократите текст: можно не больше ${maxLength} знаков`,
        })
      break
    case 'file':
  }
  const isNumber = type === 'integer' || type === 'number' || type === 'money'
  if (!isNumber) return found
  if (minimum !== undefined)
    found.push({ check: 'minimum', when: `${x}<${numberText(minimum)}`, message: `Введите ${expected(rules)}` })
  if (maximum !== undefined)
    found.push({ check: 'maximum', when: `${x}>${numberText(maximum)}`, message: `Введите ${expected(rules)}` })
  if (decimals !== undefined)
    found.push({
      check: 'decimals',
      when: `ROUND(${x},${decimals})<>${x}`,
      message: decimals === 0 ? 'Введите число без дробной части' : `Оставьте после запятой не больше ${decimals} знаков`,
    })
  return found
}

/** The rules of a cell that only the upload can ask, as the checks of their problems, with what to say of them. */
export function untold(rules: CellRules): readonly (readonly [check: string, what: string])[] {
  if (rules.computed !== undefined) return []
  const found: (readonly [string, string])[] = []
  if (rules.pattern !== undefined) found.push(['pattern', rules.patternHint ?? 'запись должна быть по образцу'])
  if (rules.type === 'file') found.push(['required', 'файл прикладывают на сайте'])
  return found
}
