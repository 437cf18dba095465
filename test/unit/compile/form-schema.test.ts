import { readFileSync } from 'node:fs'
import { compileForm } from '@tabel/engine/compile'
import schema from '@tabel/engine/schema/form.schema.json' with { type: 'json' }
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

const strict = { strict: true, strictRequired: true, strictTuples: true, strictTypes: true, formats: { regex: true } } as const
const library = JSON.parse(
  readFileSync(new URL('../../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8'),
) as unknown

// Editors read draft-07 well and 2020-12 badly, so the meta-schema keeps to what both mean alike.
test('the meta-schema is right under draft-07 and under 2020-12', () => {
  const { $schema: _, ...anyDraft } = schema
  for (const validate of [new Ajv(strict).compile(anyDraft), new Ajv2020(strict).compile(anyDraft)]) {
    expect(validate(library)).toBe(true)
    expect(validate(JSON.parse(formSource()))).toBe(true)
    expect(validate({ form: 'a', version: '1.0.0', title: 'А' })).toBe(false)
  }
})

/** What is said of a form: codes with the keys they point at. */
function said(source: unknown): readonly string[] {
  return compileForm(JSON.stringify(source)).diagnostics.map(({ code, path }) => `${code} ${String(path.at(-1))}`)
}

interface Loose {
  [key: string]: unknown
}

/** A small right form with words added to its parts. */
function formWith(parts: {
  form?: Loose
  sheet?: Loose
  table?: Loose
  column?: Loose
  rows?: Loose
  check?: Loose
  audience?: Loose
}): Loose {
  const column = { key: 'a', title: 'А', ...parts.column }
  const check = { assert: "[@a] <> ''", ...parts.check }
  const table = { table: 't', columns: [column], rows: { max: 5, ...parts.rows }, checks: [check], ...parts.table }
  const sheet = { sheet: 's', title: 'Л', blocks: [table], ...parts.sheet }
  return {
    form: 'f',
    version: '1.0.0',
    title: 'Ф',
    audience: { kinds: ['edu'], ...parts.audience },
    sheets: [sheet],
    ...parts.form,
  }
}

test.each([['where', { audience: { where: 'TRUE' } }]])(
  'a word of the language that is not built yet is refused as unknown: %s',
  (word, parts) => {
    expect(said(formWith({}))).toEqual([])
    expect(said(formWith(parts))).toEqual([`E_UNKNOWN_KEY ${word}`])
  },
)

test.each([
  ['tabel', { tabel: 't', columns: [{ key: 'a', title: 'А' }], rows: { max: 5 } }],
  ['feilds', { feilds: 'i', items: [{ key: 'a', title: 'А' }] }],
  ['notte', { notte: 'Текст' }],
])('a misspelt kind of block is one mistake: %s', (key, block) => {
  expect(said(formWith({ sheet: { blocks: [block] } }))).toEqual([`E_UNKNOWN_KEY ${key}`])
})

test.each([
  ['titel', { column: { titel: 'А', title: undefined } }],
  ['kye', { column: { kye: 'a', key: undefined } }],
  ['asert', { check: { asert: 'TRUE', assert: undefined } }],
  ['colums', { table: { colums: [], columns: undefined } }],
  ['shets', { form: { shets: [], sheets: undefined } }],
])('a misspelt key that must be there is one mistake, not two: %s', (key, parts) => {
  expect(said(formWith(parts))).toEqual([`E_UNKNOWN_KEY ${key}`])
})
