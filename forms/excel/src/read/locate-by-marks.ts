import type { CompiledBlock, CompiledForm } from '@tabel/engine'
import { markOf } from '../workbook/marks.ts'
import type { Mark } from '../workbook/marks.ts'
import { blockName } from './located.ts'
import type { Located, Location } from './located.ts'
import type { NamedCell, ReadBook, ReadSheetOf } from './workbook.ts'

/** Whether a template of ours is behind a workbook: some name in it is one of ours. */
export function hasMarks(book: ReadBook): boolean {
  return book.names.some(({ name }) => markOf(name) !== null)
}

/** Finds the cells of the form by the names that the template gave them: they move with their cells. */
export function locateByMarks(book: ReadBook, form: CompiledForm): Location {
  const marks = book.names.flatMap((at): readonly (Mark & { readonly at: NamedCell })[] => {
    const mark = markOf(at.name)
    return mark ? [{ ...mark, at }] : []
  })
  const sheets = new Map(book.sheets.map((sheet) => [sheet.name, sheet]))
  const found: Located[] = []
  const missing: string[] = []
  for (const block of Object.values(form.blocks)) {
    const own = marks.filter((mark) => mark.block === block.key)
    const located = block.kind === 'fields' ? fields(block, own, sheets) : table(block, own, sheets)
    if (located) found.push(located)
    else missing.push(notFound(form, block))
  }
  return { found, missing }
}

type Marked = Mark & { readonly at: NamedCell }
type Sheets = ReadonlyMap<string, ReadSheetOf>

function fields(block: CompiledBlock, marks: readonly Marked[], sheets: Sheets): Located | null {
  const [first] = marks
  const sheet = first && sheets.get(first.at.sheet)
  if (!sheet) return null
  const cells = marks.flatMap((mark) =>
    mark.kind === 'cell' && mark.at.sheet === sheet.name
      ? [[mark.column, { row: mark.at.row, column: mark.at.column }] as const]
      : [],
  )
  return { kind: 'fields', block, sheet, cells: new Map(cells) }
}

function table(block: CompiledBlock, marks: readonly Marked[], sheets: Sheets): Located | null {
  const rows = marks.find(({ kind }) => kind === 'rows')
  const sheet = rows && sheets.get(rows.at.sheet)
  if (!sheet) return null
  const columns = marks.flatMap((mark) =>
    mark.kind === 'head' && mark.at.sheet === sheet.name ? [[mark.column, mark.at.column] as const] : [],
  )
  const end = marks.find(({ kind, at }) => kind === 'end' && at.sheet === sheet.name)?.at.row ?? null
  const head = rows.at.row
  const ids = new Map<number, string>()
  for (const { row, column, value } of sheet.cells) {
    if (column !== rows.at.column || row <= head || (end !== null && row >= end)) continue
    if (typeof value === 'string' || typeof value === 'number') ids.set(row, String(value))
  }
  return { kind: 'table', block, sheet, head, end, columns: new Map(columns), ids }
}

function notFound(form: CompiledForm, block: CompiledBlock): string {
  const title = form.sheets.find(({ key }) => key === block.sheet)?.title ?? block.key
  return `В файле нет того, что заполняется: ${blockName(block, title)}. Скачайте шаблон заново и перенесите данные в него.`
}
