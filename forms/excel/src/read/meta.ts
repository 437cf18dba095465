import { marksVersion, metaSheet } from '../workbook/marks.ts'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { FileRefused } from './refusal.ts'
import type { ReadBook } from './workbook.ts'

/**
 * What a workbook says of itself; null when it says nothing.
 *
 * @throws FileRefused when a newer program made it.
 */
export function metaOf(book: ReadBook): WorkbookMeta | null {
  const cells = book.sheets.find(({ name }) => name === metaSheet)?.cells ?? []
  const said = new Map<string, string | number>()
  for (const { row, column, value } of cells) {
    const key = cells.find((other) => other.row === row && other.column === 1)?.value
    if (column === 2 && typeof key === 'string' && (typeof value === 'string' || typeof value === 'number')) said.set(key, value)
  }
  const text = (key: string): string => String(said.get(key) ?? '')
  const number = (key: string): number => Number(said.get(key) ?? 0)
  if (text('form') === '') return null
  if (number('marks') > marksVersion)
    throw new FileRefused(
      'not-a-workbook',
      'Этот шаблон сделан более новой программой. Скачайте шаблон заново и перенесите данные в него.',
    )
  return {
    marks: number('marks'),
    form: text('form'),
    formVersion: text('formVersion'),
    formHash: text('formHash'),
    collection: text('collection'),
    organisation: text('organisation'),
    organisationName: text('organisationName'),
    draftVersion: number('draftVersion'),
    madeAt: text('madeAt'),
  }
}
