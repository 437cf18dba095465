import type { CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'

/** How large a form is: so many sheets, each with one table of so many rows and columns. */
export interface Size {
  readonly sheets: number
  readonly rows: number
  readonly columns: number
}

/** A form of middle size, about 2,055 checks. */
export const sizeM: Size = { sheets: 5, rows: 200, columns: 20 }
/** The largest form that is promised to work, about 40,220 checks. */
export const sizeL: Size = { sheets: 20, rows: 1000, columns: 40 }

/** What stands in the columns of kinds. */
export const kinds = ['А', 'Б', 'В', 'Г']
/** Checks of a sheet: a sum, ten sums by kind. */
const totals = 10

/** Keys of the columns that hold numbers. */
function numbers({ columns }: Size): readonly string[] {
  return Array.from({ length: columns - 4 }, (_, place) => `n${place + 1}`)
}

/**
 * Text of a form file. A table has a key column, a kind and a name, a total and numbers; every row adds up and has an order, a sum
 * and ten sums by kind of the table stand in fields beside it.
 */
export function largeSource(size: Size): string {
  const keys = numbers(size)
  const [first = '', last = ''] = [keys[0], keys.at(-1)]
  const sheet = (place: number): object => ({
    sheet: `s${place}`,
    title: `Лист ${place + 1}`,
    blocks: [
      {
        fields: `f${place}`,
        defaults: { type: 'integer', minimum: 0 },
        items: [
          { key: 'all', title: 'Всего' },
          ...Array.from({ length: totals }, (_, at) => ({ key: `k${at}`, title: `Вида ${at}` })),
        ],
        checks: [
          `f${place}.all = SUM(t${place}[total])`,
          ...Array.from(
            { length: totals },
            (_, at) =>
              `f${place}.k${at} = SUMIFS(t${place}[n${1 + (at % (size.columns - 4))}], t${place}[kind], '${kinds[at % kinds.length]}')`,
          ),
        ],
      },
      {
        table: `t${place}`,
        defaults: { type: 'integer', minimum: 0 },
        columns: [
          { key: 'code', title: 'Код', type: 'string', maxLength: 10 },
          { key: 'kind', title: 'Вид', type: 'string', choices: kinds },
          { key: 'name', title: 'Имя', type: 'string', maxLength: 40 },
          { key: 'total', title: 'Всего', required: true },
          ...keys.map((key) => ({ key, title: `Показатель ${key}` })),
        ],
        rows: { max: Math.min(size.rows, 5000), key: 'code' },
        checks: [`[@total] = SUM([@${first}:${last}])`, `[@${first}] <= [@total]`],
      },
    ],
  })
  return JSON.stringify(
    {
      form: 'large',
      version: '1.0.0',
      title: 'Большая форма',
      sheets: Array.from({ length: size.sheets }, (_, place) => sheet(place)),
    },
    null,
    1,
  )
}

/** A form of this size, compiled. */
export function largeForm(size: Size): CompiledForm {
  return compiled(largeSource(size))
}

/** Data of a form of this size in which everything adds up, but for the order in one row of 100. */
export function largeData(size: Size): FormData {
  const keys = numbers(size)
  const data: Record<string, FormData[string]> = {}
  for (let place = 0; place < size.sheets; place++) {
    const sums = new Map<string, number>()
    const add = (key: string, value: number) => sums.set(key, (sums.get(key) ?? 0) + value)
    data[`t${place}`] = Array.from({ length: size.rows }, (_, at) => {
      const kind = kinds[at % kinds.length] ?? ''
      const values = keys.map((key, column) => [key, (at + column) % 7] as const)
      const total = values.reduce((sum, [, value]) => sum + value, 0)
      add('all', total)
      for (let one = 0; one < totals; one++) {
        const column = one % keys.length
        if (kinds[one % kinds.length] === kind) add(`k${one}`, values[column]?.[1] ?? 0)
      }
      return { $id: `r${at}`, code: `c${at}`, kind, name: `имя ${at}`, total, ...Object.fromEntries(values) } as DynamicRow
    })
    data[`f${place}`] = Object.fromEntries(sums)
  }
  return data
}

/** A table `t` with a number of columns and only rules of its own rows. */
export function rowLocalForm(): CompiledForm {
  return tableForm({}, ['[@a] = [@b] + [@c]', '[@b] <= [@a]', 'IMPLIES([@a] > 0, FILLED([@name]))'])
}

/** A table `t` with two columns in which values stand once: one by its own rule, one by a rule of the table. */
export function uniqueForm(): CompiledForm {
  return tableForm({ unique: true }, [{ id: 'twins', rule: 'unique', columns: ['name', 'a'] }])
}

/** A table `t` with sums and sums by kind of its columns in the fields `f`. */
export function aggregateForm(): CompiledForm {
  const fields = {
    fields: 'f',
    items: ['a', 'b', 'c', ...kinds.map((_, at) => `k${at}`)].map((key) => ({ key, title: key, type: 'integer' })),
    checks: [
      'f.a = SUM(t[a])',
      'f.b = SUM(t[b])',
      'f.c = SUM(t[c])',
      ...kinds.map((kind, at) => `f.k${at} = SUMIFS(t[a], t[kind], '${kind}')`),
    ],
  }
  return tableForm({}, ['[@a] = [@b] + [@c]', '[@b] <= [@a]', '[@c] <= [@a]'], [fields])
}

/** Rows of the table `t` of the small forms, in which everything adds up. */
export function smallRows(count: number): readonly DynamicRow[] {
  return Array.from(
    { length: count },
    (_, at) =>
      ({
        $id: `r${at}`,
        code: `c${at}`,
        name: `имя ${at}`,
        kind: kinds[at % 4],
        a: (at % 5) + (at % 3),
        b: at % 5,
        c: at % 3,
      }) as DynamicRow,
  )
}

function tableForm(code: object, checks: readonly unknown[], before: readonly object[] = []): CompiledForm {
  const integers = ['a', 'b', 'c'].map((key) => ({ key, title: key.toUpperCase(), type: 'integer' }))
  const table = {
    table: 't',
    columns: [
      { key: 'code', title: 'Код', type: 'string', ...code },
      { key: 'name', title: 'Имя', type: 'string' },
      { key: 'kind', title: 'Вид', type: 'string' },
      ...integers,
    ],
    rows: { max: 5000 },
    checks,
  }
  const sheets = [{ sheet: 'main', title: 'Лист', blocks: [...before, table] }]
  return compiled(JSON.stringify({ form: 'small', version: '1.0.0', title: 'Форма', sheets }))
}

function compiled(source: string): CompiledForm {
  const { form, diagnostics } = compileForm(source)
  if (!form)
    throw new Error(
      diagnostics
        .slice(0, 3)
        .map((one) => `${one.message} (${one.hint ?? ''})`)
        .join('\n'),
    )
  return form
}
