import { compileForm, printDiagnostics } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

/** Code of every diagnostic with the text it points at. */
function mistakes(source: string): readonly string[] {
  const lines = source.split('\n')
  return compileForm(source).diagnostics.map(
    ({ code, line, column, length }) => `${code} ${lines[line - 1]?.slice(column - 1, column - 1 + length) ?? ''}`,
  )
}

const hintOf = (source: string): string =>
  compileForm(source)
    .diagnostics.map(({ hint }) => hint ?? '')
    .join('\n')

test('a right form gives no diagnostics', () => {
  const { form, definition, diagnostics } = compileForm(formSource({ checks: ['[@all] >= [@free]'] }))
  expect(diagnostics).toEqual([])
  expect(definition?.form).toBe('canteen')
  expect(Object.keys(form?.blocks ?? {})).toEqual(['info', 'meals'])
})

test.each([
  ['[@al] = 1', 'E_COLUMN al', 'all'],
  ['[@all] = mealz[all]', 'E_TABLE mealz', 'meals'],
  ['[@all] = info.lsted', 'E_FIELD lsted', 'listed'],
  ['[@all] = $const.mx', 'E_CONST $const.mx', '$const.max'],
  ['[@all] = $prev.all', 'E_SOURCE $prev', '$const'],
  ['СУММ([all]) = 1', 'E_FUNCTION СУММ', 'SUM'],
  ['SUMM([all]) = 1', 'E_FUNCTION SUMM', 'SUM'],
  ['VLOOKUP([@all],[all],1) = 1', 'E_FUNCTION VLOOKUP', 'exists'],
  ['NOW() = 1', 'E_FUNCTION NOW', 'TODAY'],
  ['ABS() = 1', 'E_ARGS ABS()', ''],
  ['IF([@all] = 1) = 1', 'E_ARGS IF([@all] = 1)', ''],
  ['COUNTIFS([all],1,[free]) = 1', 'E_ARGS COUNTIFS([all],1,[free])', ''],
  ['B4 = 1', 'E_A1 B4', 'таблица[#строка,графа]'],
  ['all = 1', 'E_NAME all', '[@all]'],
  ['=[@all] = 1', 'E_EQ =', ''],
  ['[@all] = = 1', 'E_SYNTAX =', ''],
  ['[@all] = (1', 'E_SYNTAX 1', ''],
  ['ROUND([@all], 0,5) = 1', 'E_ARGS ROUND([@all], 0,5)', ''],
  ["[@name] = 'Иван", "E_CHAR 'Иван", ''],
  ['[@all] ≥ 1', 'E_CHAR ≥', '>='],
  ['[@all] = info[@listed]', 'E_CONTEXT info[@listed]', ''],
  ['[all] = 1', 'E_RANGE_SCALAR [all]', '[@графа]'],
  ['SUM([@free:all]) = 1', 'E_RANGE free:all', 'all:free'],
  ['[#101,all] = 1', 'E_ROW #101', '[@графа]'],
  ["[@mark] = '6'", "E_NEVER '6'", '2, 3, 4, 5'],
  ["[@task] = 'Y'", "E_NEVER 'Y'", 'X, N'],
  ['[@task] + 1 = 2', 'E_CODE [@task]', 'NUM'],
  ['[@task] > 1', 'E_CODE [@task]', 'NUM'],
  ["[@all] = 'пять'", "E_TYPE [@all] = 'пять'", ''],
  ["[@day] > '2026-04-20'", "E_TYPE [@day] > '2026-04-20'", 'DATE'],
  ['[@all] + [@name] = 1', 'E_TYPE [@name]', ''],
  ['[@all] + 1', 'E_TYPE [@all] + 1', ''],
  ['AND([@all], TRUE)', 'E_TYPE [@all]', ''],
  ['SUM([name]) = 0', 'E_TYPE [name]', 'COUNTA'],
  ['WEEKDAY([@task]) = 1', 'E_CODE [@task]', 'NUM'],
  ['IF([@all] = 1, [@task], 0) + 1 = 2', 'E_CODE IF([@all] = 1, [@task], 0)', 'NUM'],
  ['IF([@all] = 1, [@day], 0)', 'E_TYPE IF([@all] = 1, [@day], 0)', 'сравните'],
  ['COUNTIFS([all], 1, [all:free], 1) = 0', 'E_RANGE [all:free]', 'те же строки'],
  ['SUMIF([name], [@name], info.listed) = 0', 'E_RANGE info.listed', 'те же строки'],
  ['[@all] == 1', 'E_SYNTAX =', 'пишите ='],
  ['[@all] => 1', 'E_SYNTAX >', '>='],
  ['[@all] =< 1', 'E_SYNTAX <', '<='],
  ['[@all] != 1', 'E_CHAR !', '<>'],
  ['[@all] = −1', 'E_CHAR −', 'пишите -'],
  ['[@all] = .5', 'E_SYNTAX .', '0.5'],
  ['[@all] = 1,5', 'E_SYNTAX ,', '0.5'],
  ['ROUND([@all],0,5) = 1', 'E_ARGS ROUND([@all],0,5)', '0.5'],
  ['[@all] = 1 AND [@free] = 1', 'E_SYNTAX AND', 'AND(условие, условие)'],
  ['[@day] <= TODAY', 'E_NAME TODAY', 'TODAY()'],
  ['$B$4 = 1', 'E_A1 $B$4', 'таблица[#строка,графа]'],
  ['$B4 = 1', 'E_A1 $B4', 'таблица[#строка,графа]'],
  ['COUNTIF(5, 1) = 1', 'E_TYPE 5', 'таблица[графа]'],
  ['[all,free] = 1', 'E_RANGE_SCALAR [all,free]', 'SUM'],
  ['$const = 1', 'E_SYNTAX =', ''],
  ['toString([@all]) = 1', 'E_FUNCTION toString', ''],
  ['constructor[all] = 1', 'E_TABLE constructor', 'meals'],
])('%s → %s', (formula, mistake, hint) => {
  const source = formSource({ checks: [formula] })
  // A quote inside a JSON string is escaped in the text.
  expect(mistakes(source)).toEqual([mistake])
  expect(hintOf(source)).toContain(hint)
})

