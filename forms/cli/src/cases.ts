import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { withSources } from '@tabel/engine'
import type { CompiledForm, FormData, Problem, Scalar, SourceData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { readText } from './form-file.ts'
import { UsageError } from './terminal.ts'

/** Data of a form and all the problems that they must give, warnings too. */
export interface FormCase {
  readonly name: string
  readonly data: FormData
  /** What the sources say: values by source, without the `$`. */
  readonly sources?: SourceData
  /** Values in place of the form's constants. */
  readonly constants?: Readonly<Record<string, Scalar>>
  /** Calendar day, ISO; default 2026-04-22. */
  readonly today?: string
  /** What the case is about. */
  readonly expect: readonly Expected[]
  /** Problems that come along. */
  readonly also?: readonly Expected[]
}

/** A problem by its check and place: `block/row/column`, parts missing from the end for a row or a table. */
export interface Expected {
  readonly check: string
  readonly at: string
}

/** What a case gave. */
export interface CaseResult {
  readonly name: string
  /** Expected, but not found. */
  readonly missing: readonly Expected[]
  /** Found, but not expected. */
  readonly extra: readonly (Expected & { readonly message: string })[]
  /** Checks that found something. */
  readonly fired: ReadonlySet<string>
}

/** Cases in the folder `cases` beside a form, by the name of their files. */
export async function readCases(folder: string): Promise<readonly FormCase[]> {
  const cases = join(folder, 'cases')
  let files: string[]
  try {
    files = (await readdir(cases)).filter((file) => file.endsWith('.json')).toSorted()
  } catch {
    throw new UsageError(`В ${folder} нет папки cases с примерами.`)
  }
  return Promise.all(files.map(async (file) => readCase(join(cases, file))))
}

async function readCase(file: string): Promise<FormCase> {
  let value: unknown
  try {
    value = JSON.parse(await readText(file))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file}: это не JSON (${error instanceof Error ? error.message : String(error)}).`)
  }
  const fault = faultOf(value)
  if (fault !== null) throw new UsageError(`${file}: ${fault}`)
  return value as FormCase
}

const keys = new Set(['$schema', 'name', 'data', 'sources', 'constants', 'today', 'expect', 'also'])

function faultOf(value: unknown): string | null {
  if (!isObject(value)) return 'пример – это объект { "name", "data", "expect" }.'
  const unknown = Object.keys(value).find((key) => !keys.has(key))
  if (unknown !== undefined) return `ключа "${unknown}" у примера не бывает; бывают: ${[...keys].slice(1).join(', ')}.`
  if (typeof value['name'] !== 'string' || value['name'] === '') return 'у примера должно быть имя: "name".'
  if (!isObject(value['data'])) return 'не хватает данных: "data": { … }.'
  if (value['sources'] !== undefined && !isObject(value['sources'])) return 'источники – это объект: "sources": { "org": { … } }.'
  const { expect, also = [] } = value
  if (!Array.isArray(also)) return 'то, что приходит заодно, – это список: "also": [ … ].'
  if (!Array.isArray(expect)) return 'не хватает списка ожидаемых ошибок: "expect": [ … ] (для верных данных – пустой).'
  const wrong = [...(expect as unknown[]), ...(also as unknown[])].find(
    (one: unknown) => !isObject(one) || typeof one['check'] !== 'string' || typeof one['at'] !== 'string',
  )
  return wrong === undefined
    ? null
    : `ожидаемая ошибка записана неверно: ${JSON.stringify(wrong)}; нужно { "check": …, "at": "таблица/строка/графа" }.`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Runs one case: what was expected and did not come, and what came and was not expected. */
export async function runCase(form: CompiledForm, one: FormCase): Promise<CaseResult> {
  const { problems } = await judge(form, one.sources ? withSources(one.data, one.sources) : one.data, {
    today: one.today ?? '2026-04-22',
    ...(one.constants ? { constants: one.constants } : {}),
  })
  const found = problems.map((problem) => ({ check: problem.check, at: placeOf(problem), message: problem.message }))
  const key = ({ check, at }: Expected): string => `${check}@${at}`
  const all = [...one.expect, ...(one.also ?? [])]
  const expected = new Set(all.map(key))
  const came = new Set(found.map(key))
  return {
    name: one.name,
    missing: all.filter((problem) => !came.has(key(problem))),
    extra: found.filter((problem) => !expected.has(key(problem))),
    fired: new Set(found.map(({ check }) => check)),
  }
}

function placeOf({ at }: Problem): string {
  if (at.block === null) return ''
  if (at.column !== null) return `${at.block}/${at.row ?? ''}/${at.column}`
  return at.row === null ? at.block : `${at.block}/${at.row}`
}
