import type { CellRules } from '@tabel/engine'
import { codeLiteral, textLiteral } from './literals.ts'
import { Untranslatable } from './untranslatable.ts'

/** Latin letters that look like Cyrillic ones, small, as the engine's canonicalKey has them. */
const twins = ['aа', 'bв', 'cс', 'eе', 'hн', 'kк', 'mм', 'oо', 'pр', 'tт', 'xх', 'yу']

/** The key by which texts are compared: small letters, one kind of them, single spaces. */
function keyFormula(text: string): string {
  return twins.reduce((inner, [latin, cyrillic]) => `SUBSTITUTE(${inner},"${latin}","${cyrillic}")`, `LOWER(TRIM(${text}))`)
}

/** Where the choices of a column stand: their titles and, beside them, their codes. */
export interface ChoiceList {
  readonly titles: string
  readonly codes: string
}

/** Whether formulas must not take a cell with these rules as it is typed. */
export function valueDiffers({ type, choices, codes, several }: CellRules): boolean {
  if (choices || several !== undefined || (codes?.length ?? 0) > 0) return true
  return type === 'boolean' || type === 'time' || type === 'string' || type === 'file'
}

/**
 * The value of a cell as formulas take it, of what people see and type there: codes of choices, TRUE and FALSE for «да» and «нет», times
 * as parts of a day, keys of texts. What cannot be read is empty.
 *
 * @param cell its address.
 */
export function valueFormula(rules: CellRules, cell: string, list: ChoiceList | null): string {
  return `IF(LEN(${cell})=0,"",${filledValue(rules, cell, list)})`
}

function filledValue({ type, choices, codes, several }: CellRules, cell: string, list: ChoiceList | null): string {
  if (several !== undefined) return severalFormula(choices ?? [], cell)
  if (list)
    return `IFERROR(INDEX(${list.codes},MATCH(${cell}&"",${list.titles},0)),IFERROR(INDEX(${list.codes},MATCH(${keyFormula(cell)},${list.codes},0)),""))`
  if ((codes?.length ?? 0) > 0) return `IF(ISNUMBER(${cell}),${cell},${keyFormula(cell)})`
  switch (type) {
    case 'boolean':
      return `IF(OR(${cell}="да",${cell}=TRUE),TRUE,IF(OR(${cell}="нет",${cell}=FALSE),FALSE,""))`
    case 'time':
      return timeFormula(cell)
    case 'string':
    case 'file':
      return keyFormula(cell)
    default:
      return `IF(ISNUMBER(${cell}),${cell},"")`
  }
}

/** A time as part of a day; an empty text when there is no such time. Excel's own TIMEVALUE takes 25:00 for 1:00. */
export function timeFormula(cell: string): string {
  const text = `SUBSTITUTE(SUBSTITUTE(${cell},".",":"),"-",":")`
  const hours = `VALUE(LEFT(${text},FIND(":",${text})-1))`
  const minutes = `VALUE(MID(${text},FIND(":",${text})+1,9))`
  return `IF(ISNUMBER(${cell}),${cell},IFERROR(IF(AND(${hours}<24,${minutes}<60),TIME(${hours},${minutes},0),""),""))`
}

/** So many functions may stand one in another, with room for those around them. */
const deepest = 50

/** `;a;b;` of «А; Б». @throws Untranslatable when there are too many choices. */
function severalFormula(choices: readonly { readonly code: string | number; readonly title: string }[], cell: string): string {
  if (choices.length > deepest) throw new Untranslatable('too many choices')
  return choices.reduce(
    (inner, { code, title }) => `SUBSTITUTE(${inner},${textLiteral(`;${title};`)},";"&${codeLiteral(code)}&";")`,
    listFormula(cell),
  )
}

function listFormula(cell: string): string {
  return `";"&SUBSTITUTE(SUBSTITUTE(${cell},"; ",";")," ;",";")&";"`
}

/** What is left of «А; Б» without the choices there are: `;` when all of them are. */
export function unknownChoices(choices: readonly { readonly title: string }[], cell: string): string {
  if (choices.length > deepest) throw new Untranslatable('too many choices')
  return choices.reduce((inner, { title }) => `SUBSTITUTE(${inner},${textLiteral(`;${title};`)},";")`, listFormula(cell))
}