test.each([
  ['a misspelt key', { columns: [{ key: 'a', titel: 'А' }] }, ['E_UNKNOWN_KEY "titel"']],
  [
    'a misspelt discriminator',
    { form: { sheets: [{ sheet: 's', title: 'Л', blocks: [{ tabel: 't', columns: [], rows: { max: 1 } }] }] } },
    ['E_UNKNOWN_KEY "tabel"'],
  ],
  ['a check that is none', { checks: [{ asert: '1 = 1', id: 'x' }] }, ['E_UNKNOWN_KEY "asert"']],
  ['a wrong type name', { columns: [{ key: 'a', title: 'А', type: 'int' }] }, ['E_VALUE "int"']],
  ['a number for a text', { columns: [{ key: 'a', title: 5 }] }, ['E_VALUE 5']],
  ['a missing key', { columns: [{ title: 'А' }] }, ['E_MISSING {']],
  ['a key that cannot be a name', { columns: [{ key: 'графа', title: 'А' }] }, ['E_VALUE "графа"']],
  [
    'a key twice',
    {
      columns: [
        { key: 'a', title: 'А' },
        { key: 'a', title: 'Б' },
      ],
    },
    ['E_KEY "a"'],
  ],
  [
    'keys that differ in case',
    {
      columns: [
        { key: 'a', title: 'А' },
        { key: 'A', title: 'Б' },
      ],
    },
    ['E_KEY "A"'],
  ],
  ['a key of every object', { columns: [{ key: 'constructor', title: 'А' }] }, ['E_KEY "constructor"']],
  [
    'an unknown list',
    { columns: [{ key: 'a', title: 'А', choices: 'sexes' }], form: { lists: { sex: ['м', 'ж'] } } },
    ['E_LIST "sexes"'],
  ],
  ['a slow pattern', { columns: [{ key: 'a', title: 'А', type: 'string', pattern: '^(a+)+$' }] }, ['E_PATTERN "^(a+)+$"']],
  ['a broken pattern', { columns: [{ key: 'a', title: 'А', type: 'string', pattern: '^(a' }] }, ['E_PATTERN "^(a"']],
  [
    'limits the wrong way round',
    { columns: [{ key: 'a', title: 'А', type: 'integer', minimum: 5, maximum: 1 }] },
    ['E_LIMITS 1'],
  ],
  [
    'a pattern of three open repetitions in a row',
    { columns: [{ key: 'a', title: 'А', type: 'string', pattern: '^.*.*.*=$' }] },
    ['E_PATTERN "^.*.*.*=$"'],
  ],
  [
    'a misspelt group of columns',
    { columns: [{ gruop: 'Г', columns: [{ key: 'a', title: 'А' }] }], checks: [] },
    ['E_UNKNOWN_KEY "gruop"'],
  ],
  [
    'a misspelt group of rows',
    { columns: [{ key: 'a', title: 'А' }], rows: [{ grup: 'Г', rows: [{ key: 'r', title: 'Р' }] }] },
    ['E_UNKNOWN_KEY "grup"'],
  ],
  ['a code twice', { columns: [{ key: 'a', title: 'А', choices: ['м', 'ж', 'М'] }] }, ['E_LIST "М"']],
  [
    'codes of a list that look the same',
    { form: { lists: { marks: { X: 'не приступал', Х: 'не пройдена' } } } },
    ['E_LIST "не пройдена"'],
  ],
  [
    'a special code that stands in the list too',
    { columns: [{ key: 'a', title: 'А', choices: ['X', 'Y'], codes: ['x'] }] },
    ['E_LIST "x"'],
  ],
  ['a list of other type', { columns: [{ key: 'a', title: 'А', type: 'integer', choices: ['м', 'ж'] }] }, ['E_TYPE "integer"']],
  ['a limit of a text', { columns: [{ key: 'a', title: 'А', minimum: 0 }] }, ['E_TYPE 0']],
  ['a pattern of a number', { columns: [{ key: 'a', title: 'А', type: 'integer', pattern: '^1$' }] }, ['E_TYPE "^1$"']],
  [
    'a formula of other type than its column',
    {
      columns: [
        { key: 'a', title: 'А', type: 'integer' },
        { key: 'b', title: 'Б', computed: '[@a] + 1' },
      ],
    },
    ['E_TYPE [@a] + 1'],
  ],
  [
    'a computed key of rows',
    { columns: [{ key: 'a', title: 'А', type: 'integer', computed: '1 + 1' }], rows: { max: 5, key: 'a' } },
    ['E_KEY "a"'],
  ],
  [
    'a cell crossed out and described',
    { columns: [{ key: 'a', title: 'А' }], rows: [{ key: 'r', title: 'Р', blocked: ['a'], cells: { a: { maxLength: 5 } } }] },
    ['E_BLOCKED {'],
  ],
  ['a check named as a rule of cells', { checks: [{ id: 'required', assert: '[@all] = 1' }] }, ['E_KEY "required"']],
  [
    'exists over columns of different types',
    { checks: [{ rule: 'exists', columns: ['all'], in: 'meals[name]' }] },
    ['E_TYPE "meals[name]"'],
  ],
  [
    'a day that does not exist',
    { form: { constants: { from: { type: 'date', value: '2026-02-31' } } } },
    ['E_VALUE "2026-02-31"'],
  ],
  [
    'a message with a wrong name in one of its languages',
    { checks: [{ assert: '[@all] = 1', message: { ru: 'Всего {[@all]}', en: 'Total {[@al]}' } }] },
    ['E_COLUMN al'],
  ],
  [
    'a circle of formulas',
    {
      columns: [
        { key: 'a', title: 'А', type: 'integer', computed: '[@b] + 1' },
        { key: 'b', title: 'Б', type: 'integer', computed: '[@a] + 1' },
      ],
    },
    ['E_CYCLE "[@b] + 1"'],
  ],
  ['a message with a wrong name', { checks: [{ assert: '[@all] = 1', message: 'Всего {[@al]} много' }] }, ['E_COLUMN al']],
  ['a message with an open brace', { checks: [{ assert: '[@all] = 1', message: 'Всего {[@all]' }] }, ['E_MESSAGE {[@all]']],
  ['a set rule over an unknown column', { checks: [{ rule: 'unique', columns: ['nam'] }] }, ['E_COLUMN nam']],
  ['exists without a target', { checks: [{ rule: 'exists', columns: ['name'] }] }, ['E_MISSING {']],
  [
    'a form that is too large',
    { rows: { max: 5000 }, columns: Array.from({ length: 201 }, (_, i) => ({ key: `c${i}`, title: 'Г' })) },
    ['E_BUDGET ['],
  ],
  [
    'a crossed-out cell',
    {
      columns: [{ key: 'a', title: 'А', type: 'integer' }],
      rows: [{ key: 'r1', title: 'Р', blocked: ['a'] }],
      checks: ['[#r1,a] = 1'],
    },
    ['E_BLOCKED [#r1,a]'],
  ],
])('%s', (_name, options, expected) => {
  expect(mistakes(formSource(options))).toEqual(expected)
})

