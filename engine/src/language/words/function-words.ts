import { functions, russianNames } from '../functions.ts'

/** Functions that Excel has under another name, or not at all. */
const own: Readonly<Record<string, string>> = {
  NUM: 'ЧИСЛО',
  IN: 'ОДНО ИЗ',
  HAS: 'ОТМЕЧЕНО',
  COUNTOF: 'СКОЛЬКО ОТМЕЧЕНО',
  CONTAINS: 'СОДЕРЖИТ',
  FULLYEARS: 'ПОЛНЫХ ЛЕТ',
  FULLMONTHS: 'ПОЛНЫХ МЕСЯЦЕВ',
  WORKDAYS: 'РАБОЧИХ ДНЕЙ',
  ISWORKDAY: 'РАБОЧИЙ ДЕНЬ',
  NTHWORKDAY: 'РАБОЧИЙ ДЕНЬ МЕСЯЦА',
  SCHOOLYEAR: 'УЧЕБНЫЙ ГОД',
  SCHOOLYEARSTART: 'НАЧАЛО УЧЕБНОГО ГОДА',
  MINUTES: 'ВСЕГО МИНУТ',
}

// The first of several spellings is Excel's own.
const excel = new Map(
  Object.entries(russianNames)
    .toReversed()
    .map(([russian, english]) => [english, russian]),
)

/** Functions of the language as somebody reads them who knows Excel in Russian. */
export const functionWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(functions).map((name) => [name, own[name] ?? excel.get(name) ?? name]),
)
