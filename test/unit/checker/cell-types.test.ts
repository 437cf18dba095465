import { fileFault, formatValue, parseTyped } from '@tabel/engine'
import type { CellRules } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'
import { idsOf, problemsOf } from '../../support/judging.ts'

const form = formOf({
  lists: { langs: { en: 'Английский', de: 'Немецкий', other: 'Иной' } },
  constants: { begin: { type: 'time', value: '08:30' } },
  blocks: [
    {
      fields: 'f',
      items: [
        { key: 'start', title: 'Начало', type: 'time' },
        { key: 'end', title: 'Конец', type: 'time' },
        { key: 'length', title: 'Длится', type: 'time', computed: 'f.end - f.start' },
        { key: 'pay', title: 'Плата', type: 'money', minimum: 0 },
        { key: 'tax', title: 'Налог', type: 'money' },
        { key: 'all', title: 'Всего', type: 'money' },
        { key: 'langs', title: 'Языки', choices: 'langs', several: 2 },
        { key: 'scan', title: 'Приказ', type: 'file', accept: ['pdf'] },
      ],
      checks: [
        { id: 'late', assert: 'f.start >= $const.begin', empty: 'skip' },
        { id: 'order', assert: 'f.end > f.start', empty: 'skip' },
        { id: 'sum', assert: 'f.pay + f.tax = f.all' },
        { id: 'named', assert: 'IMPLIES(FILLED(f.langs), FILLED(f.scan))', at: 'f.scan' },
      ],
    },
  ],
})
const rules = (key: string): CellRules => form.blocks['f']?.columns.find((column) => column.key === key) as CellRules

test.each([
  ['start', '8:30', '08:30', '08:30'],
  ['start', '08.05', '08:05', '08:05'],
  ['start', '9 ч', '09:00', '09:00'],
  ['start', '9 ч 15 мин', '09:15', '09:15'],
  ['start', '23-59', '23:59', '23:59'],
  ['start', '24:00', { $raw: '24:00' }, '24:00'],
  ['start', '8:60', { $raw: '8:60' }, '8:60'],
  ['pay', '1 234,5', 1234.5, '1 234,50'],
  ['pay', '1234,50 руб.', 1234.5, '1 234,50'],
  ['pay', '10 ₽', 10, '10,00'],
  ['pay', '1,005', 1.005, '1,005'],
  ['langs', 'английский', ['en'], 'Английский'],
  ['langs', 'Немецкий; английский', ['en', 'de'], 'Английский; Немецкий'],
  ['langs', 'de, en, de', ['en', 'de'], 'Английский; Немецкий'],
  ['langs', 'en; суахили', { $raw: 'en; суахили' }, 'en; суахили'],
  ['scan', 'приказ.pdf', { $raw: 'приказ.pdf' }, 'приказ.pdf'],
])('%s: «%s» is read, kept and shown', (key, typed, value, shown) => {
  const read = parseTyped(rules(key), typed)
  expect(read).toEqual(value)
  expect(formatValue(rules(key), read)).toBe(shown)
  expect(parseTyped(rules(key), shown)).toEqual(value)
})

const file = { $file: 'x1', name: 'приказ.pdf', size: 5 }

test('times, sums of money, several choices and files are judged by what they mean', async () => {
  expect(await idsOf(form, { f: { start: '08:29', end: '08:00', pay: 0.1, tax: 0.2, all: 0.31, langs: ['en'] } })).toEqual([
    'late@f//start',
    'order@f//end',
    'sum@f//pay',
    'named@f//scan',
  ])
  expect(
    await idsOf(form, { f: { start: '08:30', end: '09:15', pay: 0.1, tax: 0.2, all: 0.3, langs: ['en'], scan: file } }),
  ).toEqual([])
})

test('money is compared to kopecks, however many amounts were added', async () => {
  const table = formOf({
    blocks: [
      { fields: 'f', items: [{ key: 'all', title: 'Всего', type: 'money' }], checks: [{ id: 'c', assert: 'f.all = SUM(t[a])' }] },
      { table: 't', columns: [{ key: 'a', title: 'А', type: 'money' }], rows: { max: 2000 } },
    ],
  })
  const t = Array.from({ length: 1000 }, (_, place) => ({ $id: `r${place}`, a: 0.1 }))
  expect(await idsOf(table, { f: { all: 100 }, t })).toEqual([])
  expect(await idsOf(table, { f: { all: 100.01 }, t })).toEqual(['c@f//all'])
})

test.each([
  [{ start: 'x' }, 'type@f//start Введите время, например 08:30'],
  [{ start: { $raw: '25:00' } }, 'type@f//start Такого времени нет или оно записано иначе: введите время, например 08:30'],
  [{ pay: 1.005 }, 'decimals@f//pay Оставьте после запятой не больше 2 знаков'],
  [{ pay: -1 }, 'minimum@f//pay Введите сумму в рублях не меньше 0, например 1500,50'],
  [{ langs: ['en', 'de', 'other'], scan: file }, 'several@f//langs Выбрано 3: оставьте не больше 2 значений'],
  [
    { langs: { $raw: 'en; суахили' }, scan: file },
    'choices@f//langs Нет в списке: «суахили». Выберите из списка, через точку с запятой',
  ],
  [{ langs: 'en', scan: file }, 'choices@f//langs Выберите из списка: «Английский», «Немецкий», «Иной»'],
  [{ scan: { $raw: 'приказ.pdf' } }, 'type@f//scan Приложите файл pdf'],
])('%o is said in words', async (f, said) => {
  expect((await problemsOf(form, { f })).map(({ id, message }) => `${id} ${message}`)).toEqual([said])
})

test('a time that formulas give is shown as a time', async () => {
  const [problem] = await problemsOf(form, { f: { start: '08:00', end: '09:30' } })
  expect(problem?.message).toBe('«Начало» (08:00) не должно быть меньше, чем 08:30')
})

test('a list has the type of its codes, whatever the defaults say of the others', () => {
  const form = formOf({
    lists: { kinds: { a: 'Вид' }, days: [1, 2] },
    blocks: [
      {
        fields: 'f',
        defaults: { type: 'money' },
        items: [
          { key: 'kind', title: 'Вид', choices: 'kinds' },
          { key: 'day', title: 'День', choices: 'days' },
          { key: 'sum', title: 'Сумма' },
        ],
      },
    ],
  })
  expect(form.blocks['f']?.columns.map(({ type, unit }) => `${type} ${unit ?? ''}`)).toEqual(['string ', 'integer ', 'money ₽'])
})

test('a file is looked at before it is sent, by the rules of its cell', () => {
  const scan = { ...rules('scan'), maxSize: 1.5 }
  expect(fileFault(scan, { name: 'ПРИКАЗ.PDF', size: 1_500_000 })).toBeNull()
  expect(fileFault(scan, { name: 'приказ.docx', size: 5 })).toBe('Файл «приказ.docx» не подходит: нужен pdf')
  expect(fileFault(scan, { name: 'приказ.pdf', size: 1_500_001 })).toBe('Файл «приказ.pdf» – 1,6 МБ: можно не больше 1,5 МБ')
  expect(fileFault({ ...scan, accept: ['pdf', 'jpg'] }, { name: 'приказ', size: 5 })).toBe(
    'Файл «приказ» не подходит: нужен pdf, jpg',
  )
})
