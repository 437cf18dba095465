import type { CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'

const sheets = 5
const rows = 500
const columns = 30

/** A form of five sheets with thirty columns each: texts, numbers, dates, choices. */
export function wideForm(): CompiledForm {
  const kinds = [
    { type: 'integer', minimum: 0, maximum: 100 },
    { type: 'string', maxLength: 100 },
    { type: 'number', decimals: 2 },
    { type: 'date' },
    { type: 'string', choices: ['да', 'нет', 'не знаю'] },
  ]
  const source = {
    form: 'wide',
    version: '1.0.0',
    title: 'Широкая форма',
    sheets: Array.from({ length: sheets }, (_, sheet) => ({
      sheet: `s${sheet}`,
      title: `Лист ${sheet + 1}`,
      blocks: [
        {
          table: `t${sheet}`,
          rows: { max: rows },
          columns: Array.from({ length: columns }, (__, column) => ({
            key: `c${column}`,
            title: `Показатель ${column + 1}`,
            ...kinds[column % kinds.length],
          })),
        },
      ],
    })),
  }
  const { form, diagnostics } = compileForm(JSON.stringify(source))
  if (form === null) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return form
}

/** All its cells filled. */
export function wideData(seed = 0): FormData {
  const value = (row: number, column: number): string | number => {
    const kind = column % 5
    if (kind === 0) return (row * 7 + column + seed) % 100
    if (kind === 1) return `Школа № ${row + seed}, класс ${column}`
    if (kind === 2) return ((row * 31 + column + seed) % 1000) / 4
    if (kind === 3) return `2026-${String(1 + ((row + seed) % 12)).padStart(2, '0')}-15`
    return ['да', 'нет', 'не знаю'][(row + column + seed) % 3] ?? 'да'
  }
  return Object.fromEntries(
    Array.from({ length: sheets }, (_, sheet) => [
      `t${sheet}`,
      Array.from({ length: rows }, (__, row) => {
        const cells = Array.from({ length: columns }, (___, column) => [`c${column}`, value(row + sheet, column)] as const)
        return { ...Object.fromEntries(cells), $id: `r${row}` } as DynamicRow
      }),
    ]),
  ) as FormData
}
