import type { CompiledBlock, CompiledForm } from '@tabel/engine'

/** Title of the sheet of the form on which a block stands. */
export function sheetTitle(form: CompiledForm, sheet: string): string {
  return withoutPlaces(form.sheets.find(({ key }) => key === sheet)?.title ?? sheet) || sheet
}

/** The block's own title, or the title of its sheet. */
export function blockTitle(form: CompiledForm, block: CompiledBlock): string {
  const title = block.title ?? form.sheets.find(({ key }) => key === block.sheet)?.title ?? block.key
  return withoutPlaces(title) || tableName(form, block.repeat ?? block.key)
}

/** What one row of a table is called. */
export function tableName(form: CompiledForm, table: string): string {
  return form.blocks[table]?.title ?? table
}

/** A title of something that is repeated, without the name of the row it is repeated for: `{name}`. */
export function withoutPlaces(title: string): string {
  return title
    .replaceAll(/[«"(]?\{[A-Za-z]\w*\}[»")]?/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
