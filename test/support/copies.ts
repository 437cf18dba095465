import type { CompiledForm } from '@tabel/engine'
import { formOf } from './cells.ts'

const integer = (key: string, more: object = {}) => ({ key, title: key, type: 'integer', ...more })

/** A form file whose parts are repeated for branches of a school and for its classes. */
export const branchesSource = {
  sheets: [
    {
      sheet: 'main',
      title: 'Организация',
      blocks: [
        {
          table: 'branches',
          title: 'Филиалы',
          rows: { max: 9, key: 'name' },
          columns: [{ key: 'name', title: 'Филиал' }, integer('pupils', { minimum: 0 }), { key: 'kind', title: 'Вид' }],
        },
        {
          table: 'classes',
          title: 'Классы',
          rows: { max: 20 },
          columns: [{ key: 'class', title: 'Класс' }, integer('size')],
        },
        {
          fields: 'staff',
          repeat: 'branches',
          title: 'Кадры {name}',
          items: [
            integer('teachers'),
            integer('others'),
            integer('all', { computed: '[@teachers] + [@others]' }),
            integer('load', { required: 'branches[@pupils] > 100' }),
          ],
          checks: [
            {
              id: 'enough',
              assert: 'staff.teachers * 25 >= branches[@pupils]',
              at: 'staff.teachers',
              message: '«{branches[@name]}»: учителей мало',
            },
          ],
        },
        {
          fields: 'total',
          items: [
            integer('teachers'),
            integer('biggest', { computed: 'MAX(staff~*[all])' }),
            integer('hours', { computed: 'SUM(hours[lessons~*])' }),
            integer('works', { computed: 'COUNTIF(works~*[done], TRUE)' }),
          ],
          checks: [{ id: 'sum', assert: 'total.teachers = SUM(staff~*[teachers])' }],
        },
      ],
    },
    {
      sheet: 'plan',
      title: 'План {name}',
      repeat: 'branches',
      applies: "branches[@kind] <> 'без плана'",
      blocks: [
        { note: 'Работы филиала {name}' },
        {
          table: 'works',
          rows: { max: 9 },
          columns: [
            { key: 'what', title: 'Работа', required: true },
            { key: 'done', title: 'Готово', type: 'boolean' },
            integer('price'),
          ],
          checks: [
            { id: 'once', rule: 'unique', columns: ['what'] },
            { id: 'paid', assert: '[@price] > 0', when: '[@done]' },
          ],
        },
        { fields: 'sums', items: [integer('price', { computed: 'SUM(works[price])' }), integer('share')] },
      ],
      checks: [{ id: 'share', assert: 'sums.share <= sums.price' }],
    },
    {
      sheet: 'days',
      title: 'Уроки',
      blocks: [
        {
          table: 'hours',
          rows: { max: 9 },
          columns: [
            { key: 'day', title: 'День' },
            {
              repeat: 'classes',
              as: 'c',
              group: 'Класс {c}',
              columns: [
                integer('lessons', { title: 'Уроков', hint: 'Сколько уроков у {c}' }),
                integer('free', { computed: '8 - [@lessons~{c}]' }),
              ],
            },
            integer('sum', { computed: 'SUM([@lessons~*])' }),
            integer('said'),
          ],
          checks: [{ id: 'said', assert: '[@said] = [@sum]' }],
        },
      ],
    },
  ],
}

export function branchesForm(): CompiledForm {
  return formOf(branchesSource)
}
