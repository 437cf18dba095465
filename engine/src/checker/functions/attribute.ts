import { FunctionArgumentType, FunctionPlugin, SimpleRangeValue } from 'hyperformula'
import type { ImplementedFunctions } from 'hyperformula'
import { criterionKey } from './criterion.ts'
import { plain } from './plain.ts'
import type { FunctionCall, State, Value } from './types.ts'

const value = { argumentType: FunctionArgumentType.NOERROR }
const range = { argumentType: FunctionArgumentType.RANGE }

/** What formulas compiled from `list.attribute` call: the attribute of the item of a list that has this code. Lists are short. */
export class ListAttributes extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    ATTRIBUTE: { method: 'attribute', parameters: [value, range, range] },
  }

  attribute(call: FunctionCall, state: State): Value {
    return this.runFunction(call.args, state, this.metadata('ATTRIBUTE'), (code: Value, codes: Value, attributes: Value) => {
      if (!(codes instanceof SimpleRangeValue) || !(attributes instanceof SimpleRangeValue)) return ''
      const key = criterionKey(plain(code))
      const place = codes.valuesFromTopLeftCorner().findIndex((one) => criterionKey(plain(one)) === key)
      return (place < 0 ? undefined : plain(attributes.valuesFromTopLeftCorner()[place])) ?? ''
    })
  }
}
