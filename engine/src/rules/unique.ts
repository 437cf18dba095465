import type { CompiledForm, DynamicBlock } from '../model/compiled-form.ts'

/** Columns in which a value may stand once: those that say so and the key column, unless a check of the form says it in its own words. */
export function uniqueColumns(form: CompiledForm, block: DynamicBlock): readonly string[] {
  const said = form.checks.flatMap((check) =>
    check.kind === 'unique' && check.block === block.key && check.columns.length === 1 ? check.columns : [],
  )
  return block.columns
    .filter((column) => (column.unique === true || column.key === block.keyColumn) && !said.includes(column.key))
    .map((column) => column.key)
}

/** What to say of a value that stands in another row too. */
export function repeatedMessage(shown: string, others: string): string {
  return `Значение «${shown}» не должно повторяться: оно есть и в ${others}`
}

/**
 * The rows that repeat a row, for people: «строке 7», «строках 7, 9, 12 и еще в 3».
 * @param places zero-based places of all rows of the group in ascending order.
 * @param self the place that is left out.
 */
export function otherRows(places: readonly number[], self: number): string {
  const named: number[] = []
  for (const place of places) {
    if (named.length === 3) break
    if (place !== self) named.push(place + 1)
  }
  const more = places.length - 1 - named.length
  return `${named.length === 1 ? 'строке' : 'строках'} ${named.join(', ')}${more > 0 ? ` и еще в ${more}` : ''}`
}
