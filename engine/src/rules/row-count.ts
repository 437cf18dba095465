import type { DynamicBlock } from '../model/compiled-form.ts'
import { plural } from './plural.ts'

/** Whether a table has too few or too many rows: the rule (`minRows`, `maxRows`) and what to say; null when it has enough. */
export function rowCountFault(block: DynamicBlock, count: number): { readonly check: string; readonly message: string } | null {
  if (count < block.min) {
    const missing = block.min - count
    const now = count === 0 ? 'сейчас нет ни одной' : `сейчас ${count}`
    const rows = plural(missing, 'строку', 'строки', 'строк')
    return { check: 'minRows', message: `Добавьте ${missing} ${rows}: нужно не меньше ${block.min}, ${now}` }
  }
  if (count <= block.max) return null
  const extra = count - block.max
  const rows = plural(extra, 'строку', 'строки', 'строк')
  return { check: 'maxRows', message: `Удалите ${extra} ${rows}: можно не больше ${block.max}, сейчас ${count}` }
}
