import { CellError, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { criterionKey, readCriterion } from './criterion.ts'
import type { Criterion, Plain } from './criterion.ts'
import { plain } from './plain.ts'
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

  /** Sums `summed`, or counts where it is null, in the rows that meet all conditions. */
  #total(summed: Value | null, args: readonly Value[]): Value {
    const conditions: Condition[] = []
    for (let at = 0; at + 1 < args.length; at += 2) {
      const cells = args[at]
      if (cells instanceof SimpleRangeValue) conditions.push({ range: cells, criterion: readCriterion(plain(args[at + 1])) })
    }
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
      const vertex = this.#vertexOf(cells)
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
      () => new RowGroups(conditions.map(({ range: cells }) => this.#valuesOf(cells))),
    )
    if (!summed) return groups.count(key)
    const vertex = this.#vertexOf(summed)
    return vertex
      ? groups.sumOf(
          key,
          kept(vertex, `tabel sums ${name}`, watched, () => groups.sums(this.#valuesOf(summed))),
        )
      : null
  }

  /** The cells of a range, row by row. HyperFormula's own way makes an object for each cell, which costs more than the sum. */
  #valuesOf(cells: SimpleRangeValue): readonly Plain[] {
    if (!cells.range) return cells.valuesFromTopLeftCorner().map(plain)
    const { start, end } = cells.range
    const values: Plain[] = []
    const address = { ...start }
    for (address.row = start.row; address.row <= end.row; address.row++) {
      for (address.col = start.col; address.col <= end.col; address.col++) {
        values.push(plain(this.dependencyGraph.getScalarValue(address)))
      }
    }
    return values
  }

  #vertexOf({ range: cells }: SimpleRangeValue): RangeVertex | undefined {
    return cells && this.dependencyGraph.getRange(cells.start, cells.end)
  }
}

/**
 * What is kept with a range, made when it is not there. HyperFormula drops it when a cell of the range changes, and when one of
 * the `watched` ranges does.
 */
function kept<T extends object>(owner: RangeVertex, name: string, watched: readonly RangeVertex[], make: () => T): T {
  const found: unknown = owner.getCriterionFunctionValues(name).get('')?.[0]
  if (found !== undefined) return found as T
  const made = make()
  owner.setCriterionFunctionValues(name, new Map([['', [made, []]]]))
  for (const vertex of watched) vertex.addDependentCacheRange(owner)
  return made
}

function rangeName({ range: cells }: SimpleRangeValue): string {
  return cells ? [cells.start.sheet, cells.start.row, cells.start.col, cells.end.row, cells.end.col].join('.') : ''
}

function walk(summed: SimpleRangeValue | null, conditions: readonly Condition[]): number {
  const columns = conditions.map((condition) => condition.range.valuesFromTopLeftCorner())
  const values = summed?.valuesFromTopLeftCorner()
  let total = 0
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const value = values ? plain(values[row]) : 1
    if (typeof value === 'number' && conditions.every((condition, at) => meets(condition.criterion, plain(columns[at]?.[row])))) {
      total += value
    }
  }
  return total
}

function meets(asked: Criterion, value: ReturnType<typeof plain>): boolean {
  return 'key' in asked ? criterionKey(value) === asked.key : asked.test(value)
}
