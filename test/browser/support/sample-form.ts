import type { CompiledColumn, CompiledForm, DynamicRow } from '@tabel/engine'

type ColumnSketch = Partial<CompiledColumn> & Pick<CompiledColumn, 'key' | 'title' | 'type'>

/** A column with the usual defaults. */
export function column(sketch: ColumnSketch): CompiledColumn {
  return { required: false, editable: true, groups: [], ...sketch }
}

const score = (key: string, title: string): CompiledColumn =>
  column({
    key,
    title,
    type: 'integer',
    minimum: 0,
    maximum: 2,
    codes: ['X', 'N'],
    width: 56,
    groups: [{ id: 'tasks', title: 'Баллы за задания' }],
  })

/** A form with every kind of block and of cell, compiled by hand. */
export const sampleForm: CompiledForm = {
  format: 1,
  form: 'sample',
  version: '1',
  title: 'Пробная форма',
  zone: 'moscow',
  constants: {},
  sheets: [
    {
      key: 'pupils',
      title: 'Участники',
      hint: { text: 'Одна строка – один участник.', kind: 'info' },
      items: [{ kind: 'block', block: 'pupils' }],
    },
    {
      key: 'school',
      title: 'Организация',
      items: [
        { kind: 'note', text: 'Заполните сведения на 1 сентября.' },
        { kind: 'block', block: 'info' },
        { kind: 'block', block: 'staff' },
      ],
    },
  ],
  blocks: {
    pupils: {
      key: 'pupils',
      sheet: 'pupils',
      kind: 'dynamic',
      freeze: 1,
      numbered: true,
      min: 0,
      max: 1000,
      add: true,
      keyColumn: 'code',
      columns: [
        column({
          key: 'code',
          title: 'Код участника',
          type: 'string',
          required: true,
          pattern: '^[0-9]{5}$',
          patternHint: 'пять цифр',
          unique: true,
          code: '1',
          hint: { text: 'Пятизначный код из списка.', kind: 'info' },
        }),
        column({
          key: 'sex',
          title: 'Пол',
          type: 'string',
          code: '2',
          choices: [
            { code: 'м', title: 'м' },
            { code: 'ж', title: 'ж' },
          ],
        }),
        column({ key: 'held', title: 'Дата проведения', type: 'date', code: '3' }),
        column({ key: 'first', title: 'Впервые', type: 'boolean', code: '4' }),
        { ...score('z1', '1'), hint: { text: 'Не больше 2 баллов.', kind: 'attention' } },
        score('z2', '2'),
        score('z3', '3'),
        column({
          key: 'sum',
          title: 'Сумма',
          type: 'integer',
          computed: { text: '[@z1]', expr: { kind: 'number', value: 0 } },
          editable: false,
        }),
        column({ key: 'closed', title: 'Закрытая', type: 'string', editable: false }),
      ],
    },
    info: {
      key: 'info',
      sheet: 'school',
      kind: 'fields',
      title: 'Общие сведения',
      columns: [
        column({ key: 'name', title: 'Краткое название', type: 'string', required: true }),
        column({ key: 'pupils', title: 'Обучающихся', type: 'integer', minimum: 0, unit: 'чел.' }),
      ],
    },
    staff: {
      key: 'staff',
      sheet: 'school',
      kind: 'fixed',
      title: 'Работники',
      freeze: 0,
      numbered: true,
      columns: [
        column({ key: 'all', title: 'Всего', type: 'integer', code: '3' }),
        column({ key: 'women', title: 'Из них женщин', type: 'integer', code: '4' }),
      ],
      rows: [
        { key: 'total', code: '01', title: 'Педагогические работники', level: 0, groups: [], blocked: [], cells: {} },
        { key: 'head', code: '02', title: 'в том числе директор', level: 1, groups: [], blocked: ['women'], cells: {} },
      ],
    },
  },
  checks: [],
}

/** Rows of the table of the sample form: codes 10001, 10002 … */
export function pupils(count: number, more: Record<string, string | number | boolean> = {}): DynamicRow[] {
  return Array.from({ length: count }, (_, index) => ({ $id: `r${index + 1}`, code: String(10001 + index), ...more }))
}
