import { CellError, ErrorType, FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { criterionKey, readCriterion } from './criterion.ts'
import type { Criterion } from './criterion.ts'
import { plain } from './plain.ts'
import type { FunctionCall, State, Value } from './types.ts'

interface Condition {
  readonly range: SimpleRangeValue
  readonly criterion: Criterion
}

const range = { argumentType: FunctionArgumentType.RANGE }
const criterion = { argumentType: FunctionArgumentType.NOERROR }

/**
 * COUNTIF, COUNTIFS, SUMIF and SUMIFS in place of HyperFormula's, which give wrong answers (the cache of `"x","y,z"` and
 * `"x,y","z"` is one, operators are found anywhere in a text, `?` matches nothing, an empty criterion is an error) and cost
 * a walk over the range for every formula. Here the rows of a range are counted once by the keys of their cells; the count is
 * kept with the range and dropped by HyperFormula itself as soon as a cell of the range changes.
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
    return this.#fromIndex(summed, conditions) ?? walk(summed, conditions)
  }

  /** The answer by the index of these ranges; null where the conditions are not all of equality, or a range is not a range of cells. */
  #fromIndex(summed: SimpleRangeValue | null, conditions: readonly Condition[]): number | null {
    const keys: string[] = []
    const vertices = [summed ?? conditions[0]?.range, ...conditions.map((condition) => condition.range)].map((one) =>
      one?.range ? this.dependencyGraph.getRange(one.range.start, one.range.end) : undefined,
    )
    for (const condition of conditions) {
      if (!('key' in condition.criterion)) return null
      keys.push(condition.criterion.key)
    }
    const [owner, ...watched] = vertices
    if (!owner || watched.includes(undefined)) return null
    const name = `tabel ${summed ? 'sum' : 'count'} ${conditions.map((condition) => rangeName(condition.range)).join(' ')}`
    let index = owner.getCriterionFunctionValues(name)
    if (index.size === 0) {
      index = new Map([...buildIndex(summed, conditions)].map(([key, total]) => [key, [total, []]]))
      owner.setCriterionFunctionValues(name, index)
      for (const vertex of watched) vertex?.addDependentCacheRange(owner)
    }
    const found: unknown = index.get(joined(keys))?.[0]
    return typeof found === 'number' ? found : 0
  }
}

function rangeName({ range: cells }: SimpleRangeValue): string {
  return cells ? [cells.start.sheet, cells.start.row, cells.start.col, cells.end.row, cells.end.col].join('.') : ''
}

/** Totals of rows by the keys of their cells. Never empty, so that an index which is there can be told from one which is not. */
function buildIndex(summed: SimpleRangeValue | null, conditions: readonly Condition[]): ReadonlyMap<string, number> {
  const columns = conditions.map((condition) => condition.range.valuesFromTopLeftCorner())
  const values = summed?.valuesFromTopLeftCorner()
  const totals = new Map<string, number>([['', 0]])
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const value = values ? plain(values[row]) : 1
    if (typeof value !== 'number') continue
    const key = joined(columns.map((column) => criterionKey(plain(column[row]))))
    totals.set(key, (totals.get(key) ?? 0) + value)
  }
  return totals
}

/** Different lists of keys never give the same text. */
function joined(keys: readonly string[]): string {
  return keys.length === 1 ? (keys[0] ?? '') : keys.map((key) => `${key.length}:${key}`).join('')
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
