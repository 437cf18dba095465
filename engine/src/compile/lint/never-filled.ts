import type { CompiledBlock } from '../../model/compiled-form.ts'
import type { Mistake } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

/** Cells that must be filled and that nobody can: the form could never be handed in. */
export function neverFilled({ form, definition }: Linted): readonly Mistake[] {
  return definition.sheets.flatMap((sheet, index) =>
    sheet.blocks.flatMap((source, place): readonly Mistake[] => {
      if ('note' in source) return []
      const block = form.blocks['table' in source ? source.table : source.fields]
      const path = ['sheets', index, 'blocks', place]
      return (block ? stuck(block) : []).map((title) => ({
        code: 'W_NEVER_FILLED',
        message: `«${title}» обязательно, но закрыто для заполнения`,
        hint: 'уберите "required" или "editable": false либо дайте "computed" или "prefill"',
        path,
      }))
    }),
  )
}

function stuck(block: CompiledBlock): readonly string[] {
  const mapped = new Set(block.kind === 'dynamic' ? Object.keys(block.from?.map ?? {}) : [])
  return block.columns.flatMap(({ key, title, required, editable, computed, prefill }) =>
    required === true && editable === false && !computed && !prefill && !mapped.has(key) ? [title] : [],
  )
}
