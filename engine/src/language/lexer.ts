import { FormulaError } from './formula-error.ts'
import type { Span } from './formula-error.ts'

export interface Token extends Span {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  /** The sign itself, the name, the digits, or the text without its quotes. */
  readonly value: string
}

// A name with ~ is one of a family: column~member, column~* for all of them, *~member. Names may be Cyrillic so that «СУММ» is answered with its English name and not with «unknown character».
const token =
  /(?<space>\s+)|(?<number>\d+(?:\.\d+)?)|(?<text>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?<name>\$?[\p{L}_][\p{L}\p{N}_]*(?:~(?:[\p{L}\p{N}_]+|\*))?|\*~[\p{L}\p{N}_]+)|(?<sign><=|>=|<>|[-+*/^&=<>%(),;:.[\]@#])/uy

/**
 * Cuts a formula into tokens; the last one is always `end`.
 * @throws {FormulaError} E_CHAR at a character that no formula has, or a quote that is not closed.
 */
export function tokenize(formula: string): readonly Token[] {
  const tokens: Token[] = []
  let start = 0
  while (start < formula.length) {
    token.lastIndex = start
    const groups = token.exec(formula)?.groups
    if (!groups) throw unknownCharacter(formula, start)
    const end = token.lastIndex
    if (groups['number'] !== undefined) tokens.push({ kind: 'number', value: groups['number'], start, end })
    else if (groups['text'] !== undefined) tokens.push({ kind: 'text', value: unquote(groups['text']), start, end })
    else if (groups['name'] !== undefined) tokens.push({ kind: 'name', value: groups['name'], start, end })
    else if (groups['sign'] !== undefined) tokens.push({ kind: 'sign', value: groups['sign'], start, end })
    start = end
  }
  tokens.push({ kind: 'end', value: '', start: formula.length, end: formula.length })
  return tokens
}

function unquote(text: string): string {
  const quote = text.charAt(0)
  return text.slice(1, -1).replaceAll(quote + quote, quote)
}

const lookalikes: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '«': "'",
  '»': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '×': '*',
  '÷': '/',
  '−': '-',
  '!': '<>, если это «не равно»; другая таблица – таблица[графа]',
}

/** The author wrote an address of a spreadsheet. */
export function addressRefused(address: string, span: Span): FormulaError {
  return new FormulaError(
    'E_A1',
    `Адрес ${address} сломается при вставке строки или графы`,
    span,
    'назовите ячейку: таблица[#строка,графа] или блок.поле',
  )
}

function unknownCharacter(formula: string, start: number): FormulaError {
  const character = String.fromCodePoint(formula.codePointAt(start) ?? 0)
  const span = { start, end: start + character.length }
  if (character === "'" || character === '"')
    return new FormulaError('E_CHAR', 'Текст не закрыт кавычкой', { start, end: formula.length })
  if (character === '$') {
    const [row] = /^\$\d+/u.exec(formula.slice(start)) ?? []
    const [column] = /\$?[A-Za-z]{1,3}$/u.exec(formula.slice(0, start)) ?? []
    if (row !== undefined && column !== undefined)
      return addressRefused(column + row, { start: start - column.length, end: start + row.length })
    return new FormulaError('E_CHAR', 'После $ нужно имя', span, 'постоянная формы пишется $const.имя')
  }
  if (character === '{' || character === '}') return new FormulaError('E_CHAR', 'Фигурные скобки ставят только в сообщении', span)
  const instead = lookalikes[character]
  return new FormulaError(
    'E_CHAR',
    `Непонятный знак «${character}»`,
    span,
    instead === undefined ? undefined : `пишите ${instead}`,
  )
}