test('all mistakes are said at once, in the order of the text', () => {
  const source = formSource({
    columns: [
      { key: 'all', title: 'Всего', type: 'integer', required: '[@fre] > 0' },
      { key: 'free', title: 'Бесплатно', typ: 'integer' },
    ],
    checks: ['[@all] = СУММ([free])', '[@all] = 1 +'],
  })
  expect(mistakes(source).map((mistake) => mistake.split(' ')[0])).toEqual([
    'E_COLUMN',
    'E_UNKNOWN_KEY',
    'E_FUNCTION',
    'E_SYNTAX',
  ])
})

test('a mistake of structure does not hide mistakes of formulas, nor give any that are none', () => {
  const source = formSource({
    columns: [
      { key: 'all', title: 'Всего', type: 'intger', minimum: 0 },
      { key: 'free', title: 'Бесплатно', type: 'integer' },
      { key: 'sex', title: 'Пол', choices: 'sexes' },
    ],
    checks: ['[@all] + 1 > $const.max', { rule: 'uniqe', columns: ['all'] }, '[@fre] = 1'],
    form: { constants: { max: 5, наибольшее: 1 }, lists: { sexes: [] } },
  })
  expect(mistakes(source)).toEqual(['E_KEY "наибольшее"', 'E_VALUE "intger"', 'E_VALUE "uniqe"', 'E_COLUMN fre', 'E_VALUE ['])
})

