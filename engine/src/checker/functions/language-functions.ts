import { CellError, FunctionArgumentType, FunctionPlugin } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { canonicalKey } from '../../document/canonical-key.ts'
import { exactly } from './criterion.ts'
import { plain } from './plain.ts'
import type { FunctionCall, State, Value } from './types.ts'

const value = { argumentType: FunctionArgumentType.NOERROR }

/** Functions that formulas of the language need besides HyperFormula's, and those that HyperFormula computes otherwise than Excel. */
export class LanguageFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    SAMETEXT: { method: 'sameText', parameters: [value, value] },
    EXACTLY: { method: 'exactly', parameters: [value] },
    IF: { method: 'choose', parameters: [value, value, value] },
  }

  /** Whether two values are the same when texts are compared by canonicalKey; an empty cell is "", 0 and FALSE. */
  sameText(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('SAMETEXT'), (a: Value, b: Value) => same(plain(a), plain(b)))
  }

  /** Marks the value of a cell as a criterion to be equal to, whatever signs it begins with. */
  exactly(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('EXACTLY'), (one: Value) =>
      typeof one === 'string' ? exactly + one : one,
    )
  }

  /** IF that evaluates only the branch it takes: an error in the other does not matter, and a costly one costs nothing. */
  choose(call: FunctionCall, state: State): Value {
    const [test, yes, no] = call.args
    if (!test || !yes) return false
    const condition = this.evaluateAst(test, state)
    if (condition instanceof CellError) return condition
    const branch = plain(condition) ? yes : no
    return branch ? this.evaluateAst(branch, state) : false
  }
}

function same(a: ReturnType<typeof plain>, b: ReturnType<typeof plain>): boolean {
  if (a === null || a === undefined) return b === null || b === undefined || b === '' || b === 0 || b === false
  if (b === null || b === undefined) return same(b, a)
  if (typeof a === 'string' && typeof b === 'string') return canonicalKey(a) === canonicalKey(b)
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-13 * Math.max(Math.abs(a), Math.abs(b))
  return a === b
}
