import { FormDocument, parseTyped } from '@tabel/engine'
import type { CellRules, CellValue, CompiledColumn, DynamicRow, FormData } from '@tabel/engine'
import { expect, test } from 'vitest'
import { column, fields, form, table } from '../../support/forms.ts'

/** What is said of a value in a cell with these rules. */
function said(rules: Partial<CompiledColumn>, value: CellValue): readonly (readonly [string, string])[] {
  const document = new FormDocument(form([fields('f', [column('x', rules)])]), value === null ? {} : { f: { x: value } })
  return document.problems().map((problem) => [problem.check, problem.message] as const)
}
const typed = (rules: Partial<CellRules>, text: string) =>
  said(rules, parseTyped({ type: 'integer', required: false, editable: true, ...rules }, text))

const points: Partial<CellRules> = { minimum: 0, maximum: 2, codes: ['X', 'N'], required: true }
const task = 'целое число от 0 до 2 либо «X», «N»'

test.each([
  [points, '3', 'maximum', `Введите ${task}`],
  [points, '-1', 'minimum', `Введите ${task}`],
  [points, '1,5', 'type', `Введите ${task}`],
  [points, 'Y', 'type', `Введите ${task}`],
  [points, '', 'required', `Заполните ячейку: введите ${task}`],
  [{ minimum: 0 }, '5 чел.', 'type', 'Это не число: оставьте только цифры'],
  [{ minimum: 1 }, '0', 'minimum', 'Введите целое число не меньше 1'],
  [{}, 'много', 'type', 'Введите целое число'],
  [{}, '12345678901234567890', 'type', 'Слишком длинное число: введите целое число, не больше 15 цифр'],
  [{ type: 'number', decimals: 2 }, '0,125', 'decimals', 'Оставьте после запятой не больше 2 знаков'],
  [{ type: 'number', decimals: 0 }, '0,5', 'decimals', 'Введите число без дробной части'],
  [{ type: 'date' }, '31.06.2026', 'type', 'Такой даты нет или она записана иначе: введите дату, например 01.09.2026'],
  [{ type: 'date' }, 'завтра', 'type', 'Введите дату, например 01.09.2026'],
  [{ type: 'boolean' }, 'как-то', 'type', 'Введите «да» или «нет»'],
  [{ type: 'string', maxLength: 3 }, 'слово', 'maxLength', 'Сократите текст: в нем 5 знаков, можно не больше 3'],
  [{ type: 'string', pattern: '[0-9]{5}', patternHint: 'Пять цифр' }, '123456', 'pattern', 'Проверьте запись: пять цифр'],
  [{ type: 'string', pattern: 'а|б' }, 'аб', 'pattern', 'Значение записано не так, как нужно: проверьте запись'],
  [
    {
      type: 'string',
      choices: [
        { code: 'м', title: 'муж.' },
        { code: 'ж', title: 'жен.' },
      ],
    },
    'да',
    'choices',
    'Выберите из списка: «муж.», «жен.»',
  ],
  [{ choices: [{ code: 2, title: '2' }] }, 'два', 'choices', 'Выберите из списка: «2»'],
  [{ type: 'string', required: true }, '', 'required', 'Заполните ячейку'],
] as const)('%#. one sentence says what is wrong and how to mend it: %j %j', (rules, text, check, message) => {
  expect(typed(rules, text)).toEqual([[check, message]])
})

test.each([
  [points, 'х'],
  [points, 'N'],
  [{ type: 'number', decimals: 2 }, '0,25'],
  [{ type: 'string', pattern: '[0-9]{5}' }, '10001'],
  [{ type: 'string', maxLength: 1 }, '😀'],
  [{ choices: [{ code: 2, title: '2' }] }, '2'],
  [{}, ''],
] as const)('%#. nothing is said of what is right: %j %j', (rules, text) => {
  expect(typed(rules, text)).toEqual([])
})

test('values that no keyboard gives are judged as well', () => {
  expect(said({ type: 'string' }, 5)).toEqual([['type', 'Введите текст']])
  expect(said({ type: 'date' }, '2026-02-30')).toHaveLength(1)
  expect(said(points, 'х')).toEqual([])
})

const list = (more: object = {}) =>
  form([
    table(
      'list',
      [column('code', { type: 'string', title: 'Код' }), column('mark', { required: true }), column('note', { type: 'string' })],
      {
        keyColumn: 'code',
        ...more,
      },
    ),
  ])
const row = (id: string, cells: object = {}): DynamicRow => ({ $id: id, ...cells }) as DynamicRow
const ids = (data: FormData, more: object = {}) => new FormDocument(list(more), data).problems().map((problem) => problem.id)

test('an empty row is one problem of the row, and stops being one with its first value', () => {
  expect(ids({ list: [row('a')] })).toEqual(['required@list/a'])
  expect(ids({ list: [row('a', { note: 'x' })] })).toEqual(['required@list/a/code', 'required@list/a/mark'])
})

test('an empty row of a table in which nothing must be filled is no problem', () => {
  const free = form([table('list', [column('note', { type: 'string' })])])
  expect(new FormDocument(free, { list: [row('a')] }).problems()).toEqual([])
})

test('a table has as many rows as the form wants', () => {
  expect(ids({}, { min: 1 })).toEqual(['minRows@list'])
  const rows = ['1', '2', '3'].map((code) => row(`r${code}`, { code, mark: 1 }))
  const [problem] = new FormDocument(list({ max: 2 }), { list: rows }).problems()
  expect(problem).toMatchObject({ check: 'maxRows', at: { block: 'list', row: null, column: null } })
  expect(problem?.message).toBe('Удалите 1 строку: можно не больше 2, сейчас 3')
})

test('a key stands in one row: each of the others is named by its number, also after rows were added above', () => {
  const document = new FormDocument(list(), { list: ['5А', '5б', '5A'].map((code, at) => row(`r${at}`, { code, mark: 1 })) })
  const sentences = () => document.problems().map((problem) => `${problem.id}: ${problem.message}`)
  expect(sentences()).toEqual([
    'unique@list/r0/code: Значение «5А» не должно повторяться: оно есть и в строке 3',
    'unique@list/r2/code: Значение «5A» не должно повторяться: оно есть и в строке 1',
  ])
  document.apply([{ insert: 'list', after: null, rows: [row('n', { code: '1', mark: 1 })] }])
  expect(sentences()[0]).toContain('строке 4')
  document.apply([{ set: ['list', 'r2', 'code'], value: '5В' }])
  expect(sentences()).toEqual([])
})

test('a value that stands in very many rows names a few of them', () => {
  const rows = Array.from({ length: 6 }, (_, at) => row(`r${at}`, { code: 'а', mark: 1 }))
  const [first] = new FormDocument(list(), { list: rows }).problems()
  expect(first?.message).toContain('строках 2, 3, 4 и еще в 2')
})
