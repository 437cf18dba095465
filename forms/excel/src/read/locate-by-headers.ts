import { canonicalKey } from '@tabel/engine'
import type { CompiledBlock, CompiledForm } from '@tabel/engine'
import { blockName } from './located.ts'
import type { Located, Location } from './located.ts'
import type { ReadCell } from './sheet.ts'
import type { ReadBook, ReadSheetOf } from './workbook.ts'

/** Texts of a sheet by what they mean, with the cells that say them. */
type Texts = ReadonlyMap<string, readonly ReadCell[]>

/**
 * Finds the cells of the form in a workbook of somebody's own by the titles of columns, rows and fields: only where all of them are there
 * and each once. Everything else is said to be missing rather than guessed.
 */
export function locateByHeaders(book: ReadBook, form: CompiledForm): Location {
  const sheets = book.sheets.filter(({ hidden }) => !hidden).map((sheet) => ({ sheet, texts: textsOf(sheet) }))
  const found: Located[] = []
  const missing: string[] = []
  for (const block of Object.values(form.blocks)) {
    const title = form.sheets.find(({ key }) => key === block.sheet)?.title ?? block.key
    const own = sheets.filter(({ sheet }) => canonicalKey(sheet.name) === canonicalKey(title.slice(0, 31)))
    const candidates = (own.length > 0 ? own : sheets).flatMap(({ sheet, texts }) =>
      block.kind === 'fields' ? fields(block, sheet, texts) : tables(block, sheet, texts),
    )
    const [only] = candidates
    if (only && candidates.length === 1) found.push(only)
    else
      missing.push(
        `${candidates.length === 0 ? 'По заголовкам не найдено' : 'По заголовкам найдено в нескольких местах'}: ${blockName(block, title)}. Скачайте шаблон формы и перенесите данные в него.`,
      )
  }
  return { found, missing }
}

function textsOf(sheet: ReadSheetOf): Texts {
  const texts = new Map<string, ReadCell[]>()
  for (const cell of sheet.cells) {
    if (typeof cell.value !== 'string' && typeof cell.value !== 'number') continue
    const key = canonicalKey(String(cell.value))
    texts.set(key, [...(texts.get(key) ?? []), cell])
  }
  return texts
}

/** Fields whose titles all stand once, each with its value to the right. */
function fields(block: CompiledBlock, sheet: ReadSheetOf, texts: Texts): readonly Located[] {
  const cells = new Map<string, { row: number; column: number }>()
  for (const { key, title } of block.columns) {
    const [label, ...others] = texts.get(canonicalKey(title)) ?? []
    if (!label || others.length > 0) return []
    cells.set(key, { row: label.row, column: label.column + 1 })
  }
  return cells.size > 0 ? [{ kind: 'fields', block, sheet, cells }] : []
}

/** Rows in which the title, or else the number, of every column stands once. */
function tables(block: CompiledBlock, sheet: ReadSheetOf, texts: Texts): readonly Located[] {
  const columns = block.columns.filter(({ computed }) => computed === undefined)
  const named = (nameOf: (column: (typeof columns)[number]) => string | undefined): readonly Located[] => {
    const places = columns.map((column) => texts.get(canonicalKey(nameOf(column) ?? '')) ?? [])
    const rows = new Set(places[0]?.map(({ row }) => row))
    return [...rows].flatMap((row) => {
      const inRow = places.map((cells) => cells.filter((cell) => cell.row === row))
      if (inRow.some((cells) => cells.length !== 1)) return []
      const at = new Map(columns.map(({ key }, index) => [key, inRow[index]?.[0]?.column ?? 0]))
      if (new Set(at.values()).size < columns.length) return []
      return [table(block, sheet, row, at, texts)]
    })
  }
  const byTitle = named(({ title }) => title)
  return byTitle.length > 0 || columns.some(({ code }) => code === undefined) ? byTitle : named(({ code }) => code)
}

function table(
  block: CompiledBlock,
  sheet: ReadSheetOf,
  head: number,
  columns: ReadonlyMap<string, number>,
  texts: Texts,
): Located {
  const ids = new Map<number, string>()
  if (block.kind === 'fixed')
    for (const { key, code, title } of block.rows) {
      const lines = [code, title].flatMap((name) => (name === undefined ? [] : (texts.get(canonicalKey(name)) ?? [])))
      const rows = new Set(lines.map(({ row }) => row).filter((row) => row > head))
      const [row] = rows
      if (row !== undefined && rows.size === 1) ids.set(row, key)
    }
  return { kind: 'table', block, sheet, head, end: null, columns, ids }
}
