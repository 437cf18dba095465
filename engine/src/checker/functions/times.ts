import { CellError, EmptyValue, ErrorType, FunctionArgumentType, FunctionPlugin } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { plain } from './plain.ts'
import type { FunctionCall, State, Value } from './types.ts'

const number = { argumentType: FunctionArgumentType.NUMBER }
const value = { argumentType: FunctionArgumentType.NOERROR }
const perDay = 1440

/** Times of the day, as parts of a day to the minute: 8:30 has 30 minutes whatever binary fractions make of it. */
export class TimeFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    TIME: { method: 'time', parameters: [number, number] },
    HOUR: { method: 'hour', parameters: [value] },
    MINUTE: { method: 'minute', parameters: [value] },
    MINUTES: { method: 'minutes', parameters: [value] },
  }

  time(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('TIME'), (hours: number, minutes: number) => {
      const all = Math.floor(hours) * 60 + Math.floor(minutes)
      return all < 0 || all >= perDay ? new CellError(ErrorType.NUM) : all / perDay
    })
  }

  hour(call: FunctionCall, state: State): Value {
    return this.#of('HOUR', call, state, (minutes) => Math.floor(minutes / 60) % 24)
  }

  minute(call: FunctionCall, state: State): Value {
    return this.#of('MINUTE', call, state, (minutes) => ((minutes % 60) + 60) % 60)
  }

  /** Whole minutes of a time, or of the difference of two. */
  minutes(call: FunctionCall, state: State): Value {
    return this.#of('MINUTES', call, state, (minutes) => minutes)
  }

  #of(name: string, call: FunctionCall, state: State, give: (minutes: number) => number): Value {
    return this.runFunction(call.args, state, this.metadata(name), (arg: Value): Value => {
      const part = plain(arg)
      if (part === null || part === '') return EmptyValue
      return typeof part === 'number' ? give(Math.round(part * perDay)) : new CellError(ErrorType.VALUE)
    })
  }
}
