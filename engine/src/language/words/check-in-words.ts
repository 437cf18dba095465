import type { CompiledCheck, CompiledForm, GroupTotalCheck, OtherColumns, SetCheck } from '../../model/compiled-form.ts'
import type { Expr } from '../../model/expr.ts'
import { blockInWords, titleOf } from './cells-words.ts'
import { formulaInWords } from './formula-in-words.ts'

const relations = { equals: '=', atMost: '≤', atLeast: '≥' } as const

/** What a check asks for, as somebody reads it who has never seen the form file. */
export function checkInWords(form: CompiledForm, check: CompiledCheck): string {
  const words = (expr: Expr): string => formulaInWords(form, check.block ?? null, expr)
  const asked = check.kind === 'formula' ? words(check.assert.expr) : ruleInWords(form, check, words)
  return check.when ? `если ${words(check.when.expr)}, то ${asked}` : asked
}

function ruleInWords(form: CompiledForm, check: SetCheck, words: (expr: Expr) => string): string {
  const own = columnsInWords(form, check)
  switch (check.kind) {
    case 'unique':
      return `${own} ${check.columns.length > 1 ? 'вместе не повторяются' : 'не повторяется'}`
    case 'exists':
      return `${own} есть среди: ${otherInWords(form, check.in)}`
    case 'covers':
      return `названо все, что есть в: ${otherInWords(form, check.in)}`
    case 'groupSum':
    case 'groupCount':
      return `${totalInWords(form, check, own)} ${relations[check.relation]} ${words(check.value.expr)}`
    case 'noOverlap':
      return `промежутки ${columnInWords(form, check.block, check.from)} – ${columnInWords(form, check.block, check.to)} не пересекаются${each(own)}`
    case 'balance':
      return `остаток сходится от строки к строке${each(own)}`
    case 'rank':
      return `${columnInWords(form, check.block, check.place)} – место по ${columnInWords(form, check.block, check.by)}${each(own)}`
  }
}

const each = (columns: string): string => (columns === '' ? '' : `, отдельно для каждого значения ${columns}`)

function totalInWords(form: CompiledForm, { kind, of, in: other }: GroupTotalCheck, own: string): string {
  const counted = kind === 'groupSum' && of !== undefined ? `сумма ${columnInWords(form, other.block, of)}` : 'число строк'
  return `${counted} ${blockInWords(form, other.block)}${own === '' ? '' : ` с тем же ${own}`}`
}

function otherInWords(form: CompiledForm, other: OtherColumns): string {
  return `${columnsInWords(form, other)} ${blockInWords(form, other.block)}`
}

function columnsInWords(form: CompiledForm, { block, columns }: OtherColumns): string {
  return columns.map((key) => columnInWords(form, block, key)).join(', ')
}

function columnInWords(form: CompiledForm, block: string, key: string): string {
  const column = (form.blocks[block] ?? form.sourceBlocks?.[block])?.columns.find((one) => one.key === key)
  return `«${column ? titleOf(column) : key}»`
}
