import type { ErrorObject } from 'ajv/dist/2020.js'
import { suggest } from '../language/suggest.ts'
import type { Mistake, Path } from './diagnostic.ts'
import { discriminators } from './discriminators.ts'
import { definitionName, schemaErrors } from './form-schema.ts'

/**
 * Mistakes of structure: unknown and missing keys, wrong types and forms. One mistake of the author gives one sentence, however
 * many rules of the meta-schema it breaks.
 */
export function structureMistakes(value: unknown): readonly Mistake[] {
  const misspelt = discriminators(value)
  const inside = (path: Path): boolean => misspelt.some((mistake) => startsWith(path, mistake.owner))
  const errors = oneOfEach(schemaErrors(value)).filter((error) => !inside(pathOf(error)))
  const unknown = new Map<string, string[]>()
  for (const error of errors)
    if (error.keyword === 'additionalProperties')
      unknown.set(error.instancePath, [...(unknown.get(error.instancePath) ?? []), String(error.params['additionalProperty'])])
  const mistakes = errors
    // A misspelt key is both unknown and missing: say it once.
    .filter(
      (error) =>
        error.keyword !== 'required' ||
        !unknown.get(error.instancePath)?.some((key) => suggest(key, [String(error.params['missingProperty'])])),
    )
    .map(mistakeOf)
  return [...misspelt.map(({ mistake }) => mistake), ...mistakes]
}

/** Path of an ajv error in the form file. */
function pathOf({ instancePath }: ErrorObject): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/u.test(part) ? Number(part) : part))
}

function startsWith(path: Path, owner: Path): boolean {
  return owner.every((key, depth) => String(path[depth]) === String(key))
}

/** Leaves out what only repeats another error: branches of `anyOf`, and `if` itself. */
function oneOfEach(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  // Of choices at one place the outermost comes last.
  const choices = new Map(errors.filter((error) => error.keyword === 'anyOf').map((choice) => [choice.instancePath, choice]))
  const ofBranch = (error: ErrorObject): boolean =>
    [...choices.values()].some(
      (choice) =>
        choice !== error &&
        (error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`)),
    )
  const seen = new Set<string>()
  return errors.filter((error) => {
    if (error.keyword === 'if' || error.keyword === 'propertyNames' || ofBranch(error)) return false
    const key = error.keyword === 'additionalProperties' || error.keyword === 'required' ? JSON.stringify(error.params) : ''
    const id = `${error.instancePath} ${error.propertyName ?? ''} ${key}`
    return seen.has(id) ? false : seen.add(id)
  })
}

function mistakeOf(error: ErrorObject): Mistake {
  const path = pathOf(error)
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path)
    case 'required':
      return { code: 'E_MISSING', message: `Не хватает ключа "${String(error.params['missingProperty'])}"`, path }
    case 'enum':
      return {
        code: 'E_VALUE',
        message: `Здесь не может стоять ${show(error.data)}`,
        hint: oneOf(error.params['allowedValues'] as readonly unknown[], error.data),
        path,
      }
    case 'type':
    case 'anyOf':
      return { code: 'E_VALUE', message: `Здесь не может стоять ${show(error.data)}`, hint: expected(error), path }
    case 'pattern':
      return error.propertyName === undefined
        ? {
            code: path.at(-1) === 'pattern' ? 'E_PATTERN' : 'E_VALUE',
            message: `Значение ${show(error.data)} записано неверно`,
            hint: expected(error),
            path,
          }
        : badName(error.propertyName, path)
    case 'format':
      return {
        code: 'E_PATTERN',
        message: `Регулярное выражение ${show(error.data)} записано неверно`,
        hint: 'проверьте скобки и знаки \\',
        path,
      }
    default:
      return error.propertyName === undefined
        ? { code: 'E_VALUE', message: limits(error), path }
        : badName(error.propertyName, path)
  }
}

function unknownKey(error: ErrorObject, path: Path): Mistake {
  const key = String(error.params['additionalProperty'])
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as Record<string, unknown>)
  const near = suggest(key, known)
  const hint =
    near === undefined ? `здесь бывают: ${known.filter((name) => !name.startsWith('$')).join(', ')}` : `может быть, "${near}"?`
  return { code: 'E_UNKNOWN_KEY', message: `Ключа "${key}" здесь не бывает`, hint, path: [...path, key], atKey: true }
}

function badName(name: string, path: Path): Mistake {
  return {
    code: 'E_KEY',
    message: `Имя "${name}" использовать нельзя`,
    hint: 'латинские буквы, цифры и _, первой стоит буква, не длиннее 40 знаков',
    path: [...path, name],
    atKey: true,
  }
}

function show(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'список'
  if (typeof value === 'object') return 'объект { … }'
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function oneOf(values: readonly unknown[], wrong: unknown): string {
  const names = values.map(String)
  const near = typeof wrong === 'string' ? suggest(wrong, names) : undefined
  return near === undefined ? `бывает: ${names.join(', ')}` : `может быть, "${near}"? Бывает: ${names.join(', ')}`
}

const types: Readonly<Record<string, string>> = {
  string: 'текст в кавычках',
  number: 'число',
  integer: 'целое число',
  boolean: 'true или false',
  array: 'список [ … ]',
  object: 'объект { … }',
}

/** What the schema asks for, by the name of its definition or by its type. */
function expected(error: ErrorObject): string {
  const definition = definitionName(error.parentSchema)
  const known: Readonly<Record<string, string>> = {
    text: 'нужен текст в кавычках',
    flag: 'нужно true, false или формула в кавычках',
    hint: 'нужен текст или { "text": …, "kind": "info" | "attention" }',
    choices: 'нужно имя списка из lists или сами значения: [ … ]',
    list: 'нужен список кодов [ … ] или объект { "код": "название" }',
    key: 'нужно имя: латинские буквы, цифры и _, первой стоит буква, не длиннее 40 знаков',
    rowKey: 'нужно имя строки: латинские буквы, цифры и _',
  }
  if (definition !== undefined && known[definition] !== undefined) return known[definition]
  if (error.keyword === 'type') return `нужно: ${types[String(error.params['type'])] ?? String(error.params['type'])}`
  if (error.keyword === 'pattern') return `образец: ${String(error.params['pattern'])}`
  return 'нужно: текст, число или true/false'
}

function limits(error: ErrorObject): string {
  const limit = String(error.params['limit'] ?? '')
  switch (error.keyword) {
    case 'minItems':
      return `Список пуст или короток: нужно не меньше ${limit}`
    case 'maxItems':
      return `Список слишком длинный: можно не больше ${limit}`
    case 'minimum':
      return `Слишком мало: не меньше ${limit}`
    case 'maximum':
      return `Слишком много: не больше ${limit}`
    case 'exclusiveMinimum':
      return `Нужно больше ${limit}`
    case 'maxLength':
      return `Слишком длинно: не больше ${limit} знаков`
    case 'minLength':
      return 'Текст не может быть пустым'
    case 'uniqueItems':
      return 'Значения в списке повторяются'
    case 'minProperties':
      return 'Объект пуст'
    default:
      return `Значение не подходит (${error.keyword})`
  }
}
