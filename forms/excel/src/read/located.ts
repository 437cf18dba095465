import type { CompiledBlock } from '@tabel/engine'
import type { ReadSheetOf } from './workbook.ts'

/** Where a table of the form stands in a workbook. Rows and columns are counted from 1. */
export interface LocatedTable {
  readonly kind: 'table'
  readonly block: CompiledBlock
  readonly sheet: ReadSheetOf
  /** Row of the lowest header cells. */
  readonly head: number
  /** The first row that belongs to the table no more; null when it goes on to the end of the sheet. */
  readonly end: number | null
  /** Columns of the form and where they stand. */
  readonly columns: ReadonlyMap<string, number>
  /** The ids and keys of rows that the template wrote down, by row of the sheet; those that nobody named are left out. */
  readonly ids: ReadonlyMap<number, string>
}

/** Where the values of a block of fields stand. */
export interface LocatedFields {
  readonly kind: 'fields'
  readonly block: CompiledBlock
  readonly sheet: ReadSheetOf
  readonly cells: ReadonlyMap<string, { readonly row: number; readonly column: number }>
}

export type Located = LocatedTable | LocatedFields

/** What of the form was found, and sentences in Russian on what was not. */
export interface Location {
  readonly found: readonly Located[]
  readonly missing: readonly string[]
}

/** How people call a block: its title, or the sheet that it stands on. */
export function blockName(block: CompiledBlock, sheetTitle: string): string {
  return block.title ? `таблица «${block.title}»` : `лист «${sheetTitle}»`
}
