import { formatScalar } from '../../document/format-value.ts'
import type { CompiledForm, Constant } from '../../model/compiled-form.ts'
import type { BinaryOperator, Expr } from '../../model/expr.ts'
import { strength } from '../strength.ts'
import { cellsInWords } from './cells-words.ts'
import { functionWords } from './function-words.ts'

const comparing = 1
const loosest = 0
const sign = 6

const signs: Readonly<Partial<Record<BinaryOperator, string>>> = { '<=': '≤', '>=': '≥', '<>': '≠', '-': '–', '*': '×' }

/**
 * A formula as somebody reads it who has never seen the form file: cells by the titles of rows and columns, functions by the names
 * that Excel has in Russian, constants and choices by what they are. It is for reading, it cannot be parsed.
 *
 * @param block the block around the formula; null where there is none.
 */
export function formulaInWords(form: CompiledForm, block: string | null, expr: Expr): string {
  const titles = choiceTitles(form)
  const words = (one: Expr, outside: number): string => {
    switch (one.kind) {
      case 'number':
      case 'boolean':
        return formatScalar(one.value)
      case 'text':
        return one.value === '' ? 'пусто' : `«${titles.get(one.value) ?? one.value}»`
      case 'constant':
        return constantInWords(form.constants[one.name], one.name)
      case 'cells':
        return cellsInWords(form, block, one)
      case 'percent':
        return `${words(one.operand, sign)} %`
      case 'unary':
        return `${one.operator === '-' ? '–' : ''}${words(one.operand, sign)}`
      case 'call':
        return call(one.name, one.args, outside)
      case 'binary': {
        const own = strength[one.operator] ?? loosest
        // Joined with nothing a value becomes a text, which people need not know.
        if (one.operator === '&' && one.left.kind === 'text' && one.left.value === '') return words(one.right, outside)
        // On the right an equal one stands in brackets, a – (b – c); so does one comparison within another.
        const whole = `${words(one.left, own === comparing ? own + 1 : own)} ${signs[one.operator] ?? one.operator} ${words(one.right, own + 1)}`
        return own < outside ? `(${whole})` : whole
      }
    }
  }
  const call = (name: string, args: readonly Expr[], outside: number): string => {
    const [first, second] = args
    if (name === 'ABS' && first) return `|${words(first, loosest)}|`
    if (name === 'FILLED' && first) return `заполнено ${words(first, loosest)}`
    if (name === 'EMPTY' && first) return `не заполнено ${words(first, loosest)}`
    if (name === 'IMPLIES' && first && second) return `если ${words(first, loosest)}, то ${words(second, loosest)}`
    const joint = joints[name]
    if (joint === undefined || args.length < 2)
      return `${functionWords[name] ?? name}(${args.map((one) => words(one, loosest)).join('; ')})`
    const whole = args.map((one) => words(one, comparing)).join(joint)
    return outside > loosest ? `(${whole})` : whole
  }
  return words(expr, loosest)
}

const joints: Readonly<Record<string, string>> = { AND: ' и ', OR: ' или ' }

function constantInWords(constant: Constant | undefined, name: string): string {
  if (!constant) return name
  return constant.type === 'date' ? String(constant.value).split('-').reverse().join('.') : formatScalar(constant.value)
}

/** What stands in formulas as a code is read as the title of its choice, where there is but one such code in the form. */
function choiceTitles(form: CompiledForm): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const unclear = new Set<string>()
  for (const { columns } of Object.values(form.blocks))
    for (const { choices = [] } of columns)
      for (const { code, title } of choices) {
        const key = String(code)
        if ((found.get(key) ?? title) !== title) unclear.add(key)
        found.set(key, title)
      }
  for (const code of unclear) found.delete(code)
  return found
}
