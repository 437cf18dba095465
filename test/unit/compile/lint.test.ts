import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lintForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'

const whole = (key: string, more: object = {}) => ({ key, title: key, type: 'integer', ...more })

const elsewhere = whole('c', { computed: 'info.n + 1' })

/** What the lint says of a form of one table with these parts: code and the text that is underlined. */
function warnings({ columns = [], checks = [], ...parts }: Readonly<Record<string, unknown>>): readonly string[] {
  const table = {
    table: 't',
    rows: { max: 9 },
    columns: [whole('a'), whole('b', { computed: '[@a] * 2' }), ...(columns as readonly object[])],
    checks,
  }
  const form = {
    form: 'f',
    version: '1.0.0',
    title: 'Ф',
    sheets: [{ sheet: 's', title: 'Л', blocks: [{ fields: 'info', items: [whole('n')] }, table] }],
    ...parts,
  }
  const source = JSON.stringify(form, null, 1)
  const lines = source.split('\n')
  return lintForm(source).map(
    ({ code, severity, line, column, length }) =>
      `${severity} ${code} ${lines[line - 1]?.slice(column - 1, column - 1 + length) ?? ''}`,
  )
}

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['nothing of a good form', { checks: ['[@a] > 0', '[@a] < 9'] }, []],
  ['a list that nothing names', { lists: { kinds: ['x'] } }, ['warning W_UNUSED "kinds"']],
  [
    'a constant that nothing names',
    { constants: { max: 1, most: 2 }, checks: ['[@a] < $const.most'] },
    ['warning W_UNUSED "max"'],
  ],
  ['a source that nothing names', { sources: { prev: { previous: true } } }, ['warning W_UNUSED "prev"']],
  [
    'a title in one language of two',
    { title: { ru: 'Ф', en: 'F' }, columns: [whole('c', { title: { ru: 'Ц' } })] },
    ['warning W_LOCALE "title"'],
  ],
  ['a check that looks at nothing', { checks: ['1 < 2'] }, ['warning W_CONSTANT "1 < 2"']],
  ['a check that is there twice', { checks: ['[@a] > 0', { id: 'x', assert: '[@a]>0' }] }, ['warning W_REPEATED {']],
  ['an error at a cell computed of its own row', { checks: ['[@b] > 0'] }, []],
  ['an error at a cell computed elsewhere', { columns: [elsewhere], checks: ['[@c] > 0'] }, ['warning W_COMPUTED "[@c] > 0"']],
  ['the same, led to where it can be mended', { columns: [elsewhere], checks: [{ assert: '[@c] > 0', at: '[@a]' }] }, []],
  ['a warning at such a cell', { columns: [elsewhere], checks: [{ assert: '[@c] > 0', severity: 'warning' }] }, []],
  [
    'what must be filled and cannot',
    { columns: [whole('c', { required: true, editable: false })] },
    ['warning W_NEVER_FILLED {'],
  ],
  ['a form that does not compile', { checks: ['[@q] > 0', '1 < 2'] }, []],
])('%s', (_what, parts, expected) => {
  expect(warnings(parts)).toEqual(expected)
})

const library = fileURLToPath(new URL('../../../forms/library/', import.meta.url))

test.each(readdirSync(library))('%s gives no cause for warnings', (name) => {
  expect(lintForm(readFileSync(`${library}${name}/form.json`, 'utf8')).map(({ code, message }) => `${code} ${message}`)).toEqual(
    [],
  )
})
