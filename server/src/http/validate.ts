import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from './schema.ts'

export interface SchemaError {
  /** JSON pointer into what was checked. */
  readonly path: string
  /** In Russian. */
  readonly message: string
}

/** Tells what is wrong with a value; an empty list when nothing is. */
export type Validator = (value: unknown) => readonly SchemaError[]

/** Formats in our schemas are for readers, so unknown ones are let through. */
const json = new Ajv2020({ allErrors: false, strict: true, validateFormats: false })
/** Parameters of an address arrive as text; unknown ones are dropped, for links carry marks of other systems. */
const parameters = new Ajv2020({
  allErrors: false,
  strict: true,
  validateFormats: false,
  coerceTypes: true,
  removeAdditional: true,
})

export function validatorOf(schema: JsonSchema): Validator {
  return checking(json.compile(schema))
}

/** A validator that also turns texts of the checked object into numbers and booleans where the schema asks for them. */
export function parameterValidatorOf(schema: JsonSchema): Validator {
  return checking(parameters.compile(schema))
}

function checking(validate: ValidateFunction): Validator {
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => ({ path: error.instancePath, message: say(error) }))
}

function say(error: ErrorObject): string {
  const limit = String((error.params as { limit?: number }).limit)
  switch (error.keyword) {
    case 'required':
      return `нет обязательного свойства «${String((error.params as { missingProperty: string }).missingProperty)}»`
    case 'additionalProperties':
      return `неизвестное свойство «${String((error.params as { additionalProperty: string }).additionalProperty)}»`
    case 'type':
      return `ожидается другой тип: ${String((error.params as { type: string }).type)}`
    case 'minLength':
      return `короче ${limit} символов`
    case 'maxLength':
      return `длиннее ${limit} символов`
    case 'minimum':
      return `меньше ${limit}`
    case 'maximum':
      return `больше ${limit}`
    case 'minItems':
      return `меньше ${limit} элементов`
    case 'maxItems':
      return `больше ${limit} элементов`
    case 'enum':
      return 'такого значения не бывает'
    case 'pattern':
      return 'записано не по образцу'
    default:
      return 'значение не подходит'
  }
}