test('every circle is reported once, however long the chain of formulas', () => {
  const computed = (key: string, other: string): unknown => ({ key, title: key, type: 'integer', computed: `[@${other}]` })
  const columns = [computed('a', 'b'), computed('b', 'a'), computed('c', 'd'), computed('d', 'c')]
  expect(mistakes(formSource({ columns }))).toEqual(['E_CYCLE "[@b]"', 'E_CYCLE "[@d]"'])
  const rows = Array.from({ length: 5000 }, (_, place) => ({
    key: `r${place}`,
    title: 'Р',
    cells: { a: { computed: place === 0 ? '1' : `[#r${place - 1},a] + 1` } },
  }))
  const { diagnostics } = compileForm(formSource({ columns: [{ key: 'a', title: 'А', type: 'integer' }], rows }))
  expect(diagnostics).toEqual([])
})

test('of names equally near the last is suggested', () => {
  const columns = ['t1', 't2', 't3'].map((key) => ({ key, title: key, type: 'integer' }))
  expect(hintOf(formSource({ columns, checks: ['SUM([@t1:t4]) = 1'] }))).toBe('может быть, t3?')
})

test('a circle is shown as a way through the cells', () => {
  const columns = [
    { key: 'a', title: 'А', type: 'integer', computed: '[@b] + 1' },
    { key: 'b', title: 'Б', type: 'integer', computed: '[@a] + 1' },
  ]
  expect(compileForm(formSource({ columns })).diagnostics[0]?.message).toBe(
    'Формулы ходят по кругу: meals[@a] → meals[@b] → meals[@a]',
  )
})

