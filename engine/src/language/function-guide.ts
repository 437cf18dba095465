/** A function as its author meets it: what it takes, what it gives, and an example with its result. */
export interface FunctionGuide {
  readonly args: string
  readonly gives: string
  /** Needs no data. */
  readonly example: string
  /** As a cell shows it. */
  readonly result: string
}

const guide = (args: string, gives: string, example: string, result: string): FunctionGuide => ({ args, gives, example, result })

/** Every function of the language, by what it is for. `engine/functions.md` is made of it, and its examples are computed in a test. */
export const functionGuide: Readonly<Record<string, Readonly<Record<string, FunctionGuide>>>> = {
  'Суммы и числа': {
    SUM: guide('числа…', 'сумма; пустые ячейки, тексты и коды не считаются', 'SUM(1, 2, 3)', '6'),
    PRODUCT: guide('числа…', 'произведение', 'PRODUCT(2, 3)', '6'),
    MIN: guide('числа…', 'наименьшее', 'MIN(3, 1, 2)', '1'),
    MAX: guide('числа…', 'наибольшее', 'MAX(3, 1, 2)', '3'),
    AVERAGE: guide('числа…', 'среднее', 'AVERAGE(1, 2)', '1,5'),
    MEDIAN: guide('числа…', 'середина ряда', 'MEDIAN(1, 2, 9)', '2'),
    ABS: guide('число', 'число без знака', 'ABS(-5)', '5'),
    ROUND: guide('число, знаков', 'округление; половина – от нуля', 'ROUND(1.005, 2)', '1,01'),
    ROUNDUP: guide('число, знаков', 'округление от нуля', 'ROUNDUP(2.1, 0)', '3'),
    ROUNDDOWN: guide('число, знаков', 'округление к нулю', 'ROUNDDOWN(2.9, 0)', '2'),
    INT: guide('число', 'целое не больше числа', 'INT(-2.5)', '-3'),
    TRUNC: guide('число[, знаков]', 'число без дробной части', 'TRUNC(-2.5)', '-2'),
    MOD: guide('число, делитель', 'остаток; знак – как у делителя', 'MOD(-7, 3)', '2'),
    SQRT: guide('число', 'корень', 'SQRT(16)', '4'),
    POWER: guide('число, степень', 'степень; то же, что ^', 'POWER(2, 10)', '1024'),
    NUM: guide('ячейка', 'ее число; текст, код и пустая ячейка – 0', "NUM('X') + 1", '1'),
  },
  'Ячейки и графы': {
    COUNT: guide('ячейки…', 'сколько в них чисел', 'COUNT(1, 2)', '2'),
    COUNTA: guide('ячейки…', 'сколько из них заполнено', "COUNTA(1, 'а')", '2'),
    COUNTBLANK: guide('область', 'сколько из них пусто', 'COUNTBLANK(t[x])', '1'),
    COUNTIF: guide('область, условие', "сколько ячеек подходит: '>5', 'моск*', значение", "COUNTIF(t[x], '>1')", '2'),
    COUNTIFS: guide('область, условие, …', 'сколько строк подходит по всем условиям', "COUNTIFS(t[x], '>1', t[x], '<3')", '1'),
    SUMIF: guide('область, условие[, область сумм]', 'сумма подходящих', "SUMIF(t[x], '>1')", '5'),
    SUMIFS: guide(
      'область сумм, область, условие, …',
      'сумма по строкам, подходящим по всем условиям',
      "SUMIFS(t[x], t[y], 'б')",
      '2',
    ),
    AVERAGEIF: guide('область, условие[, область чисел]', 'среднее подходящих', "AVERAGEIF(t[x], '>1')", '2,5'),
    AVERAGEIFS: guide('область чисел, область, условие, …', 'среднее по подходящим строкам', "AVERAGEIFS(t[x], t[y], 'б')", '2'),
    MINIFS: guide('область чисел, область, условие, …', 'наименьшее в подходящих строках', "MINIFS(t[x], t[x], '>1')", '2'),
    MAXIFS: guide('область чисел, область, условие, …', 'наибольшее в подходящих строках', "MAXIFS(t[x], t[x], '<3')", '2'),
    LARGE: guide('область, n', 'n-е по величине сверху', 'LARGE(t[x], 1)', '3'),
    SMALL: guide('область, n', 'n-е по величине снизу', 'SMALL(t[x], 1)', '1'),
    RANK: guide('число, область[, 1]', 'место числа: первое у наибольшего; с 1 – у наименьшего', 'RANK(2, t[x])', '2'),
    LOOKUP: guide(
      'что, область ключей, область значений',
      'значение в первой строке с таким ключом; нет такой – пусто',
      "LOOKUP('б', t[y], t[x])",
      '2',
    ),
    FILLED: guide('ячейка', 'заполнена ли', 'FILLED(1)', 'да'),
    EMPTY: guide('ячейка', 'пуста ли', 'EMPTY(1)', 'нет'),
    ISNUMBER: guide('ячейка', 'число ли это', "ISNUMBER('1')", 'нет'),
    ISTEXT: guide('ячейка', 'текст ли это', "ISTEXT('1')", 'да'),
    ISBLANK: guide('ячейка', 'пуста ли; то же, что EMPTY', 'ISBLANK(1)', 'нет'),
  },
  Условия: {
    IF: guide('условие, тогда, иначе', 'одно из двух; другое не вычисляется', 'IF(1 > 0, 5, 6)', '5'),
    IFS: guide(
      'условие, значение, …',
      'значение при первом верном условии; последнее условие – TRUE',
      'IFS(1 > 2, 5, TRUE, 6)',
      '6',
    ),
    AND: guide('условия…', 'верны ли все', 'AND(1 > 0, 2 > 1)', 'да'),
    OR: guide('условия…', 'верно ли хоть одно', 'OR(1 > 2, 2 > 1)', 'да'),
    NOT: guide('условие', 'наоборот', 'NOT(1 > 2)', 'да'),
    XOR: guide('условия…', 'верно ли нечетное число из них', 'XOR(1 > 0, 2 > 1)', 'нет'),
    IMPLIES: guide('если, то', 'из первого следует второе', 'IMPLIES(1 > 2, 1 = 5)', 'да'),
    IN: guide('значение, варианты…', 'есть ли среди вариантов', 'IN(2, 1, 2, 3)', 'да'),
    HAS: guide('ячейка с несколькими значениями, код', 'выбран ли код', "HAS('а', 'а')", 'да'),
    COUNTOF: guide('ячейка с несколькими значениями', 'сколько кодов выбрано', "COUNTOF('а')", '1'),
  },
  Тексты: {
    LEN: guide('текст', 'сколько знаков', "LEN('школа')", '5'),
    LEFT: guide('текст[, n]', 'первые n знаков', "LEFT('школа', 2)", 'шк'),
    RIGHT: guide('текст[, n]', 'последние n знаков', "RIGHT('школа', 2)", 'ла'),
    MID: guide('текст, с какого, сколько', 'знаки из середины', "MID('школа', 2, 3)", 'кол'),
    UPPER: guide('текст', 'прописными', "UPPER('ёж')", 'ЁЖ'),
    LOWER: guide('текст', 'строчными', "LOWER('ЁЖ')", 'ёж'),
    TRIM: guide('текст', 'без лишних пробелов', "TRIM(' а  б ')", 'а б'),
    SUBSTITUTE: guide('текст, что, на что', 'текст с заменой', "SUBSTITUTE('1-2', '-', '')", '12'),
    CONCATENATE: guide('тексты…', 'тексты подряд; то же, что &', "CONCATENATE('а', 1)", 'а1'),
    CONTAINS: guide('текст, часть', 'есть ли часть в тексте; регистр не важен', "CONTAINS('Школа', 'шко')", 'да'),
    EXACT: guide('текст, текст', 'одинаковы ли вплоть до регистра и алфавита', "EXACT('А', 'а')", 'нет'),
  },
  Даты: {
    DATE: guide('год, месяц, день', 'день', 'DATE(2024, 2, 29)', '29.02.2024'),
    TODAY: guide('', 'сегодня', 'TODAY() - TODAY()', '0'),
    YEAR: guide('дата', 'год', 'YEAR(DATE(2024, 2, 29))', '2024'),
    MONTH: guide('дата', 'месяц', 'MONTH(DATE(2024, 2, 29))', '2'),
    DAY: guide('дата', 'день месяца', 'DAY(DATE(2024, 2, 29))', '29'),
    WEEKDAY: guide('дата[, 2]', 'день недели; с 2 понедельник – 1', 'WEEKDAY(DATE(2026, 9, 1), 2)', '2'),
    EDATE: guide('дата, месяцев', 'тот же день через столько месяцев', 'EDATE(DATE(2024, 1, 31), 1)', '29.02.2024'),
    EOMONTH: guide('дата, месяцев', 'последний день месяца через столько месяцев', 'EOMONTH(DATE(2024, 2, 1), 0)', '29.02.2024'),
    FULLYEARS: guide('рождение, на день', 'сколько полных лет', 'FULLYEARS(DATE(2008, 2, 29), DATE(2026, 3, 1))', '18'),
    FULLMONTHS: guide('от, до', 'сколько полных месяцев', 'FULLMONTHS(DATE(2026, 1, 15), DATE(2026, 4, 15))', '3'),
    WORKDAYS: guide(
      'от, до[, выходные]',
      'сколько рабочих дней, оба края считаются',
      'WORKDAYS(DATE(2026, 11, 23), DATE(2026, 11, 29))',
      '5',
    ),
    WORKDAY: guide(
      'от, дней[, выходные]',
      'рабочий день через столько рабочих дней',
      'WORKDAY(DATE(2026, 11, 27), 1)',
      '30.11.2026',
    ),
    ISWORKDAY: guide('дата[, выходные]', 'рабочий ли это день', 'ISWORKDAY(DATE(2026, 11, 22))', 'нет'),
    NTHWORKDAY: guide(
      'год, месяц, n[, выходные]',
      'n-й рабочий день месяца; -1 – последний',
      'NTHWORKDAY(2026, 11, 1)',
      '02.11.2026',
    ),
    SCHOOLYEAR: guide('дата', 'учебный год, он начинается 1 сентября', 'SCHOOLYEAR(DATE(2026, 9, 1))', '2026/2027'),
    SCHOOLYEARSTART: guide('дата', '1 сентября этого учебного года', 'SCHOOLYEARSTART(DATE(2027, 5, 25))', '01.09.2026'),
  },
  Время: {
    TIME: guide('часы, минуты', 'время дня', 'TIME(8, 30)', '08:30'),
    HOUR: guide('время', 'часы', 'HOUR(TIME(8, 30))', '8'),
    MINUTE: guide('время', 'минуты', 'MINUTE(TIME(8, 30))', '30'),
    MINUTES: guide('время или разность', 'все минуты', 'MINUTES(TIME(8, 30))', '510'),
  },
}

/** The list of functions for people, in Markdown. */
export function functionList(): string {
  const sections = Object.entries(functionGuide).map(([about, functions]) => {
    const rows = Object.entries(functions).map(([name, { args, gives, example, result }]) => [
      `\`${name}(${args})\``,
      gives,
      `\`${example}\` → ${result}`,
    ])
    return `## ${about}\n\n${aligned([['Функция', 'Что дает', 'Пример'], ...rows])}\n`
  })
  return `# Функции формул\n\n<!-- Made by npm run generate from engine/src/language/function-guide.ts. -->\n\nТексты пишут в апострофах, дроби с точкой, аргументы через запятую. Других функций нет: если написать неизвестную, \`tabel check\`\nскажет, что взять вместо нее; русское имя (СУММ) подскажет английское (SUM).\n\n${sections.join('\n')}`
}

/** A table of Markdown with columns of equal width. */
function aligned(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = (cells[0] ?? []).map((_, place) => Math.max(3, ...cells.map((row) => row[place]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n')
}
