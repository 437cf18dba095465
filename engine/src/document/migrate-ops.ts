import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellValue, DynamicRow } from '../model/data.ts'
import type { InsertOp, Op, OrphanOp } from '../model/ops.ts'
import { explanationsKey } from './explanations.ts'
import { OldPlaces } from './old-places.ts'
import { normaliseValue } from './text.ts'

/**
 * Ops of an older version of a form as ops of today's: for the log of a draft, and for what somebody typed offline before the form
 * was renewed. Folding them gives what {@link migrateData} makes of the old fold; what has no place any more is kept by ops
 * `{orphan}`, also where its row was removed later.
 */
export function migrateOps(form: CompiledForm, ops: readonly Op[], fromVersion: string): readonly Op[] {
  const places = new OldPlaces(form, fromVersion)
  const orphan = (block: string, row: string | null, column: string, value: CellValue): OrphanOp => ({
    orphan: [block, row, column],
    value,
    from: fromVersion,
  })
  // A row that is there already is not inserted once more: what such an op says is nothing that was typed.
  const alive = new Set<string>()
  const fresh = (op: InsertOp): InsertOp => ({
    ...op,
    rows: op.rows.filter(({ $id }) => !alive.has(`${op.insert}/${$id}`) && alive.add(`${op.insert}/${$id}`)),
  })
  return ops.flatMap((op): readonly Op[] => {
    if ('set' in op) {
      const [block, row, column] = op.set
      const value = normaliseValue(op.value)
      const placed = places.cell({ block, row, column }, value)
      return placed
        ? [{ set: [placed.ref.block, placed.ref.row, placed.ref.column], value: placed.value }]
        : [orphan(block, row, column, value)]
    }
    if ('insert' in op) return migrateInsert(places, fresh(op), orphan)
    if ('remove' in op) {
      for (const id of op.ids) alive.delete(`${op.remove}/${id}`)
      const table = places.table(op.remove)
      return table === null ? [] : [{ ...op, remove: table }]
    }
    if ('move' in op) {
      const table = places.table(op.move)
      return table === null ? [] : [{ ...op, move: table }]
    }
    if (!('explain' in op)) return [op]
    const problem = places.problem(op.explain)
    return problem === null ? [orphan(explanationsKey, op.explain, 'text', op.text || null)] : [{ ...op, explain: problem }]
  })
}

function migrateInsert(
  places: OldPlaces,
  op: InsertOp,
  orphan: (block: string, row: string | null, column: string, value: CellValue) => OrphanOp,
): readonly Op[] {
  const table = places.table(op.insert)
  const orphans: Op[] = []
  const rows = op.rows.map((row): DynamicRow => {
    const { $id, ...old } = row
    const cells: Record<string, CellValue> = {}
    for (const [column, typed] of Object.entries(old)) {
      const value = normaliseValue(typed)
      if (value === null) continue
      const placed = table === null ? null : places.cell({ block: op.insert, row: $id, column }, value, table)
      if (placed) cells[placed.ref.column] = placed.value
      else orphans.push(orphan(op.insert, $id, column, value))
    }
    return { ...cells, $id } as DynamicRow
  })
  return table === null ? orphans : [{ insert: table, after: op.after, rows }, ...orphans]
}
