/** A small form file with one place to put something wrong into; `\n` after each key keeps lines predictable. */
export interface SourceOptions {
  readonly columns?: unknown
  readonly rows?: unknown
  readonly checks?: unknown
  readonly form?: Readonly<Record<string, unknown>>
}

const defaultColumns = [
  { key: 'all', title: 'Всего', type: 'integer' },
  { key: 'free', title: 'Бесплатно', type: 'integer' },
  { key: 'mark', title: 'Отметка', choices: [2, 3, 4, 5] },
  { key: 'task', title: 'Задание', type: 'integer', minimum: 0, maximum: 2, codes: ['X', 'N'] },
  { key: 'name', title: 'Имя', type: 'string' },
  { key: 'day', title: 'День', type: 'date' },
]

/** Text of a form file: a table `meals`, fields `info` and the constants `max` and `from`. */
export function formSource({ columns = defaultColumns, rows = { max: 10 }, checks = [], form = {} }: SourceOptions = {}): string {
  return JSON.stringify(
    {
      form: 'canteen',
      version: '1.0.0',
      title: 'Питание',
      constants: { max: 5, from: { type: 'date', value: '2026-04-20' } },
      sheets: [
        {
          sheet: 'main',
          title: 'Лист',
          blocks: [
            { fields: 'info', items: [{ key: 'listed', title: 'По списку', type: 'integer' }] },
            { table: 'meals', columns, rows, checks },
          ],
        },
      ],
      ...form,
    },
    null,
    2,
  )
}
