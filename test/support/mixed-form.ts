import type { CompiledForm } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'

const integer = { type: 'integer', minimum: 0 }

/** A small form in which most kinds of rules meet: fields, fixed rows with crossed-out cells, two tables, formulas of every shape. */
const source = {
  form: 'mixed',
  version: '1.0.0',
  title: 'Все виды правил',
  constants: { limit: 5, from: { type: 'date', value: '2026-04-20' } },
  sheets: [
    {
      sheet: 'one',
      title: 'Первый',
      blocks: [
        {
          fields: 'info',
          items: [
            { key: 'pupils', title: 'Учеников', ...integer, required: true },
            { key: 'absent', title: 'Не пришли', ...integer },
            { key: 'reason', title: 'Причина', type: 'string', required: 'info.absent > 0' },
            { key: 'held', title: 'Дата', type: 'date' },
            { key: 'sum', title: 'Сумма баллов', type: 'integer', computed: 'SUM(marks[points])' },
          ],
          checks: [
            { id: 'present', assert: 'info.pupils >= info.absent' },
            { id: 'date', assert: 'info.held >= $const.from', empty: 'skip' },
            { id: 'rows', assert: 'COUNTA(marks[name]) <= info.pupils', severity: 'warning', at: 'info.pupils' },
            { id: 'blank', assert: 'COUNTBLANK(marks[group]) < 3', at: 'info.absent', empty: 'zero' },
            { id: 'mean', assert: 'info.sum / info.pupils >= 1', severity: 'info', when: 'info.pupils > 0' },
          ],
        },
        {
          table: 'totals',
          columns: [
            { key: 'all', title: 'Всего', ...integer },
            { key: 'boys', title: 'Мальчики', ...integer },
            { key: 'girls', title: 'Девочки', ...integer },
          ],
          rows: [
            { key: '101', title: 'Школа', code: '101' },
            { key: '102', title: 'Классы', code: '102', blocked: ['girls'] },
            { key: '103', title: 'Кружки', code: '103' },
          ],
          checks: [
            '[@all] = [@boys] + [@girls]',
            { id: 'columns', assert: '[@#101] = SUM([@#102:#103])', severity: 'warning', empty: 'skip-if-all' },
            { id: 'near', assert: '[#101,all] = info.pupils', tolerance: 1 },
          ],
        },
      ],
    },
    {
      sheet: 'two',
      title: 'Второй',
      blocks: [
        {
          table: 'groups',
          columns: [
            { key: 'name', title: 'Группа', type: 'string' },
            { key: 'places', title: 'Мест', ...integer, editable: 'FILLED([@name])' },
          ],
          rows: { max: 10 },
          checks: [{ id: 'full', assert: '[@places] >= COUNTIF(marks[group], [@name])', empty: 'skip' }],
        },
        {
          table: 'marks',
          columns: [
            { key: 'name', title: 'Имя', type: 'string', required: true },
            { key: 'group', title: 'Группа', type: 'string' },
            { key: 'first', title: 'Первое', ...integer, maximum: 2, codes: ['X', 'N'], required: "[@name] <> 'гость'" },
            { key: 'second', title: 'Второе', ...integer, maximum: 2 },
            { key: 'points', title: 'Баллы', type: 'integer', computed: 'SUM([@first:second])' },
            { key: 'share', title: 'Доля', type: 'number', computed: '[@points] / SUM(marks[points])' },
          ],
          rows: { max: 10, min: 1 },
          checks: [
            { id: 'twins', rule: 'unique', columns: ['name', 'group'] },
            { id: 'known', rule: 'exists', columns: ['group'], in: 'groups[name]', when: "[@name] <> 'гость'" },
            {
              id: 'whole',
              assert:
                "IMPLIES([@first] = 'N', COUNTIFS(marks[group], [@group], marks[first], 'N') = COUNTIF(marks[group], [@group]))",
            },
            {
              id: 'much',
              assert: '[@points] <= $const.limit - 2',
              message: 'Всего {[@points]}, доля {ROUND([@share], 2)}',
              severity: 'warning',
            },
            { id: 'others', assert: "COUNTIF(marks[first], '<>X') >= 1" },
          ],
        },
      ],
    },
  ],
}

export function mixedForm(): CompiledForm {
  const { form, diagnostics } = compileForm(JSON.stringify(source, null, 1))
  if (!form) throw new Error(diagnostics.map((one) => `${one.line}: ${one.message} (${one.hint ?? ''})`).join('\n'))
  return form
}
