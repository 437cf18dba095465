import { columnTitle } from '../document/place-name.ts'
import type { CompiledBlock, CompiledColumn, CompiledForm, CompiledRow, CompiledSheet } from '../model/compiled-form.ts'

export function sheetName(sheet: Pick<CompiledSheet, 'title'>): string {
  return `лист «${sheet.title}»`
}

/** A block as people find it: by its title, else by the sheet on which it stands; by its key where another stands there without a title. */
export function blockName(form: CompiledForm, block: CompiledBlock): string {
  const what = block.kind === 'fields' ? 'поля' : 'таблица'
  if (block.title) return `${what} «${block.title}»`
  const sheet = form.sheets.find(({ key }) => key === block.sheet)
  const alike = Object.values(form.blocks).filter(({ title, sheet: on }) => !title && on === block.sheet)
  return `${what} ${alike.length > 1 ? `${block.key}, лист` : 'листа'} «${sheet?.title ?? block.sheet}»`
}

/** A column or field with its number, and the block in which it is. */
export function columnName(form: CompiledForm, block: CompiledBlock, column: CompiledColumn): string {
  return `${shortColumnName(block, column)} (${blockName(form, block)})`
}

export function shortColumnName(block: CompiledBlock, column: CompiledColumn): string {
  const what = block.kind === 'fields' ? 'поле' : 'графа'
  return `${what} ${column.code && block.kind !== 'fields' ? `${column.code} ` : ''}«${columnTitle(column)}»`
}

export function rowName(form: CompiledForm, block: CompiledBlock, row: CompiledRow): string {
  return `строка ${row.code ? `${row.code} ` : ''}«${row.title}» (${blockName(form, block)})`
}
