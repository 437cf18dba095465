import type { BinaryOperator } from '../model/expr.ts'
import { FormulaError } from './formula-error.ts'
import { functions } from './functions.ts'
import { addressRefused, tokenize } from './lexer.ts'
import type { Token } from './lexer.ts'
import { strength } from './strength.ts'
import type { Name, Node, SelectorItem } from './syntax.ts'

/** Comparisons as other languages write them. */
const comparisons: Readonly<Record<string, string>> = { '=<': '<=', '=>': '>=', '==': '=', '><': '<>', '<>=': '<>' }

/** Deeper formulas are refused: nobody reads them, and reading one must not overflow the stack. */
const depthLimit = 60

/**
 * Reads a formula.
 * @throws {FormulaError} at the first thing that cannot be read.
 */
export function parse(formula: string): Node {
  const equals = /^\s*=/u.exec(formula)
  if (equals) {
    const end = equals[0].length
    throw new FormulaError('E_EQ', 'Знак = в начале формулы не нужен', { start: end - 1, end }, 'уберите его')
  }
  return new Parser(tokenize(formula)).formula()
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  formula(): Node {
    const node = this.#expression(0)
    const rest = this.#peek()
    if (rest.kind !== 'end') throw new FormulaError('E_SYNTAX', `Лишнее: «${rest.value}»`, rest, hintAt(rest))
    return node
  }

  #expression(minimum: number): Node {
    this.#depth += 1
    if (this.#depth > depthLimit)
      throw new FormulaError('E_SYNTAX', 'Слишком много вложенных скобок и функций', this.#peek(), 'разбейте формулу на части')
    let left = this.#unary()
    for (;;) {
      const { kind, value } = this.#peek()
      const bound = kind === 'sign' ? strength[value] : undefined
      if (bound === undefined || bound < minimum) break
      this.#next()
      const right = this.#expression(bound + 1)
      left = { kind: 'binary', operator: value as BinaryOperator, left, right, start: left.start, end: right.end }
    }
    this.#depth -= 1
    return left
  }

  #unary(): Node {
    const token = this.#peek()
    if (this.#is('-') || this.#is('+')) {
      this.#next()
      this.#depth += 1
      if (this.#depth > depthLimit) throw new FormulaError('E_SYNTAX', 'Слишком много знаков подряд', token)
      const operand = this.#unary()
      this.#depth -= 1
      return { kind: 'unary', operator: token.value as '-' | '+', operand, start: token.start, end: operand.end }
    }
    let node = this.#primary()
    while (this.#is('%')) {
      const { end } = this.#next()
      node = { kind: 'percent', operand: node, start: node.start, end }
    }
    return node
  }

  #primary(): Node {
    const token = this.#peek()
    const { start, end } = token
    if (token.kind === 'number') {
      this.#next()
      return { kind: 'number', value: Number(token.value), start, end }
    }
    if (token.kind === 'text') {
      this.#next()
      return { kind: 'text', value: token.value, start, end }
    }
    if (token.kind === 'name') return this.#named()
    if (this.#is('[')) return this.#selector(undefined)
    if (this.#is('(')) {
      this.#next()
      const inner = this.#expression(0)
      const close = this.#want(')')
      return { ...inner, start, end: close.end }
    }
    if (token.kind === 'end')
      throw new FormulaError('E_SYNTAX', 'Формула оборвана', { start: Math.max(0, start - 1), end: Math.max(1, start) })
    throw new FormulaError('E_SYNTAX', `Здесь не может стоять «${token.value}»`, token, this.#hintBefore(token))
  }

  /** What was probably meant by a sign where a value should stand. */
  #hintBefore(token: Token): string | undefined {
    if (token.value === '.') return 'дробь пишут с нулем: 0.5'
    const before = this.#tokens[this.#at - 1]
    const instead = before?.end === token.start ? comparisons[before.value + token.value] : undefined
    return instead === undefined ? undefined : `пишите ${instead}`
  }

  /** TRUE, FUNCTION(…), $const.name, block.field or table[…]. */
  #named(): Node {
    const name = this.#next()
    if (this.#is('(')) return this.#call(name)
    if (/^(?:true|false)$/iu.test(name.value))
      return { kind: 'boolean', value: name.value.toLowerCase() === 'true', start: name.start, end: name.end }
    if (name.value.startsWith('$')) return this.#fromSource(name)
    if (this.#is('[')) return this.#selector(name)
    if (this.#is('.')) {
      this.#next()
      const field = this.#key()
      return { kind: 'field', block: name, field, start: name.start, end: field.end }
    }
    if (/^[A-Z]{1,3}\d+$/iu.test(name.value)) throw addressRefused(name.value, name)
    const upper = name.value.toUpperCase()
    throw new FormulaError(
      'E_NAME',
      `Имя «${name.value}» само по себе ничего не значит`,
      name,
      Object.hasOwn(functions, upper)
        ? `функцию пишут со скобками: ${upper}(${functions[upper]?.args.length === 0 ? '' : '…'})`
        : `графа этой строки – [@${name.value}], вся графа – [${name.value}], поле – блок.${name.value}; текст берут в кавычки`,
    )
  }

  /** $const.name, $source.field, $source[column], $source.block[column], $source.block.field. */
  #fromSource(name: Token): Node {
    if (/^\$[A-Z]{1,3}\d+$/iu.test(name.value)) throw addressRefused(name.value, name)
    if (name.value !== '$const' && this.#is('[')) return this.#selector(name)
    this.#want('.', name.value === '$const' ? 'точка и имя постоянной' : 'точка и имя поля')
    const key = this.#key()
    if (name.value === '$const') return { kind: 'constant', name: key.value, start: name.start, end: key.end }
    const block = { value: `${name.value}.${key.value}`, start: name.start, end: key.end }
    if (this.#is('[')) return this.#selector(block)
    if (!this.#is('.')) return { kind: 'field', block: name, field: key, start: name.start, end: key.end }
    this.#next()
    const field = this.#key()
    return { kind: 'field', block, field, start: name.start, end: field.end }
  }

  #call(name: Token): Node {
    this.#want('(')
    const args: Node[] = []
    while (!this.#is(')')) {
      if (args.length > 0) {
        if (!this.#is(',') && !this.#is(';')) this.#want(')', 'запятая или )')
        this.#next()
      }
      args.push(this.#expression(0))
    }
    const { end } = this.#next()
    return { kind: 'call', name: name.value.toUpperCase(), nameEnd: name.end, args, start: name.start, end }
  }

  #selector(block: Name | undefined): Node {
    const open = this.#want('[')
    const here = this.#is('@')
    if (here) this.#next()
    const items = [this.#item()]
    while (this.#is(',')) {
      this.#next()
      items.push(this.#item())
    }
    const { end } = this.#want(']')
    return { kind: 'selector', here, items, start: (block ?? open).start, end, ...(block ? { block } : {}) }
  }

  #item(): SelectorItem {
    const { start } = this.#peek()
    const row = this.#is('#')
    if (row) this.#next()
    const from = this.#key()
    if (!this.#is(':')) return { axis: row ? 'row' : 'column', from, start, end: from.end }
    this.#next()
    if (row && this.#is('#')) this.#next()
    const to = this.#key()
    return { axis: row ? 'row' : 'column', from, to, start, end: to.end }
  }

  /** A key of a row or column; it may begin with digits: 101, 4a. */
  #key(): Name {
    const first = this.#peek()
    if (first.kind !== 'name' && first.kind !== 'number') this.#want('', 'имя строки или графы')
    this.#next()
    let { value, end } = first
    while ((this.#peek().kind === 'name' || this.#peek().kind === 'number') && this.#peek().start === end) {
      const more = this.#next()
      value += more.value
      end = more.end
    }
    return { value, start: first.start, end }
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token
  }

  #is(sign: string): boolean {
    const { kind, value } = this.#peek()
    return kind === 'sign' && value === sign
  }

  #next(): Token {
    const token = this.#peek()
    if (token.kind !== 'end') this.#at += 1
    return token
  }

  #want(sign: string, words = `«${sign}»`): Token {
    if (this.#is(sign)) return this.#next()
    const token = this.#peek()
    const found = token.kind === 'end' ? 'формула кончилась' : `стоит «${token.value}»`
    throw new FormulaError('E_SYNTAX', `Ожидается ${words}, а ${found}`, {
      start: Math.max(0, token.kind === 'end' ? token.start - 1 : token.start),
      end: token.end,
    })
  }
}

function hintAt({ value }: Token): string | undefined {
  if (value === ',' || value === ';') return 'запятая бывает только между аргументами; дробь пишут с точкой: 0.5'
  const connective = connectives[value.toUpperCase()]
  return connective === undefined ? undefined : `пишите ${connective}(условие, условие)`
}

const connectives: Readonly<Record<string, string>> = { AND: 'AND', OR: 'OR', И: 'AND', ИЛИ: 'OR' }
