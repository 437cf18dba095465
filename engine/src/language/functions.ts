import type { ValueType } from '../model/expr.ts'

/** What an argument takes. `range` and `numbers` take several cells, the others one value. */
export type ArgumentKind = 'number' | 'text' | 'boolean' | 'date' | 'any' | 'range' | 'numbers' | 'values'

export interface FunctionSpec {
  readonly args: readonly ArgumentKind[]
  /** How many of `args` must be given; default: all. */
  readonly least?: number
  /** The last `repeat` arguments may come again and again. */
  readonly repeat?: number
  readonly returns: ValueType
}

const one = (arg: ArgumentKind, returns: ValueType): FunctionSpec => ({ args: [arg], returns })
const many = (arg: ArgumentKind, returns: ValueType): FunctionSpec => ({ args: [arg], repeat: 1, returns })

/**
 * Functions that may stand in formulas. Only those are here whose answers are those of Excel; the others are refused with what
 * to write instead.
 */
export const functions: Readonly<Record<string, FunctionSpec>> = {
  SUM: many('numbers', 'number'),
  MIN: many('numbers', 'number'),
  MAX: many('numbers', 'number'),
  AVERAGE: many('numbers', 'number'),
  MEDIAN: many('numbers', 'number'),
  PRODUCT: many('numbers', 'number'),
  COUNT: many('values', 'number'),
  COUNTA: many('values', 'number'),
  COUNTBLANK: one('range', 'number'),
  COUNTIF: { args: ['range', 'any'], returns: 'number' },
  COUNTIFS: { args: ['range', 'any'], repeat: 2, returns: 'number' },
  SUMIF: { args: ['range', 'any', 'range'], least: 2, returns: 'number' },
  SUMIFS: { args: ['range', 'range', 'any'], repeat: 2, returns: 'number' },
  IF: { args: ['boolean', 'any', 'any'], returns: 'any' },
  AND: many('boolean', 'boolean'),
  OR: many('boolean', 'boolean'),
  NOT: one('boolean', 'boolean'),
  ABS: one('number', 'number'),
  ROUND: { args: ['number', 'number'], returns: 'number' },
  MOD: { args: ['number', 'number'], returns: 'number' },
  SQRT: one('number', 'number'),
  POWER: { args: ['number', 'number'], returns: 'number' },
  LEN: one('any', 'number'),
  LEFT: { args: ['any', 'number'], least: 1, returns: 'text' },
  RIGHT: { args: ['any', 'number'], least: 1, returns: 'text' },
  MID: { args: ['any', 'number', 'number'], returns: 'text' },
  UPPER: one('any', 'text'),
  LOWER: one('any', 'text'),
  TRIM: one('any', 'text'),
  CONCATENATE: many('any', 'text'),
  EXACT: { args: ['any', 'any'], returns: 'boolean' },
  ISNUMBER: one('any', 'boolean'),
  ISTEXT: one('any', 'boolean'),
  ISBLANK: one('any', 'boolean'),
  DATE: { args: ['number', 'number', 'number'], returns: 'date' },
  YEAR: one('date', 'number'),
  MONTH: one('date', 'number'),
  DAY: one('date', 'number'),
  WEEKDAY: { args: ['date', 'number'], least: 1, returns: 'number' },
  TODAY: { args: [], returns: 'date' },
  // The language's own.
  IMPLIES: { args: ['boolean', 'boolean'], returns: 'boolean' },
  FILLED: one('any', 'boolean'),
  EMPTY: one('any', 'boolean'),
  IN: { args: ['any', 'any'], repeat: 1, returns: 'boolean' },
  NUM: one('any', 'number'),
}

/** Functions people know from Excel that are refused, and what to write instead. */
export const refused: Readonly<Record<string, string>> = {
  NOW: 'значение меняется само; сегодняшний день – TODAY()',
  RAND: 'значение меняется само, проверка не может от него зависеть',
  RANDBETWEEN: 'значение меняется само, проверка не может от него зависеть',
  OFFSET: 'назовите ячейки: таблица[#строка,графа]',
  INDIRECT: 'назовите ячейки: таблица[#строка,графа]',
  TEXT: 'числа в сообщениях показываются как в ячейках: просто {[@графа]}',
  SUMPRODUCT: 'возьмите SUMIFS или COUNTIFS',
  INT: 'возьмите MOD(x,1)=0, чтобы проверить, что число целое, или ROUND(x,0)',
  VLOOKUP: 'для проверки, что значение есть в другой таблице, возьмите правило exists',
  MATCH: 'для проверки, что значение есть в другой таблице, возьмите правило exists',
  INDEX: 'назовите ячейки: таблица[#строка,графа]',
  XLOOKUP: 'для проверки, что значение есть в другой таблице, возьмите правило exists',
  EDATE: 'возьмите DATE(YEAR(…),MONTH(…)+1,DAY(…))',
  EOMONTH: 'возьмите DATE(YEAR(…),MONTH(…)+1,0)',
  IFERROR: 'ошибка в формуле – ошибка формы; проверьте ячейки через FILLED или ISNUMBER',
}

/** Russian names of Excel's functions, so that an author who writes СУММ learns that it is SUM here. */
export const russianNames: Readonly<Record<string, string>> = {
  СУММ: 'SUM',
  МИН: 'MIN',
  МАКС: 'MAX',
  СРЗНАЧ: 'AVERAGE',
  МЕДИАНА: 'MEDIAN',
  ПРОИЗВЕД: 'PRODUCT',
  СЧЁТ: 'COUNT',
  СЧЕТ: 'COUNT',
  СЧЁТЗ: 'COUNTA',
  СЧЕТЗ: 'COUNTA',
  СЧИТАТЬПУСТОТЫ: 'COUNTBLANK',
  СЧЁТЕСЛИ: 'COUNTIF',
  СЧЕТЕСЛИ: 'COUNTIF',
  СЧЁТЕСЛИМН: 'COUNTIFS',
  СЧЕТЕСЛИМН: 'COUNTIFS',
  СУММЕСЛИ: 'SUMIF',
  СУММЕСЛИМН: 'SUMIFS',
  ЕСЛИ: 'IF',
  И: 'AND',
  ИЛИ: 'OR',
  НЕ: 'NOT',
  ОКРУГЛ: 'ROUND',
  ОСТАТ: 'MOD',
  КОРЕНЬ: 'SQRT',
  СТЕПЕНЬ: 'POWER',
  ДЛСТР: 'LEN',
  ЛЕВСИМВ: 'LEFT',
  ПРАВСИМВ: 'RIGHT',
  ПСТР: 'MID',
  ПРОПИСН: 'UPPER',
  СТРОЧН: 'LOWER',
  СЖПРОБЕЛЫ: 'TRIM',
  СЦЕПИТЬ: 'CONCATENATE',
  СОВПАД: 'EXACT',
  ЕЧИСЛО: 'ISNUMBER',
  ЕТЕКСТ: 'ISTEXT',
  ЕПУСТО: 'ISBLANK',
  ДАТА: 'DATE',
  ГОД: 'YEAR',
  МЕСЯЦ: 'MONTH',
  ДЕНЬ: 'DAY',
  ДЕНЬНЕД: 'WEEKDAY',
  СЕГОДНЯ: 'TODAY',
  ИСТИНА: 'TRUE',
  ЛОЖЬ: 'FALSE',
}
