import type { CellType, CompiledBlock, CompiledColumn, CompiledSource } from '../model/compiled-form.ts'
import { defined } from './cell-rules.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { Keys } from './keys.ts'
import type { SourceSource, SourceSourceBlock, SourceType } from './source-form.ts'

/** What every form knows of the organisation that fills it. */
const organisation: Readonly<Record<string, SourceType>> = {
  login: 'string',
  name: 'string',
  kind: 'string',
  region: 'string',
  municipality: 'string',
}

/** Rows of a registry or of another submission are not limited by the form. */
const unlimited = 100_000

const kinds = ['registry', 'form', 'previous', 'values'] as const

/** Lays out the blocks of sources beside those of the form, under keys that begin with `$`. All blocks of the form must be there. */
export function readSources(context: Context): Readonly<Record<string, CompiledSource>> {
  const own = Object.values(context.blocks)
  const sources: Record<string, CompiledSource> = {}
  const keys = new Keys(context, 'Источник')
  const given = context.source.sources ?? {}
  for (const [name, source] of Object.entries({ org: {}, ...given })) {
    const path = ['sources', name]
    if (!keys.take(name, path)) continue
    if (name === 'const' || name === 'list')
      context.report('E_KEY', `Имя «${name}» занято`, path, { hint: 'возьмите другое', atKey: true })
    const read = name === 'org' ? readOrganisation(source, context) : readSource(name, source, path, own, context)
    if (read) sources[name] = read
  }
  return sources
}

function readOrganisation({ fields = {}, refresh }: SourceSource, context: Context): CompiledSource {
  context.blocks['$org'] = block('$org', { fields: { ...organisation, ...fields } })
  return { kind: 'organisation', refresh: refresh ?? 'save', blocks: { '': '$org' } }
}

function readSource(
  name: string,
  source: SourceSource,
  path: Path,
  own: readonly CompiledBlock[],
  context: Context,
): CompiledSource | null {
  const [kind, ...more] = kinds.filter((one) => source[one] !== undefined)
  if (kind === undefined || more.length > 0) {
    context.report('E_MISSING', `Непонятно, откуда берется «${name}»`, path, {
      hint: 'нужно одно из: "registry" (реестр), "form" (другая форма), "previous": true (прошлая сдача), "values" (таблица постоянных)',
    })
    return null
  }
  const refresh = source.refresh ?? 'save'
  const blocks: Record<string, string> = {}
  const add = (key: string, made: CompiledBlock): void => {
    blocks[key] = made.key
    context.blocks[made.key] = made
  }
  switch (kind) {
    case 'previous':
      for (const one of own) add(one.key, readOnly(one, `$${name}.${one.key}`))
      return { kind, refresh, blocks }
    case 'form':
      if (!source.blocks) missing('blocks', '{ "info": { "fields": { "listed": "integer" } } }', path, context)
      for (const [key, part] of Object.entries(source.blocks ?? {}))
        if (isBlock(part, [...path, 'blocks', key], context)) add(key, block(`$${name}.${key}`, part))
      return { kind, of: source.form ?? '', ...defined('version', source.version), refresh, blocks }
    case 'registry':
      if (!isBlock(source, path, context)) return null
      add('', block(`$${name}`, source))
      return { kind, of: source.registry ?? '', refresh, blocks }
    case 'values': {
      const columns = source.columns ?? typesOf(source.values ?? [])
      add('', block(`$${name}`, { columns, ...defined('key', source.key) }))
      checkValues(source, columns, path, context)
      return { kind, refresh: 'never', blocks, values: source.values ?? [] }
    }
  }
}

function missing(key: string, example: string, path: Path, context: Context): void {
  context.report('E_MISSING', `Не хватает ключа "${key}"`, path, { hint: `например "${key}": ${example}` })
}

/** Whether a part of a source says what it holds: single values, or columns. */
function isBlock(source: SourceSourceBlock, path: Path, context: Context): boolean {
  if ((source.fields === undefined) === (source.columns === undefined)) {
    context.report('E_MISSING', 'Нужно что-то одно: "fields" (одиночные значения) или "columns" (таблица)', path, {
      hint: 'например "columns": { "code": "string", "class": "string" }',
    })
    return false
  }
  if (source.key !== undefined && !Object.hasOwn(source.columns ?? {}, source.key))
    context.report('E_COLUMN', `Графы «${source.key}» здесь нет`, [...path, 'key'])
  return true
}

function block(key: string, { fields, columns = {}, rows, key: keyColumn }: SourceSourceBlock): CompiledBlock {
  const base = { key, sheet: '', title: key }
  if (fields) return { ...base, kind: 'fields', columns: columnsOf(fields) }
  const table = { ...base, columns: columnsOf(columns), freeze: 0, numbered: false }
  if (rows)
    return {
      ...table,
      kind: 'fixed',
      rows: rows.map((row) => ({ key: row, title: row, level: 0, groups: [], blocked: [], cells: {} })),
    }
  return { ...table, kind: 'dynamic', min: 0, max: unlimited, add: false, ...defined('keyColumn', keyColumn) }
}

function columnsOf(types: Readonly<Record<string, CellType>>): readonly CompiledColumn[] {
  return Object.entries(types).map(([key, type]) => ({ key, title: key, type, required: false, editable: false, groups: [] }))
}

/** A block of this form as it was submitted before: the same cells, which nobody fills. */
function readOnly(own: CompiledBlock, key: string): CompiledBlock {
  const bare = own.columns.map(({ key: name, title, type, groups, choices, several, codes }) => ({
    key: name,
    title,
    type,
    groups,
    required: false,
    editable: false,
    ...defined('choices', choices),
    ...defined('several', several),
    ...defined('codes', codes),
  }))
  const title = `${own.title ?? own.key} (прошлая сдача)`
  if (own.kind === 'fields') return { kind: 'fields', key, sheet: '', title, columns: bare }
  const table = { key, sheet: '', title, columns: bare, freeze: 0, numbered: false }
  if (own.kind === 'dynamic')
    return { ...table, kind: 'dynamic', min: 0, max: unlimited, add: false, ...defined('keyColumn', own.keyColumn) }
  return { ...table, kind: 'fixed', rows: own.rows.map((row) => ({ ...row, cells: {} })) }
}

/** Types of a table of constants, by what stands in it. */
function typesOf(values: NonNullable<SourceSource['values']>): Readonly<Record<string, SourceType>> {
  const types: Record<string, SourceType> = {}
  for (const row of values)
    for (const [key, value] of Object.entries(row)) {
      const type = typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value
      const known = types[key]
      types[key] =
        known === undefined || known === type || (known === 'integer' && type === 'number') ? (type as SourceType) : known
    }
  return types
}

/** Reports values that are not of the type of their column: a comparison with them would silently fail. */
function checkValues(source: SourceSource, columns: Readonly<Record<string, SourceType>>, path: Path, context: Context): void {
  source.values?.forEach((row, place) => {
    for (const [key, value] of Object.entries(row)) {
      const type = Object.hasOwn(columns, key) ? columns[key] : undefined
      const at = [...path, 'values', place, key]
      if (type === undefined) context.report('E_COLUMN', `Графы «${key}» в "columns" нет`, at, { atKey: true })
      else if (typeof value !== primitives[type])
        context.report('E_VALUE', `Значение ${JSON.stringify(value)} другого типа, чем графа «${key}»`, at)
    }
  })
}

const primitives: Readonly<Record<SourceType, string>> = {
  integer: 'number',
  number: 'number',
  money: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'string',
  time: 'string',
}
