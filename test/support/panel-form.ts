import { formOf } from './cells.ts'
import type { CompiledForm } from '@tabel/engine'

/** Two sheets with a check that offers a remedy, one that asks for a reason, and two at one cell. */
export function panelForm(): CompiledForm {
  const integer = (key: string, title: string) => ({ key, title, type: 'integer' })
  return formOf({
    sheets: [
      {
        sheet: 'first',
        title: 'Первый',
        blocks: [
          {
            fields: 'f',
            items: [integer('a', 'А'), integer('b', 'Б'), integer('c', 'В')],
            checks: [
              {
                id: 'sum',
                assert: 'f.a = f.b + f.c',
                message: 'Не сходится с суммой',
                fix: { cell: 'f.a', value: 'f.b + f.c', label: 'Взять сумму' },
              },
              { id: 'small', assert: 'f.a < 100', message: 'Слишком много' },
              { id: 'odd', severity: 'warning', explain: true, assert: 'f.c < 10', at: 'f.c', message: 'В необычно велико' },
            ],
          },
        ],
      },
      {
        sheet: 'second',
        title: 'Второй',
        blocks: [{ fields: 'g', items: [{ ...integer('x', 'Х'), required: true }] }],
      },
    ],
  })
}
