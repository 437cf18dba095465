import type { CompiledCheck, CompiledForm, Formula, Severity } from '@tabel/engine'
import { formulaInWords } from '@tabel/engine/compile'

/** A check in words, for who answers for the form. */
export interface CheckText {
  readonly check: string
  /** What it says to schools, or what it asserts; formulas stand in braces, in words as well. */
  readonly text: string
  readonly severity: Severity
}

/** The checks that a form declares, in its order. */
export function describeChecks(form: CompiledForm): readonly CheckText[] {
  return form.checks.map((check) => ({ check: check.id, text: checkText(form, check), severity: check.severity }))
}

/** What a check says. */
export function checkText(form: CompiledForm, check: CompiledCheck): string {
  const inBraces = ({ expr }: Formula): string => `{${formulaInWords(form, check.block ?? null, expr)}}`
  if (check.message) return check.message.map((part) => (typeof part === 'string' ? part : inBraces(part))).join('')
  if (check.kind === 'formula') return inBraces(check.assert)
  const columns = check.columns.map((key) => titleOf(form, check.block, key)).join(', ')
  return `${ruleWords[check.kind]}${columns === '' ? '' : `: ${columns}`}`
}

const ruleWords: Readonly<Record<Exclude<CompiledCheck['kind'], 'formula'>, string>> = {
  unique: 'Значения не повторяются',
  exists: 'Значения есть в другой таблице',
  covers: 'Названо все, что есть в другой таблице',
  groupSum: 'Сходится с суммой по другой таблице',
  groupCount: 'Сходится с числом строк другой таблицы',
  noOverlap: 'Промежутки не пересекаются',
  balance: 'Остатки сходятся от строки к строке',
  rank: 'Места соответствуют значениям',
}

function titleOf(form: CompiledForm, block: string, column: string): string {
  return form.blocks[block]?.columns.find(({ key }) => key === column)?.title ?? column
}
