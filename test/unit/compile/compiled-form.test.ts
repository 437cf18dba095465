import type { CompiledBlock, CompiledForm, DynamicBlock, FixedBlock } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

function compiled(options: Parameters<typeof formSource>[0], locale?: string): CompiledForm {
  const { form, diagnostics } = compileForm(formSource(options), locale === undefined ? {} : { locale })
  expect(diagnostics).toEqual([])
  return form as CompiledForm
}

const meals = <Block extends CompiledBlock>(form: CompiledForm): Block => form.blocks['meals'] as Block

test('defaults of a form spread from table to group to column to row', () => {
  const form = compiled({
    form: {
      sheets: [
        {
          sheet: 's',
          title: 'Л',
          blocks: [
            {
              table: 'meals',
              defaults: { type: 'integer', minimum: 0, required: true },
              columns: [
                { key: 'a', title: 'А' },
                {
                  group: 'Г',
                  defaults: { maximum: 9 },
                  columns: [
                    { key: 'b', title: 'Б', required: false },
                    { group: 'Д', columns: [{ key: 'c', title: 'В' }] },
                  ],
                },
              ],
              rows: [
                { key: 'r1', title: '1' },
                { group: 'в том числе', rows: [{ key: 'r2', title: '2', blocked: ['a'], cells: { c: { maximum: 3 } } }] },
              ],
            },
          ],
        },
      ],
    },
  })
  const { columns, rows } = meals<FixedBlock>(form)
  expect(columns.map(({ key, minimum, maximum, required }) => [key, minimum, maximum, required])).toEqual([
    ['a', 0, undefined, true],
    ['b', 0, 9, false],
    ['c', 0, 9, true],
  ])
  expect(columns[2]?.groups.map((group) => group.title)).toEqual(['Г', 'Д'])
  expect(columns[1]?.groups[0]?.id).toBe(columns[2]?.groups[0]?.id)
  expect(rows[1]?.groups.map((group) => group.title)).toEqual(['в том числе'])
  expect(rows[1]?.cells['c']).toMatchObject({ type: 'integer', minimum: 0, maximum: 3, required: true })
  expect(rows[1]?.blocked).toEqual(['a'])
})

test('a check is repeated for what its references ask for', () => {
  const rows = [
    { key: '101', title: 'Всего' },
    { key: '102', title: 'Мальчики' },
    { key: '103', title: 'Девочки' },
  ]
  const form = compiled({
    rows,
    checks: [
      '[@all] >= [@free]',
      '[@#101] = SUM([@#102:#103])',
      '[#101,all] > 0',
      { id: 'own', each: '#102:#103', assert: '[@all] > 0' },
      { each: 'all:free', assert: '[@#101] > 0' },
    ],
  })
  expect(form.checks.map((check) => [check.id, check.kind === 'formula' ? check.each : null])).toEqual([
    ['meals.1', { kind: 'rows' }],
    ['meals.2', { kind: 'columns', columns: [0, 1, 2, 3] }],
    ['meals.3', { kind: 'once' }],
    ['own', { kind: 'rows', rows: [1, 2] }],
    ['meals.5', { kind: 'columns', columns: [0, 1] }],
  ])
})

test('references become places, so that nothing is left to look up', () => {
  const form = compiled({ checks: ['SUM([@all:free,task]) <= $const.max + info.listed'] })
  const [check] = form.checks
  expect(check?.kind === 'formula' ? check.assert.expr : null).toEqual({
    kind: 'binary',
    operator: '<=',
    left: {
      kind: 'call',
      name: 'SUM',
      args: [
        {
          kind: 'cells',
          block: 'meals',
          single: false,
          areas: [
            { rows: { kind: 'here' }, columns: { kind: 'span', from: 0, to: 1 } },
            { rows: { kind: 'here' }, columns: { kind: 'span', from: 3, to: 3 } },
          ],
        },
      ],
    },
    right: {
      kind: 'binary',
      operator: '+',
      left: { kind: 'constant', name: 'max' },
      right: {
        kind: 'cells',
        block: 'info',
        single: true,
        areas: [{ rows: { kind: 'span', from: 0, to: 0 }, columns: { kind: 'span', from: 0, to: 0 } }],
      },
    },
  })
})

test('texts are taken in one language, hints know their kind', () => {
  const form = { title: { ru: 'Питание', en: 'Meals' }, hint: { text: 'Важно', kind: 'attention' } }
  expect(compiled({ form })).toMatchObject({ title: 'Питание', hint: { text: 'Важно', kind: 'attention' } })
  expect(compiled({ form }, 'en').title).toBe('Meals')
})

test('a list gives its codes with titles; the key of a table must be filled', () => {
  const form = compiled({
    columns: [
      { key: 'code', title: 'Код', type: 'string' },
      { key: 'sex', title: 'Пол', choices: 'sexes' },
    ],
    rows: { min: 1, max: 5, key: 'code' },
    form: { lists: { sexes: { m: 'мужской', f: 'женский' } } },
  })
  const block = meals<DynamicBlock>(form)
  expect(block).toMatchObject({ kind: 'dynamic', min: 1, max: 5, add: true, keyColumn: 'code' })
  expect(block.columns[0]?.required).toBe(true)
  expect(block.columns[1]?.choices).toEqual([
    { code: 'm', title: 'мужской' },
    { code: 'f', title: 'женский' },
  ])
})

test('a message is cut into texts and formulas', () => {
  const form = compiled({ checks: [{ assert: '[@all] = [@free]', message: 'Всего {[@all]}, а должно быть {[@free]}.' }] })
  expect(form.checks[0]?.message?.map((part) => (typeof part === 'string' ? part : `<${part.text}>`))).toEqual([
    'Всего ',
    '<[@all]>',
    ', а должно быть ',
    '<[@free]>',
    '.',
  ])
})
