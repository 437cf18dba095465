import { formatScalar } from '@tabel/engine'
import type { CompiledCheck, CompiledForm, Constant, Severity } from '@tabel/engine'

/** A check in words, for who answers for the form. */
export interface CheckText {
  readonly check: string
  /** What it says to schools, or what it asserts; formulas stand in braces, with the titles of their columns. */
  readonly text: string
  readonly severity: Severity
}

/** The checks that a form declares, in its order. */
export function describeChecks(form: CompiledForm): readonly CheckText[] {
  return form.checks.map((check) => ({ check: check.id, text: checkText(form, check), severity: check.severity }))
}

/** What a check says. */
export function checkText(form: CompiledForm, check: CompiledCheck): string {
  const inBraces = (formula: string): string => `{${withTitles(form, check.block ?? null, formula)}}`
  if (check.message) return check.message.map((part) => (typeof part === 'string' ? part : inBraces(part.text))).join('')
  if (check.kind === 'formula') return inBraces(check.assert.text)
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

/** A formula whose columns are called as people see them: `[@wrote]` is «Выполняли работу», `results[mark]` is `Результаты[Отметка]`. */
function withTitles(form: CompiledForm, block: string | null, formula: string): string {
  const alone = /^\[@([^\][]+)\]$/u.exec(formula)?.[1]
  if (alone !== undefined && block !== null) return titleOf(form, block, alone)
  return formula
    .replace(/(\w*)\[@?([^\][]+)\]/gu, (whole, table: string, key: string) => {
      const of = table === '' ? block : table
      return of === null ? whole : `${table === '' ? '' : sheetOf(form, table)}[${titleOf(form, of, key)}]`
    })
    .replace(/\$const\.(\w+)/gu, (whole, name: string) => (form.constants[name] ? constantText(form.constants[name]) : whole))
}

/** The title of the sheet on which a table stands. */
function sheetOf(form: CompiledForm, block: string): string {
  const key = form.blocks[block]?.sheet
  return form.sheets.find((sheet) => sheet.key === key)?.title ?? block
}

function constantText({ type, value }: Constant): string {
  return type === 'date' ? String(value).split('-').reverse().join('.') : formatScalar(value)
}

function titleOf(form: CompiledForm, block: string, column: string): string {
  return form.blocks[block]?.columns.find(({ key }) => key === column)?.title ?? column
}