test.each([
  ['', 'E_JSON', 1, 1],
  ['{\n  "form": "a",,\n}', 'E_JSON', 2, 15],
  ['{ "form": "a", "form": "b" }', 'E_KEY', 1, 16],
  ['{ /* форма */ }', 'E_JSON', 1, 3],
  ['{\n  "form": "a",\n}', 'E_JSON', 3, 1],
  ['[]', 'E_VALUE', 1, 1],
  ['['.repeat(200_000), 'E_JSON', 1, 101],
])('what is not a form: %#', (source, code, line, column) => {
  const { form, diagnostics } = compileForm(source)
  expect(form).toBeNull()
  expect(diagnostics[0]).toMatchObject({ code, line, column })
})

test('one slip of JSON is said once', () => {
  const { diagnostics } = compileForm('{\n  "form": "a",\n}')
  expect(diagnostics.map(({ message }) => message)).toEqual(['Перед закрывающей скобкой стоит лишняя запятая'])
})

test('what an editor writes around a form changes no place: a byte order mark, Windows line ends', () => {
  const source = formSource({ checks: ['[@al] = 1'] })
  const [plain] = compileForm(source).diagnostics
  const windows = `\uFEFF${source.replaceAll('\n', '\r\n')}`
  expect(compileForm(windows).diagnostics).toEqual([plain])
  expect(printDiagnostics('f', windows, compileForm(windows).diagnostics)).toBe(
    printDiagnostics('f', source, compileForm(source).diagnostics),
  )
  expect(compileForm(`\uFEFF${formSource()}`).diagnostics).toEqual([])
})

test('the caret stands under the place, escapes counted', () => {
  const source = formSource({ checks: ['[@name] <> "а" & [@nam]'] })
  const printed = printDiagnostics('form.json', source, compileForm(source).diagnostics).split('\n')
  expect(printed[0]).toMatch(/^form\.json:\d+:\d+ ошибка E_COLUMN В «meals» нет графы «nam» – может быть, name\?$/u)
  const at = printed[2]?.indexOf('^') ?? -1
  expect(printed[1]?.slice(at, at + 3)).toBe('nam')
})

test('deep nesting is refused and overflows nothing', () => {
  const deep = `${'('.repeat(5000)}1${')'.repeat(5000)} = 1`
  expect(mistakes(formSource({ checks: [deep.slice(0, 2000)] }))[0]).toMatch(/^E_SYNTAX/u)
  expect(mistakes(formSource({ checks: [`${'-'.repeat(1500)}1 = 1`] }))[0]).toMatch(/^E_SYNTAX/u)
})

test('objects where words are expected to differ are refused, whatever is in them', () => {
  const kinds: readonly unknown[] = [{}, { valueOf: 1 }, { valueOf: 2 }]
  expect(mistakes(formSource({ form: { audience: { kinds } } }))).toEqual(['E_VALUE {', 'E_VALUE {', 'E_VALUE {'])
  const blocked: readonly unknown[] = [{}, { toString: 1 }]
  const rows = [{ key: 'r1', title: 'Р', blocked }]
  expect(mistakes(formSource({ rows }))).toEqual(['E_VALUE {', 'E_VALUE {'])
})
