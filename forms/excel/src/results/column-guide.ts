import type { CellRules, CellType } from '@tabel/engine'
import type { TableFile } from '../writer/table-file.ts'
import type { ResultTable } from './result-table.ts'

const columns = [
  { title: 'Лист формы', groups: [], width: 36 },
  { title: 'Таблица', groups: [], width: 36 },
  { title: 'Ключ', groups: [], width: 24 },
  { title: 'Графа', groups: [], width: 60 },
  { title: 'Тип', groups: [], width: 18 },
  { title: 'Значения', groups: [], width: 50 },
  { title: 'Единица', groups: [], width: 12 },
  { title: 'Подсказка', groups: [], width: 60 },
]

const types: Readonly<Record<CellType, string>> = {
  integer: 'целое число',
  number: 'число',
  string: 'текст',
  boolean: 'да или нет',
  date: 'дата',
  time: 'время',
  money: 'сумма в рублях',
  file: 'имя файла',
}

/** Writes the worksheet «Описание граф»: what every column of the results is, and what its codes mean. */
export async function writeColumnGuide(file: TableFile, tables: readonly ResultTable[]): Promise<void> {
  const guide = file.addTable('Описание граф', columns)
  for (const { title, columns: described } of tables)
    for (const { source } of described) {
      if (source === undefined) continue
      const { sheet, key, name, rules } = source
      await guide.write([
        sheet,
        title,
        key,
        name,
        typeName(rules),
        choicesOf(rules),
        rules.unit ?? null,
        rules.hint?.text ?? null,
      ])
    }
}

function typeName(rules: CellRules): string {
  return rules.computed === undefined ? types[rules.type] : `${types[rules.type]}, вычисляется`
}

/** The choices and the special codes: «1 – да; 2 – нет». */
function choicesOf(rules: CellRules): string | null {
  const choices = (rules.choices ?? []).map(({ code, title }) => (String(code) === title ? title : `${code} – ${title}`))
  const codes = (rules.codes ?? []).filter((code) => !rules.choices?.some((choice) => String(choice.code) === code))
  return choices.length + codes.length === 0 ? null : [...choices, ...codes].join('; ')
}
