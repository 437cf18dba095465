import type { CellRules } from '@tabel/engine'
import type ExcelJS from 'exceljs'

/** What Excel is to say while one types; the site says it anyway. */
type Validation = ExcelJS.DataValidation

/** Longest texts that Excel takes in a prompt. */
const longestPrompt = 255
const longestTitle = 32

/**
 * The rules of a cell as Excel knows them: numbers within limits, dates, lengths, a list. Where a special code is allowed besides, or a
 * rule depends on other cells, there is only the prompt.
 *
 * @param list the range with the choices, if there are any.
 */
export function validationOf(rules: CellRules, title: string, list: string | null): Validation | null {
  const prompt = rules.hint?.text
  const said =
    prompt === undefined
      ? {}
      : { showInputMessage: true, promptTitle: cut(title, longestTitle), prompt: cut(prompt, longestPrompt) }
  const rule = ruleOf(rules, list)
  if (rule === null)
    return prompt === undefined ? null : ({ type: 'custom', formulae: ['TRUE'], allowBlank: true, ...said } as Validation)
  return {
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: 'Проверьте значение',
    ...rule,
    ...said,
  } as Validation
}

function ruleOf(rules: CellRules, list: string | null): Partial<Validation> | null {
  if (list !== null && rules.several === undefined)
    return { type: 'list', formulae: [list], error: 'Такого значения нет в списке. Оставить его все равно?' }
  if ((rules.codes?.length ?? 0) > 0 || rules.several !== undefined) return null
  switch (rules.type) {
    case 'integer':
      return between('whole', rules, -1e12, 1e12, 'целое число')
    case 'number':
    case 'money':
      return between('decimal', rules, -1e12, 1e12, 'число')
    case 'date':
      return {
        type: 'date',
        operator: 'between',
        formulae: [new Date(Date.UTC(1900, 2, 1)), new Date(Date.UTC(2199, 11, 31))],
        error: 'Здесь нужна дата: ДД.ММ.ГГГГ. Оставить как есть?',
      }
    case 'string':
      return rules.maxLength === undefined
        ? null
        : {
            type: 'textLength',
            operator: 'lessThanOrEqual',
            formulae: [rules.maxLength],
            error: `Не больше ${rules.maxLength} знаков. Оставить как есть?`,
          }
    default:
      return null
  }
}

function between(type: 'whole' | 'decimal', rules: CellRules, least: number, most: number, what: string): Partial<Validation> {
  const { minimum, maximum } = rules
  const limits = [minimum === undefined ? '' : ` от ${minimum}`, maximum === undefined ? '' : ` до ${maximum}`].join('')
  return {
    type,
    operator: 'between',
    formulae: [minimum ?? least, maximum ?? most],
    error: `Здесь нужно ${what}${limits}. Оставить как есть?`,
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
