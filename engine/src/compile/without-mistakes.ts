import { schemaErrors } from './form-schema.ts'

/**
 * A copy of a form file in which what the meta-schema refuses is taken out or made up, so that formulas elsewhere in it can
 * still be read at their places. Null when no form is left.
 */
export function withoutMistakes(value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  for (let round = 0; round < 8; round += 1) {
    const errors = schemaErrors(copy)
    if (errors.length === 0) return copy
    let mended = false
    for (const error of errors) {
      const target = at(copy, error.instancePath)
      if (error.propertyName !== undefined && isObject(target.value)) mended = delete target.value[error.propertyName]
      else if (error.keyword === 'additionalProperties' && isObject(target.value))
        mended = delete target.value[String(error.params['additionalProperty'])]
      else if (error.keyword === 'required' && isObject(target.value))
        mended = makeUp(target.value, String(error.params['missingProperty'])) || mended
      else if (isScalarError(error.keyword) && isObject(target.parent) && !Array.isArray(target.parent) && target.key !== 'rule')
        mended = delete target.parent[target.key]
    }
    if (!mended) for (const error of errors) mended = dropCheck(copy, error.instancePath) || mended
    if (!mended) return null
  }
  return null
}

/** A title can be made up: nothing refers to it. Anything else would give consequences that are no mistakes. */
function makeUp(object: Record<string, unknown>, key: string): boolean {
  if (key !== 'title') return false
  object[key] = ''
  return true
}

/** A check that cannot be read becomes one that always holds: nothing refers to it, and those after it keep their places. */
function dropCheck(root: unknown, pointer: string): boolean {
  const check = /^.*\/checks\/\d+(?=\/|$)/u.exec(pointer)?.[0]
  if (check === undefined) return false
  const { parent, key } = at(root, check)
  if (!isObject(parent) || parent[key] === 'TRUE') return false
  parent[key] = 'TRUE'
  return true
}

function isScalarError(keyword: string): boolean {
  return [
    'type',
    'enum',
    'const',
    'pattern',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'format',
    'anyOf',
    'minItems',
    'maxItems',
    'uniqueItems',
  ].includes(keyword)
}

function at(root: unknown, pointer: string): { readonly value: unknown; readonly parent: unknown; readonly key: string } {
  let value = root
  let parent: unknown
  let key = ''
  for (const part of pointer.split('/').slice(1)) {
    key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    parent = value
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined
  }
  return { value, parent, key }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
