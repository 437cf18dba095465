import { CellError, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { kept, valuesOf, vertexOf } from './ranges.ts'
import type { FunctionCall, State, Value } from './types.ts'

const number = { argumentType: FunctionArgumentType.NUMBER }
const range = { argumentType: FunctionArgumentType.RANGE }
const digits = { ...number, defaultValue: 0 }

/** Rounding and order. HyperFormula's INT goes towards zero, and all its rounding looks at binary neighbours. */
export class NumberFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    INT: { method: 'int', parameters: [number] },
    ROUND: { method: 'round', parameters: [number, digits] },
    ROUNDUP: { method: 'roundUp', parameters: [number, digits] },
    ROUNDDOWN: { method: 'roundDown', parameters: [number, digits] },
    TRUNC: { method: 'truncate', parameters: [number, digits] },
    RANK: { method: 'rank', parameters: [number, range, digits] },
    LARGE: { method: 'large', parameters: [range, number] },
    SMALL: { method: 'small', parameters: [range, number] },
  }

  /** The whole number not above: −2.5 gives −3. */
  int(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('INT'), (value: number) => Math.floor(seen(value)))
  }

  /** Rounds what a person sees: 1.005 to two digits is 1.01, though its binary neighbour lies below. Halves go away from zero. */
  round(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('ROUND'), roundDecimal)
  }

  roundUp(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('ROUNDUP'), (value: number, places: number) =>
      shifted(value, places, Math.ceil),
    )
  }

  roundDown(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('ROUNDDOWN'), towardsZero)
  }

  truncate(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('TRUNC'), towardsZero)
  }

  /** Place of a number among the numbers of a range: 1 for the largest, or for the smallest with `order` other than 0. */
  rank(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('RANK'), (value: number, cells: Value, order: number) => {
      const sorted = this.#sorted(cells)
      const [first, behind] = [lowerBound(sorted, value), lowerBound(sorted, value, true)]
      if (first === behind) return new CellError(ErrorType.NA)
      return order === 0 ? sorted.length - behind + 1 : first + 1
    })
  }

  large(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('LARGE'), (cells: Value, place: number) => {
      const sorted = this.#sorted(cells)
      return sorted[sorted.length - Math.ceil(place)] ?? new CellError(ErrorType.NUM)
    })
  }

  small(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('SMALL'), (cells: Value, place: number) => {
      return this.#sorted(cells)[Math.ceil(place) - 1] ?? new CellError(ErrorType.NUM)
    })
  }

  /** The numbers of a range from the smallest; sorted once for all formulas that ask. */
  #sorted(cells: Value): readonly number[] {
    if (!(cells instanceof SimpleRangeValue)) return []
    const sort = (): readonly number[] =>
      valuesOf(this.dependencyGraph, cells)
        .filter((value) => typeof value === 'number')
        .sort((a, b) => a - b)
    const vertex = vertexOf(this.dependencyGraph, cells)
    return vertex ? kept(vertex, 'tabel sorted', [], sort) : sort()
  }
}

/** How many numbers are below a value; `through`: or equal to it. */
function lowerBound(sorted: readonly number[], value: number, through = false): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const one = sorted[middle] ?? 0
    if (one < value || (through && one === value)) from = middle + 1
    else to = middle
  }
  return from
}

/** A number as people see it, without what binary fractions add in the 16th digit. */
function seen(value: number): number {
  return Number(value.toPrecision(15))
}

/** Rounds half away from zero in decimals. */
function roundDecimal(value: number, places: number): number {
  return shifted(value, places, Math.round)
}

function towardsZero(value: number, places: number): number {
  return shifted(value, places, Math.floor)
}

/** Rounds the magnitude of a number to so many digits after the point, in decimals. */
function shifted(value: number, places: number, round: (value: number) => number): number {
  const digits = Math.trunc(places)
  const [mantissa = '0', exponent = '0'] = Math.abs(seen(value)).toExponential().split('e')
  const rounded = round(Number(`${mantissa}e${Number(exponent) + digits}`))
  const [whole = '0', power = '0'] = rounded.toExponential().split('e')
  const result = Number(`${whole}e${Number(power) - digits}`)
  return value < 0 && result !== 0 ? -result : result
}
