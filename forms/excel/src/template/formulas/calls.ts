import type { Expr } from '@tabel/engine'
import { averageText, conditionalText } from './conditional.ts'
import { Untranslatable } from './untranslatable.ts'
import type { FormulaWriter, Here, TextMode } from './writing.ts'

/** Functions that Excel and LibreOffice have under this name and with these answers. */
const alike = new Set(
  'SUM MIN MAX AVERAGE MEDIAN PRODUCT COUNT LARGE SMALL RANK ABS ROUND ROUNDUP ROUNDDOWN INT TRUNC MOD SQRT POWER DATE'.split(
    ' ',
  ),
)
const mostArguments = 255
/** Functions of a text. */
const ofTexts = new Set(['LEFT', 'RIGHT', 'MID', 'UPPER', 'LOWER', 'TRIM', 'CONCATENATE', 'SUBSTITUTE'])
/** Functions of a date that give nothing for none. */
const ofDates = new Set(['YEAR', 'MONTH', 'DAY', 'WEEKDAY'])

/** A call in Excel. @throws Untranslatable for a function that has no equal there. */
export function callText(to: FormulaWriter, name: string, args: readonly Expr[], here: Here, mode: TextMode): string {
  const numbers = (): readonly string[] => args.map((arg) => to.number(arg, here))
  const conditions = (): readonly string[] => args.map((arg) => to.condition(arg, here))
  if (alike.has(name)) {
    const given = args.reduce((sum, arg) => sum + (arg.kind === 'cells' ? arg.areas.length : 1), 0)
    if (given > mostArguments) throw new Untranslatable('too many arguments for Excel')
    return `${name}(${numbers().join(',')})`
  }
  if (ofTexts.has(name)) return `${name}(${args.map((arg) => to.text(arg, here, mode)).join(',')})`
  if (ofDates.has(name)) return `${name}(${numbers().join(',')})`
  const write = written[name]
  if (write) return write(to, args, here, mode)
  switch (name) {
    case 'AND':
    case 'OR':
      return `${name}(${conditions().join(',')})`
    case 'NOT':
      return `NOT(${conditions().join(',')})`
    case 'XOR':
      return `(MOD(${conditions()
        .map((one) => `IF(${one},1,0)`)
        .join('+')},2)=1)`
    case 'COUNTIF':
    case 'COUNTIFS':
    case 'COUNTBLANK':
    case 'SUMIF':
    case 'SUMIFS':
      return conditionalText(to, name, args, here)
    case 'AVERAGEIF':
    case 'AVERAGEIFS':
      return averageText(to, name, args, here)
    default:
      throw new Untranslatable(name)
  }
}

type Write = (to: FormulaWriter, args: readonly Expr[], here: Here, mode: TextMode) => string

function need(args: readonly Expr[], place: number): Expr {
  const arg = args[place]
  if (!arg) throw new Untranslatable('an argument is missing')
  return arg
}

const number = (to: FormulaWriter, args: readonly Expr[], place: number, here: Here): string => to.number(need(args, place), here)
const key = (to: FormulaWriter, args: readonly Expr[], place: number, here: Here): string =>
  to.text(need(args, place), here, 'key')
const shown = (to: FormulaWriter, args: readonly Expr[], place: number, here: Here): string =>
  to.text(need(args, place), here, 'shown')

/** Days off: what follows the last number, if there is anything. */
const daysOff = (to: FormulaWriter, args: readonly Expr[], place: number, here: Here): string =>
  args[place] ? `,${to.text(args[place], here, 'key')}` : ''

/** Nothing for an empty date, as the language has it. */
const unlessEmpty = (texts: readonly string[], formula: string): string => {
  const tests = texts.filter((text) => /[A-Z]\$?\d/u.test(text)).map((text) => `LEN(${text})=0`)
  return tests.length === 0 ? formula : `IF(${tests.length === 1 ? tests[0] : `OR(${tests.join(',')})`},"",${formula})`
}

const months = (from: string, to: string): string =>
  `((YEAR(${to})-YEAR(${from}))*12+MONTH(${to})-MONTH(${from})-IF(DAY(${to})<DAY(${from}),1,0))`

