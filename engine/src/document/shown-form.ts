import type { CompiledBlock, CompiledForm, SheetItem } from '../model/compiled-form.ts'
import type { FlagName } from '../model/problem.ts'
import { noteKey } from './place-flags.ts'
import type { PlaceFlags } from './place-flags.ts'

const unseen: readonly FlagName[] = ['irrelevant', 'hidden']

/**
 * The form as a person sees it: without sheets, notes, blocks, rows and columns that are hidden or do not apply. Cells that do not
 * apply by themselves stay, empty and locked. The data and their checks are those of the whole form.
 */
export function shownForm(form: CompiledForm, flags: PlaceFlags): CompiledForm {
  const wholes = flags.all().filter(({ flag, row, column }) => unseen.includes(flag) && (row === null || column === null))
  if (wholes.length === 0) return form
  const stands = (block: CompiledBlock, row: string | null = null, column: string | null = null): boolean =>
    unseen.some((flag) => flags.stands(flag, block, row, column))
  const blocks = Object.values(form.blocks).filter((block) => !stands(block))
  const shown = blocks.map((block) => withoutUnseen(block, stands)).filter((block) => block.columns.length > 0)
  const keys = new Set(shown.map(({ key }) => key))
  const sheets = form.sheets
    .filter(({ key }) => !unseen.some((flag) => flags.has({ flag, sheet: key, block: null, row: null, column: null })))
    .map((sheet) => {
      const seen = (item: SheetItem, place: number): boolean =>
        item.kind === 'block'
          ? keys.has(item.block)
          : !flags.has({ flag: 'hidden', sheet: sheet.key, block: noteKey(place), row: null, column: null })
      return { ...sheet, items: sheet.items.filter(seen) }
    })
    .filter(({ items }) => items.length > 0)
  return { ...form, sheets, blocks: Object.fromEntries(shown.map((block) => [block.key, block])) }
}

function withoutUnseen(
  block: CompiledBlock,
  stands: (block: CompiledBlock, row?: string | null, column?: string | null) => boolean,
): CompiledBlock {
  const columns = block.columns.filter(({ key }) => !stands(block, null, key))
  const whole = columns.length === block.columns.length
  if (block.kind !== 'fixed') return whole ? block : { ...block, columns }
  const rows = block.rows.filter(({ key }) => !stands(block, key))
  return whole && rows.length === block.rows.length ? block : { ...block, columns, rows }
}
