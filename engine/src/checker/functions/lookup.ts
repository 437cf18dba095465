import { CellError, EmptyValue, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { criterionKey } from './criterion.ts'
import type { Plain } from './criterion.ts'
import { plain } from './plain.ts'
import { kept, valuesOf, vertexOf } from './ranges.ts'
import type { FunctionCall, State, Value } from './types.ts'

const value = { argumentType: FunctionArgumentType.NOERROR }
const range = { argumentType: FunctionArgumentType.RANGE }

/** Values found by their key, and codes among several. */
export class LookupFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    LOOKUP: { method: 'lookup', parameters: [value, range, range] },
    HAS: { method: 'has', parameters: [value, value] },
    COUNTOF: { method: 'countOf', parameters: [value] },
    CONTAINS: { method: 'contains', parameters: [value, value] },
  }

  /** The value that stands in the row where the key stands first; empty where it does not stand. Keys are indexed once for all. */
  lookup(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('LOOKUP'), (asked: Value, keys: Value, values: Value): Value => {
      if (!(keys instanceof SimpleRangeValue) || !(values instanceof SimpleRangeValue)) return new CellError(ErrorType.VALUE)
      const key = plain(asked)
      if (key === null || key === '') return EmptyValue
      const index = (): ReadonlyMap<string, number> => indexOf(valuesOf(this.dependencyGraph, keys))
      const vertex = vertexOf(this.dependencyGraph, keys)
      const place = (vertex ? kept(vertex, 'tabel index', [], index) : index()).get(criterionKey(key))
      if (place === undefined) return EmptyValue
      const { range: cells } = values
      if (!cells) return values.valuesFromTopLeftCorner()[place] ?? EmptyValue
      const width = cells.end.col - cells.start.col + 1
      const [row, col] = [cells.start.row + Math.floor(place / width), cells.start.col + (place % width)]
      return this.dependencyGraph.getScalarValue({ sheet: cells.start.sheet, row, col })
    })
  }

  /** Whether a code is among those of a cell where several are taken. */
  has(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('HAS'), (cell: Value, code: Value) => {
      const key = criterionKey(plain(code))
      return codesOf(plain(cell)).some((one) => criterionKey(one) === key)
    })
  }

  countOf(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('COUNTOF'), (cell: Value) => codesOf(plain(cell)).length)
  }

  /** Whether a text has another one in it, whatever its letters' case. */
  contains(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('CONTAINS'), (text: Value, part: Value) => {
      const lower = (one: Value): string => String(plain(one) ?? '').toLocaleLowerCase('ru')
      return lower(text).includes(lower(part))
    })
  }
}

/** Places of keys, those of the first where a key stands again. */
function indexOf(keys: readonly Plain[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [place, key] of keys.entries()) {
    const name = criterionKey(key)
    if (!places.has(name)) places.set(name, place)
  }
  return places
}

/** Several codes are written `;a;b;`; a single value is one code. */
function codesOf(cell: Plain): readonly string[] {
  if (cell === null || cell === undefined || cell === '') return []
  return String(cell)
    .split(';')
    .filter((code) => code !== '')
}
