import type ExcelJS from 'exceljs'
import { xmlText } from '../../writer/cell-text.ts'

/** A validation and the cells that it is for. */
export interface Validated {
  readonly range: string
  readonly validation: ExcelJS.DataValidation
}

/** The validations of a worksheet. */
export function validationsXml(all: readonly Validated[]): string {
  if (all.length === 0) return ''
  const one = ({ range, validation }: Validated): string => {
    const { type, operator, formulae, allowBlank, showInputMessage, showErrorMessage } = validation
    const flag = (name: string, on: boolean | undefined): string => (on ? ` ${name}="1"` : '')
    const said = (name: string, text: string | undefined): string => (text === undefined ? '' : ` ${name}="${xmlText(text)}"`)
    const style = validation.errorStyle === undefined ? '' : ` errorStyle="${validation.errorStyle}"`
    const compares = operator === undefined || operator === 'between' ? '' : ` operator="${operator}"`
    const attributes = [
      style,
      compares,
      flag('allowBlank', allowBlank),
      flag('showInputMessage', showInputMessage),
      flag('showErrorMessage', showErrorMessage),
      said('errorTitle', validation.errorTitle),
      said('error', validation.error),
      said('promptTitle', validation.promptTitle),
      said('prompt', validation.prompt),
    ].join('')
    const formulas = (formulae as readonly unknown[]).map(
      (formula, place) => `<formula${place + 1}>${formulaText(formula)}</formula${place + 1}>`,
    )
    return `<dataValidation type="${type}"${attributes} sqref="${range}">${formulas.join('')}</dataValidation>`
  }
  return `<dataValidations count="${all.length}">${all.map(one).join('')}</dataValidations>`
}

const day = 86_400_000

function formulaText(formula: unknown): string {
  if (formula instanceof Date) return String(Math.round(formula.valueOf() / day) + 25_569)
  return xmlText(String(formula))
}
