import type { CompiledCheck, CompiledForm, Each, FormulaCheck, SetCheck } from '../model/compiled-form.ts'
import type { CellsExpr, ColumnSpan, RowSpan } from '../model/expr.ts'
import { messageText, textOf } from './aspects.ts'
import type { Aspects } from './aspects.ts'

const severityWords = { error: 'ошибка', warning: 'предупреждение', info: 'справка' } as const

const ruleWords: Readonly<Record<CompiledCheck['kind'], string>> = {
  formula: '',
  unique: 'не повторяется',
  exists: 'есть в другой таблице',
  covers: 'есть все из другой таблицы',
  groupSum: 'сумма по группе',
  groupCount: 'число строк группы',
  noOverlap: 'не пересекается',
  balance: 'баланс сходится',
  rank: 'места по порядку',
}

const emptyWords: Readonly<Record<FormulaCheck['empty'], string>> = {
  auto: 'проверка ждет обязательных ячеек',
  skip: 'не проверяется, пока пуста хотя бы одна',
  'skip-if-all': 'не проверяется, пока пусты все',
  zero: 'пустая считается нулем',
}

const relationWords = { equals: 'равна', atMost: 'не больше', atLeast: 'не меньше' } as const
const orderWords = { descending: 'от большего', ascending: 'от меньшего' } as const
const tiesWords = { same: '1, 2, 2, 4', dense: '1, 2, 2, 3', order: '1, 2, 3, 4' } as const

/** Traits of a check: what it says, what it asserts, when. */
export function checkAspects(form: CompiledForm, check: CompiledCheck): Aspects {
  return {
    текст: messageText(check.message),
    правило: ruleWords[check.kind],
    ...(check.kind === 'formula' ? formulaAspects(form, check) : setAspects(check)),
    'проверяется, если': textOf(check.when),
    строгость: severityWords[check.severity],
    'нужно письменное пояснение': textOf(check.explain),
    'показывает на ячейку': check.at ? cellsText(form, check.at) : '',
    лист: check.sheet,
    таблица: textOf(check.block),
    'своя для строк таблицы': textOf(check.copyOf),
  }
}

/** What is worth telling of a check that is new or gone: the rest goes without saying. */
export function mainAspects(aspects: Aspects): Aspects {
  const left = ['лист', 'таблица', 'повторяется', 'пустые ячейки', 'показывает на ячейку', 'появилась в версии']
  return Object.fromEntries(Object.entries(aspects).filter(([aspect]) => !left.includes(aspect)))
}

function formulaAspects(form: CompiledForm, check: FormulaCheck): Aspects {
  const { assert, each, empty, tolerance, fix } = check
  return {
    условие: assert.text,
    повторяется: eachText(form, check.block, each),
    'пустые ячейки': emptyWords[empty],
    'допустимое расхождение': textOf(tolerance),
    'появилась в версии': textOf(check.since),
    'кнопка исправления': fix ? `${fix.label}: ${cellsText(form, fix.cell)} = ${fix.value.text}` : '',
  }
}

function setAspects(check: SetCheck): Aspects {
  const columns = { графы: textOf(check.columns) }
  switch (check.kind) {
    case 'unique':
      return columns
    case 'exists':
      return { ...columns, 'другая таблица': otherText(check.in) }
    case 'covers':
      return { ...columns, 'другая таблица': otherText(check.in), 'какие ее строки': textOf(check.where) }
    case 'groupSum':
    case 'groupCount':
      return {
        ...columns,
        'другая таблица': otherText(check.in),
        'что складывается': textOf(check.of),
        'какие ее строки': textOf(check.where),
        'с чем сравнивается': `${relationWords[check.relation]} ${check.value.text}`,
        'допустимое расхождение': textOf(check.tolerance),
      }
    case 'noOverlap':
      return { ...columns, промежуток: `${check.from} – ${check.to}`, 'концы могут совпадать': textOf(check.touching) }
    case 'balance':
      return {
        ...columns,
        баланс: `${check.opening} + (${textOf(check.plus)}) – (${textOf(check.minus)}) = ${check.closing}`,
        'остаток не меньше': textOf(check.atLeast),
        'допустимое расхождение': textOf(check.tolerance),
      }
    case 'rank':
      return {
        ...columns,
        места: `${check.place} по ${check.by}, ${orderWords[check.order]}`,
        'места равных': tiesWords[check.ties],
      }
  }
}

function otherText({ block, columns }: { readonly block: string; readonly columns: readonly string[] }): string {
  return `${block}[${columns.join(', ')}]`
}

/** For what a check is repeated, by names and not by places: places move when a column is added before them. */
function eachText(form: CompiledForm, block: string | undefined, each: Each): string {
  const names = namesIn(form, block ?? '')
  switch (each.kind) {
    case 'once':
      return 'один раз'
    case 'rows':
      return each.rows ? `в строках ${each.rows.map((place) => names.rows[place] ?? place + 1).join(', ')}` : 'в каждой строке'
    case 'columns':
      return `в графах ${each.columns.map((place) => names.columns[place] ?? place + 1).join(', ')}`
  }
}

function cellsText(form: CompiledForm, { block, areas }: CellsExpr): string {
  const names = namesIn(form, block)
  const text = ({ rows, columns }: { readonly rows: RowSpan; readonly columns: ColumnSpan }): string =>
    [spanText(rows, names.rows), spanText(columns, names.columns)].filter((part) => part !== '').join(', ')
  return `${block}[${areas.map(text).join('; ')}]`
}

function spanText(span: RowSpan | ColumnSpan, names: readonly string[]): string {
  if (span.kind === 'here') return '@'
  if (span.kind === 'all') return ''
  if (span.kind === 'owner') return `@${span.of ?? ''}`
  return names.slice(span.from, span.to + 1).join(', ')
}

function namesIn(form: CompiledForm, key: string): { readonly rows: readonly string[]; readonly columns: readonly string[] } {
  const block = form.blocks[key] ?? form.sourceBlocks?.[key]
  if (!block) return { rows: [], columns: [] }
  return {
    rows: block.kind === 'fixed' ? block.rows.map((row) => `#${row.key}`) : [],
    columns: block.columns.map((column) => column.key),
  }
}
