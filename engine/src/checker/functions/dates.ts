import { CellError, EmptyValue, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { dateSerial, isoDate, serialDate } from '../../document/calendar.ts'
import { plain } from './plain.ts'
import { valuesOf } from './ranges.ts'
import type { FunctionCall, State, Value } from './types.ts'

const value = { argumentType: FunctionArgumentType.NOERROR }
const range = { argumentType: FunctionArgumentType.RANGE, optionalArg: true }

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * Dates as law and school count them. An empty date gives an empty result; what is no date at all gives #VALUE!.
 * Days off are Saturday, Sunday and the days of a range.
 */
export class DateFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    EDATE: { method: 'edate', parameters: [value, value] },
    EOMONTH: { method: 'eomonth', parameters: [value, value] },
    FULLYEARS: { method: 'fullYears', parameters: [value, value] },
    FULLMONTHS: { method: 'fullMonths', parameters: [value, value] },
    SCHOOLYEAR: { method: 'schoolYear', parameters: [value] },
    SCHOOLYEARSTART: { method: 'schoolYearStart', parameters: [value] },
    ISWORKDAY: { method: 'isWorkday', parameters: [value, range] },
    WORKDAYS: { method: 'workdays', parameters: [value, value, range] },
    WORKDAY: { method: 'workday', parameters: [value, value, range] },
    NTHWORKDAY: { method: 'nthWorkday', parameters: [value, value, value, range] },
  }

  /** The same day so many months later; the last of the month where there is no such day. */
  edate(call: FunctionCall, state: State): Value {
    return this.#of('EDATE', call, state, 2, ([at = 0, months = 0]) => {
      const day = dayOf(at)
      return day && inMonth(day.year, day.month + Math.trunc(months), day.day)
    })
  }

  /** The last day of the month so many months later. */
  eomonth(call: FunctionCall, state: State): Value {
    return this.#of('EOMONTH', call, state, 2, ([at = 0, months = 0]) => {
      const day = dayOf(at)
      return day && inMonth(day.year, day.month + Math.trunc(months), 31)
    })
  }

  /** Years that are over: one born on 29 February comes of age on 1 March of a common year. Negative before the first day. */
  fullYears(call: FunctionCall, state: State): Value {
    return this.#of('FULLYEARS', call, state, 2, ([from = 0, to = 0]) => {
      const months = monthsBetween(from, to)
      return months === null ? null : Math.floor(months / 12)
    })
  }

  /** Months that are over. */
  fullMonths(call: FunctionCall, state: State): Value {
    return this.#of('FULLMONTHS', call, state, 2, ([from = 0, to = 0]) => monthsBetween(from, to))
  }

  /** The school year of a day, which begins on 1 September: «2026/2027». */
  schoolYear(call: FunctionCall, state: State): Value {
    return this.#of('SCHOOLYEAR', call, state, 1, ([at = 0]) => {
      const year = schoolYearOf(at)
      return year === null ? null : `${year}/${year + 1}`
    })
  }

  /** The 1 September with which the school year of a day began. */
  schoolYearStart(call: FunctionCall, state: State): Value {
    return this.#of('SCHOOLYEARSTART', call, state, 1, ([at = 0]) => {
      const year = schoolYearOf(at)
      return year === null ? null : inMonth(year, 9, 1)
    })
  }

  isWorkday(call: FunctionCall, state: State): Value {
    return this.#of('ISWORKDAY', call, state, 1, ([at = 0], off) => isWorkday(at, off))
  }

  /** Working days from one day to another, both of them counted; negative when the second is earlier. */
  workdays(call: FunctionCall, state: State): Value {
    return this.#of('WORKDAYS', call, state, 2, ([from = 0, to = 0], off) => {
      if (Math.abs(to - from) > mostDays) return null
      let count = 0
      for (let day = Math.min(from, to); day <= Math.max(from, to); day++) if (isWorkday(day, off)) count++
      return to < from ? -count : count
    })
  }

  /** The working day that is so many working days later (earlier when negative). */
  workday(call: FunctionCall, state: State): Value {
    return this.#of('WORKDAY', call, state, 2, ([from = 0, count = 0], off) => {
      let left = Math.trunc(Math.abs(count))
      if (left > mostDays) return null
      let day = from
      while (left > 0) {
        day += Math.sign(count)
        if (isWorkday(day, off)) left--
      }
      return day
    })
  }

  /** The n-th working day of a month; −1 is the last one. */
  nthWorkday(call: FunctionCall, state: State): Value {
    return this.#of('NTHWORKDAY', call, state, 3, ([year = 0, month = 0, n = 0], off) => {
      const [first, last] = [inMonth(year, month, 1), inMonth(year, month, 31)]
      if (first === null || last === null) return null
      const days = Array.from({ length: last - first + 1 }, (_, place) => first + place).filter((day) => isWorkday(day, off))
      return days.at(n > 0 ? n - 1 : n) ?? null
    })
  }

  /**
   * Runs a function of `count` whole numbers and, behind them, days off. Null is #NUM!: there is no such day.
   */
  #of(
    name: string,
    call: FunctionCall,
    state: State,
    count: number,
    give: (numbers: readonly number[], off: ReadonlySet<number>) => number | string | boolean | null,
  ): Value {
    return this.runFunction(call.args, state, this.metadata(name), (...args: Value[]): Value => {
      const values = args.slice(0, count).map(plain)
      if (values.some((one) => one === null || one === '')) return EmptyValue
      if (values.some((one) => typeof one !== 'number')) return new CellError(ErrorType.VALUE)
      const cells = args[count]
      const off = cells instanceof SimpleRangeValue ? valuesOf(this.dependencyGraph, cells) : []
      const days = new Set(off.filter((one) => typeof one === 'number').map(Math.floor))
      return (
        give(
          values.map((one) => Math.floor(Number(one))),
          days,
        ) ?? new CellError(ErrorType.NUM)
      )
    })
  }
}

/** So many days at most are walked through: about a century. */
const mostDays = 40_000

function dayOf(serial: number): Day | null {
  const [year = 0, month = 0, day = 0] = (serialDate(serial) ?? '').split('-').map(Number)
  return year === 0 ? null : { year, month, day }
}

/** The day number of a day of a month, or of its last day where it has not so many. `month` may lie in another year. */
function inMonth(year: number, month: number, day: number): number | null {
  const [inYear, at] = [year + Math.floor((month - 1) / 12), ((((month - 1) % 12) + 12) % 12) + 1]
  for (let last = day; last >= Math.min(day, 28); last--) {
    const iso = isoDate(inYear, at, last)
    if (iso !== null) return dateSerial(iso)
  }
  return null
}

function monthsBetween(from: number, to: number): number | null {
  const [begin, end] = [dayOf(from), dayOf(to)]
  if (!begin || !end) return null
  const months = (end.year - begin.year) * 12 + end.month - begin.month
  return end.day < begin.day ? months - 1 : months
}

function schoolYearOf(serial: number): number | null {
  const day = dayOf(serial)
  return day && (day.month >= 9 ? day.year : day.year - 1)
}

function isWorkday(serial: number, off: ReadonlySet<number>): boolean {
  const iso = serialDate(serial)
  if (iso === null || off.has(serial)) return false
  const weekday = new Date(`${iso}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
