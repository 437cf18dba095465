import { CellError, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { criterionKey, readCriterion } from './criterion.ts'
import type { Criterion } from './criterion.ts'
import { plain } from './plain.ts'
import { kept, rangeName, valuesOf, vertexOf } from './ranges.ts'
import { RowGroups, joinedKeys } from './row-groups.ts'
import type { FunctionCall, RangeVertex, State, Value } from './types.ts'

interface Condition {
  readonly range: SimpleRangeValue
  readonly criterion: Criterion
}

const range = { argumentType: FunctionArgumentType.RANGE }
const criterion = { argumentType: FunctionArgumentType.NOERROR }

/**
 * COUNTIF, COUNTIFS, SUMIF and SUMIFS in place of HyperFormula's, which give wrong answers (the cache of `"x","y,z"` and
 * `"x,y","z"` is one, operators are found anywhere in a text, `?` matches nothing, an empty criterion is an error) and cost
 * a walk over the range for every formula. Here the rows of ranges are put into groups by the keys of their cells, and
 * summed by group; both are kept with the ranges and dropped by HyperFormula itself as soon as a cell of theirs changes: an edit
 * of what is summed does not make the groups again.
 */
export class ConditionalCounts extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    COUNTIF: { method: 'countif', parameters: [range, criterion] },
    COUNTIFS: { method: 'countifs', parameters: [range, criterion], repeatLastArgs: 2 },
    SUMIF: { method: 'sumif', parameters: [range, criterion, { ...range, optionalArg: true }] },
    SUMIFS: { method: 'sumifs', parameters: [range, range, criterion], repeatLastArgs: 2 },
    AVERAGEIFS: { method: 'averageifs', parameters: [range, range, criterion], repeatLastArgs: 2 },
    MINIFS: { method: 'minifs', parameters: [range, range, criterion], repeatLastArgs: 2 },
    MAXIFS: { method: 'maxifs', parameters: [range, range, criterion], repeatLastArgs: 2 },
  }

  countif(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('COUNTIF'), (...args: Value[]) => this.#total(null, args))
  }

  countifs(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('COUNTIFS'), (...args: Value[]) => this.#total(null, args))
  }

  sumif(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('SUMIF'), (cells: Value, test: Value, summed?: Value) =>
      this.#total(summed ?? cells, [cells, test]),
    )
  }

  sumifs(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('SUMIFS'), (summed: Value, ...args: Value[]) =>
      this.#total(summed, args),
    )
  }

  averageifs(call: FunctionCall, state: State): Value {
    return this.#among('AVERAGEIFS', call, state, (numbers) =>
      numbers.length === 0
        ? new CellError(ErrorType.DIV_BY_ZERO)
        : numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
    )
  }

  minifs(call: FunctionCall, state: State): Value {
    return this.#among('MINIFS', call, state, (numbers) => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0))
  }

  maxifs(call: FunctionCall, state: State): Value {
    return this.#among('MAXIFS', call, state, (numbers) => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0))
  }

  /** What is to be said of the numbers in the rows that meet all conditions. */
  #among(name: string, call: FunctionCall, state: State, give: (numbers: readonly number[]) => Value): Value {
    return this.runFunction(call.args, state, this.metadata(name), (cells: Value, ...args: Value[]) => {
      const conditions = conditionsOf(args)
      if (!(cells instanceof SimpleRangeValue) || conditions.some(({ range: one }) => !one.sameDimensionsAs(cells)))
        return new CellError(ErrorType.VALUE)
      return give(numbersWhere(cells, conditions))
    })
  }

  /** Sums `summed`, or counts where it is null, in the rows that meet all conditions. */
  #total(summed: Value | null, args: readonly Value[]): Value {
    const conditions = conditionsOf(args)
    const first = conditions[0]
    if (!first || (summed !== null && !(summed instanceof SimpleRangeValue))) return new CellError(ErrorType.VALUE)
    const size = summed ?? first.range
    if (conditions.some((condition) => !condition.range.sameDimensionsAs(size))) return new CellError(ErrorType.VALUE)
    return this.#fromGroups(summed, conditions) ?? walk(summed, conditions)
  }

  /** The answer by the groups of these ranges; null where the conditions are not all of equality, or a range is not a range of cells. */
  #fromGroups(summed: SimpleRangeValue | null, conditions: readonly Condition[]): number | null {
    const keys: string[] = []
    const watched: RangeVertex[] = []
    for (const { range: cells, criterion: asked } of conditions) {
      const vertex = vertexOf(this.dependencyGraph, cells)
      if (!('key' in asked) || !vertex) return null
      keys.push(asked.key)
      watched.push(vertex)
    }
    const [owner] = watched
    if (!owner) return null
    const key = joinedKeys(keys)
    const name = conditions.map((condition) => rangeName(condition.range)).join(' ')
    const groups = kept(
      owner,
      `tabel groups ${name}`,
      watched,
      () => new RowGroups(conditions.map(({ range: cells }) => valuesOf(this.dependencyGraph, cells))),
    )
    if (!summed) return groups.count(key)
    const vertex = vertexOf(this.dependencyGraph, summed)
    return vertex
      ? groups.sumOf(
          key,
          kept(vertex, `tabel sums ${name}`, watched, () => groups.sums(valuesOf(this.dependencyGraph, summed))),
        )
      : null
  }
}

function conditionsOf(args: readonly Value[]): readonly Condition[] {
  const conditions: Condition[] = []
  for (let at = 0; at + 1 < args.length; at += 2) {
    const cells = args[at]
    if (cells instanceof SimpleRangeValue) conditions.push({ range: cells, criterion: readCriterion(plain(args[at + 1])) })
  }
  return conditions
}

function walk(summed: SimpleRangeValue | null, conditions: readonly Condition[]): number {
  if (summed) return numbersWhere(summed, conditions).reduce((sum, number) => sum + number, 0)
  const columns = conditions.map((condition) => condition.range.valuesFromTopLeftCorner())
  const rows = Array.from(columns[0] ?? [], (_, row) => row)
  return rows.filter((row) => conditions.every(({ criterion: asked }, at) => meets(asked, plain(columns[at]?.[row])))).length
}

/** The numbers of a range in the rows that meet all conditions. */
function numbersWhere(cells: SimpleRangeValue, conditions: readonly Condition[]): readonly number[] {
  const columns = conditions.map((condition) => condition.range.valuesFromTopLeftCorner())
  return cells.valuesFromTopLeftCorner().flatMap((one, row) => {
    const number = plain(one)
    const counts =
      typeof number === 'number' && conditions.every(({ criterion: asked }, at) => meets(asked, plain(columns[at]?.[row])))
    return counts ? [number] : []
  })
}

function meets(asked: Criterion, value: ReturnType<typeof plain>): boolean {
  return 'key' in asked ? criterionKey(value) === asked.key : asked.test(value)
}
