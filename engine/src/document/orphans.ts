import type { FormData } from '../model/data.ts'
import type { Orphan } from '../model/migration.ts'

/** Where orphans stand in the data. */
export const orphansKey = '$orphans'

const none: readonly Orphan[] = []

/** What migrations could not place so far. */
export function orphansIn(data: FormData): readonly Orphan[] {
  const orphans = data[orphansKey]
  return Array.isArray(orphans) ? (orphans as unknown as readonly Orphan[]) : none
}

/** Orphans as what stands in the data under their key; undefined when there are none. */
export function orphansContent(orphans: readonly Orphan[]): FormData[string] | undefined {
  return orphans.length === 0 ? undefined : (orphans as unknown as FormData[string])
}

/** Whether both are of the same cell of the same version. */
export function samePlace(a: Omit<Orphan, 'value'>, b: Omit<Orphan, 'value'>): boolean {
  return a.block === b.block && a.row === b.row && a.column === b.column && a.from === b.from
}
