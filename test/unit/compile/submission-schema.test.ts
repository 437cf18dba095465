import { readFile } from 'node:fs/promises'
import { compileForm, submissionSchema } from '@tabel/engine/compile'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

let draft: ValidateFunction
let final: ValidateFunction
let valid: { classes: Record<string, unknown>[]; results: Record<string, unknown>[] }

beforeAll(async () => {
  const library = new URL('../../../forms/library/vpr-fsr-ma4/', import.meta.url)
  const { form } = compileForm(await readFile(new URL('form.json', library), 'utf8'))
  if (!form) throw new Error('the library form does not compile')
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, formats: { date: /^\d{4}-\d{2}-\d{2}$/u } })
  draft = ajv.compile(submissionSchema(form, 'draft'))
  final = ajv.compile(submissionSchema(form, 'final'))
  const one = JSON.parse(await readFile(new URL('cases/valid.json', library), 'utf8')) as { data: typeof valid }
  valid = one.data
})

const changed = (change: (data: typeof valid) => void): typeof valid => {
  const data = structuredClone(valid)
  change(data)
  return data
}

test('valid data are a draft and, with what is computed, a submission', () => {
  expect(draft(valid)).toBe(true)
  expect(final(valid)).toBe(true)
  expect(final(changed(({ results }) => Object.assign(results[0] ?? {}, { score: 11, grade: 4 })))).toBe(true)
})

test('a draft takes any value and no unknown place', () => {
  expect(draft({})).toBe(true)
  expect(draft(changed(({ classes }) => Object.assign(classes[0] ?? {}, { listed: { $raw: '5 чел.' }, held: -5 })))).toBe(true)
  expect(draft(changed(({ classes }) => Object.assign(classes[0] ?? {}, { lost: 1 })))).toBe(false)
  expect(draft(changed(({ classes }) => Object.assign(classes[0] ?? {}, { $id: 'нет' })))).toBe(false)
  expect(draft(changed(({ results }) => Object.assign(results[0] ?? {}, { score: 5 })))).toBe(false)
})

test.each([
  ['text that could not be read', { listed: { $raw: '5 чел.' } }],
  ['a number that is too small', { listed: -1 }],
  ['an empty cell that is required', { listed: null }],
])('a submission refuses %s with one error', (_name, cell) => {
  expect(final(changed(({ classes }) => Object.assign(classes[0] ?? {}, cell)))).toBe(false)
  expect(final.errors).toHaveLength(1)
})

test('a wrong mark of a task is one error, not one for each alternative', () => {
  expect(final(changed(({ results }) => Object.assign(results[0] ?? {}, { z3: 5 })))).toBe(false)
  expect(final.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual(['/results/0/z3 enum'])
})

test('a pattern is about the whole value, as it is for the rules of cells', () => {
  const columns = [{ key: 'a', title: 'А', type: 'string', pattern: 'а|б' }]
  const { form } = compileForm(formSource({ columns }))
  if (!form) throw new Error('the form does not compile')
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } }).compile(
    submissionSchema(form, 'final'),
  )
  const data = (a: string): unknown => ({ info: {}, meals: [{ $id: 'x', a }] })
  expect([validate(data('а')), validate(data('б')), validate(data('абв'))]).toEqual([true, true, false])
})

test('blocks whose names would give one type keep their own', () => {
  const blocks = [
    { table: 'a', columns: [{ key: 'x', title: 'Х', type: 'integer' }], rows: { max: 5 } },
    { fields: 'aRow', items: [{ key: 'y', title: 'У', type: 'string' }] },
  ]
  const source = { form: 'f', version: '1.0.0', title: 'Ф', sheets: [{ sheet: 's', title: 'Л', blocks }] }
  const { form } = compileForm(JSON.stringify(source))
  if (!form) throw new Error('the form does not compile')
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(submissionSchema(form, 'final'))
  expect([validate({ a: [{ $id: 'r1', x: 1 }], aRow: { y: 'да' } }), validate.errors]).toEqual([true, null])
  expect(validate({ a: [{ $id: 'r1', y: 'да' }], aRow: { y: 'да' } })).toBe(false)
})

test('rows that differ have a schema of their own: crossed-out cells are no part of it', () => {
  const columns = ['x', 'y'].map((key) => ({ key, title: key, type: 'integer', required: true }))
  const rows = [
    { key: '101', title: 'Всего' },
    { key: '102', title: 'Из них', blocked: ['y'], cells: { x: { maximum: 3 } } },
  ]
  const source = {
    form: 'f',
    version: '1.0.0',
    title: 'Ф',
    sheets: [{ sheet: 's', title: 'Л', blocks: [{ table: 't', columns, rows }] }],
  }
  const { form } = compileForm(JSON.stringify(source))
  if (!form) throw new Error('the form does not compile')
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(submissionSchema(form, 'final'))
  const fits = (t: unknown): boolean => validate({ t })
  expect(fits({ '101': { x: 9, y: 1 }, '102': { x: 3 } })).toBe(true)
  expect(fits({ '101': { x: 9, y: 1 }, '102': { x: 4 } })).toBe(false)
  expect(fits({ '101': { x: 9, y: 1 }, '102': { x: 3, y: 1 } })).toBe(false)
  expect(fits({ '101': { x: 9 }, '102': { x: 3 } })).toBe(false)
  expect(fits({ '101': { x: 9, y: 1 } })).toBe(false)
})
