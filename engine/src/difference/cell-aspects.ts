import type { CellRules, CompiledColumn, Hint, Relevance, Role } from '../model/compiled-form.ts'
import { typeWords } from '../compile/cell-words.ts'
import { textOf } from './aspects.ts'
import type { Aspects } from './aspects.ts'

const roleWords: Readonly<Record<Role, string>> = {
  organisation: 'организация',
  coordinator: 'координатор',
  organizer: 'организатор',
}

/** Traits of a value. Its list is compared code by code, see `changedChoices`. */
export function cellAspects(rules: CellRules): Aspects {
  const { several, choices, choicesFrom } = rules
  return {
    тип: typeWords[rules.type],
    'заполнять обязательно': textOf(rules.required),
    'можно менять': textOf(rules.editable),
    'наименьшее значение': textOf(rules.minimum),
    'наибольшее значение': textOf(rules.maximum),
    'знаков после запятой': textOf(rules.decimals),
    образец: textOf(rules.pattern),
    'пояснение к образцу': textOf(rules.patternHint),
    'наибольшая длина': textOf(rules.maxLength),
    'выбор из списка': textOf(choices !== undefined),
    'список из графы': choicesFrom ? `${choicesFrom.block}[${choicesFrom.column}]` : '',
    'условие выбора': textOf(rules.choicesWhere),
    'сколько можно выбрать': several === null ? 'сколько угодно' : textOf(several),
    'особые коды': textOf(rules.codes),
    'без повторов': textOf(rules.unique),
    'вычисляется по формуле': textOf(rules.computed),
    'начальное значение': textOf(rules.prefill),
    'условие, при котором нужна': textOf(rules.applies),
    'виды файлов': textOf(rules.accept),
    'наибольший размер файла, МБ': textOf(rules.maxSize),
    'единица измерения': textOf(rules.unit),
    ...hintAspects(rules.hint),
  }
}

/** Traits of a column or field. */
export function columnAspects(column: CompiledColumn): Aspects {
  const { groups, repeat } = column
  return {
    название: column.title,
    'номер графы': textOf(column.code),
    'общий заголовок': groups.map(({ title }) => title).join(' / '),
    'подсказки общего заголовка': groups.flatMap(({ hint }) => (hint ? [hint.text] : [])).join(' / '),
    ...cellAspects(column),
    ширина: textOf(column.width),
    'повторяется для строк таблицы': textOf(repeat?.table),
    'имя строки в заголовке': textOf(repeat?.as),
    'показывается, если': textOf(column.visible),
    'кто заполняет': roleText(column.filledBy),
  }
}

/** Traits of what may be hidden or not needed. */
export function relevanceAspects({ visible, applies }: Relevance): Aspects {
  return { 'показывается, если': textOf(visible), 'условие, при котором нужно': textOf(applies) }
}

/** A hint and how it looks. */
export function hintAspects(hint: Hint | undefined): Aspects {
  return { подсказка: textOf(hint), 'подсказка привлекает внимание': hint?.kind === 'attention' ? 'да' : '' }
}

/** Who fills something in. */
export function roleText(role: Role | undefined): string {
  return role === undefined ? '' : roleWords[role]
}