const written: Readonly<Record<string, Write>> = {
  TODAY: () => 'TODAY()',
  IF: (to, args, here, mode) => {
    const branch = (place: number): string => (args[place] ? to.text(args[place], here, mode) : 'FALSE')
    return `IF(${to.condition(need(args, 0), here)},${branch(1)},${branch(2)})`
  },
  IFS: (to, args, here, mode) => {
    const rest = (at: number): string =>
      at >= args.length
        ? 'NA()'
        : `IF(${to.condition(need(args, at), here)},${to.text(need(args, at + 1), here, mode)},${rest(at + 2)})`
    return rest(0)
  },
  IMPLIES: (to, args, here) => `IF(${to.condition(need(args, 0), here)},${to.condition(need(args, 1), here)},TRUE)`,
  FILLED: (to, args, here) => `(LEN(${key(to, args, 0, here)})>0)`,
  EMPTY: (to, args, here) => `(LEN(${key(to, args, 0, here)})=0)`,
  LEN: (to, args, here, mode) => `LEN(${to.text(need(args, 0), here, mode)})`,
  ISBLANK: (to, args, here) => `(LEN(${key(to, args, 0, here)})=0)`,
  ISNUMBER: (to, args, here) => `ISNUMBER(${key(to, args, 0, here)})`,
  ISTEXT: (to, args, here) => `AND(ISTEXT(${key(to, args, 0, here)}),LEN(${key(to, args, 0, here)})>0)`,
  NUM: (to, args, here) => `IF(ISNUMBER(${key(to, args, 0, here)}),${key(to, args, 0, here)},0)`,
  EXACT: (to, args, here) => `EXACT(${shown(to, args, 0, here)},${shown(to, args, 1, here)})`,
  CONTAINS: (to, args, here) => `ISNUMBER(FIND(${key(to, args, 1, here)},${key(to, args, 0, here)}))`,
  // Several codes are `;a;b;` on the hidden worksheet.
  HAS: (to, args, here) => `ISNUMBER(FIND(";"&${key(to, args, 1, here)}&";",${key(to, args, 0, here)}))`,
  COUNTOF: (to, args, here) => {
    const text = key(to, args, 0, here)
    return `IF(LEN(${text})=0,0,LEN(${text})-LEN(SUBSTITUTE(${text},";",""))-1)`
  },
  IN: (to, args, here) => {
    const [first] = args
    const one = need(args, 0)
    const same = args.slice(1).map((other) => to.text({ kind: 'binary', operator: '=', left: one, right: other }, here, 'key'))
    if (!first) throw new Untranslatable('IN')
    return `OR(${same.join(',')})`
  },
  COUNTA: (to, args, here) =>
    args
      .map((arg) => {
        if (arg.kind !== 'cells') throw new Untranslatable('COUNTA of a value')
        return to
          .cells(arg, here, 'shown')
          .map((range) => `SUMPRODUCT(1*(${range}<>""))`)
          .join('+')
      })
      .join('+')
      .replace(/^(.*)$/su, '($1)'),
  LOOKUP: (to, args, here, mode) => {
    const what = need(args, 0)
    const sought = to.kind(what, here) === 'number' ? to.number(what, here) : to.text(what, here, 'key')
    return `INDEX(${to.text(need(args, 2), here, mode)},MATCH(${sought},${key(to, args, 1, here)},0))`
  },
  ATTRIBUTE: (to, args, here) =>
    `IFERROR(INDEX(${key(to, args, 2, here)},MATCH(${key(to, args, 0, here)},${key(to, args, 1, here)},0)),"")`,
  EDATE: (to, args, here) => {
    const day = number(to, args, 0, here)
    return unlessEmpty([key(to, args, 0, here)], `EDATE(${day},${number(to, args, 1, here)})`)
  },
  EOMONTH: (to, args, here) => {
    const day = number(to, args, 0, here)
    return unlessEmpty([key(to, args, 0, here)], `EOMONTH(${day},${number(to, args, 1, here)})`)
  },
  FULLYEARS: (to, args, here) => {
    const [from, until] = [key(to, args, 0, here), key(to, args, 1, here)]
    return unlessEmpty([from, until], `INT(${months(from, until)}/12)`)
  },
  FULLMONTHS: (to, args, here) => {
    const [from, until] = [key(to, args, 0, here), key(to, args, 1, here)]
    return unlessEmpty([from, until], months(from, until))
  },
  SCHOOLYEAR: (to, args, here) => {
    const day = key(to, args, 0, here)
    return unlessEmpty([day], `YEAR(EDATE(${day},-8))&"/"&(YEAR(EDATE(${day},-8))+1)`)
  },
  SCHOOLYEARSTART: (to, args, here) => {
    const day = key(to, args, 0, here)
    return unlessEmpty([day], `DATE(YEAR(EDATE(${day},-8)),9,1)`)
  },
  WORKDAYS: (to, args, here) => {
    const [from, until] = [key(to, args, 0, here), key(to, args, 1, here)]
    return unlessEmpty([from, until], `NETWORKDAYS(${from},${until}${daysOff(to, args, 2, here)})`)
  },
  WORKDAY: (to, args, here) => {
    const day = key(to, args, 0, here)
    return unlessEmpty([day], `WORKDAY(${day},${number(to, args, 1, here)}${daysOff(to, args, 2, here)})`)
  },
  ISWORKDAY: (to, args, here) => {
    const day = key(to, args, 0, here)
    return unlessEmpty([day], `(NETWORKDAYS(${day},${day}${daysOff(to, args, 1, here)})=1)`)
  },
  NTHWORKDAY: (to, args, here) => {
    const [year, month, n] = [number(to, args, 0, here), number(to, args, 1, here), number(to, args, 2, here)]
    const off = daysOff(to, args, 3, here)
    return `IF(${n}>0,WORKDAY(DATE(${year},${month},1)-1,${n}${off}),WORKDAY(DATE(${year},${month}+1,1),${n}${off}))`
  },
  TIME: (to, args, here) => `TIME(${number(to, args, 0, here)},${number(to, args, 1, here)},0)`,
  HOUR: (to, args, here) => minutesOf(to, args, here, (minutes) => `MOD(INT(${minutes}/60),24)`),
  MINUTE: (to, args, here) => minutesOf(to, args, here, (minutes) => `MOD(${minutes},60)`),
  MINUTES: (to, args, here) => minutesOf(to, args, here, (minutes) => minutes),
}

function minutesOf(to: FormulaWriter, args: readonly Expr[], here: Here, give: (minutes: string) => string): string {
  const formula = give(`ROUND(${number(to, args, 0, here)}*1440,0)`)
  const [one] = args
  return one?.kind === 'cells' ? unlessEmpty([key(to, args, 0, here)], formula) : formula
}
