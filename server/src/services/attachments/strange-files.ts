import { isFileRef } from '@tabel/engine'
import type { CellValue, FileRef, Op, OpFault } from '@tabel/engine'
import type { AssignmentId } from '../../storage/assignments.ts'
import { attachmentsOf } from '../../storage/attachments.ts'
import type { Reader } from '../../storage/database.ts'

/** Faults of ops that put files into cells which were never attached to this draft, or are called otherwise there. */
export async function strangeFiles(db: Reader, assignment: AssignmentId, ops: readonly Op[]): Promise<readonly OpFault[]> {
  const used = ops.flatMap((op, index) => filesIn(op).map((file) => ({ file, index })))
  if (used.length === 0) return []
  const known = await attachmentsOf(db, assignment, [...new Set(used.map(({ file }) => file.$file))])
  return used
    .filter(({ file: { $file, name, size } }) => known.get($file)?.name !== name || known.get($file)?.size !== size)
    .map(({ file: { name }, index }) => {
      const message = `Файл «${name}» не приложен к этому отчету. Приложите его еще раз.`
      return { index, code: 'unknown-file', message }
    })
}

/** Files that an op puts into cells. */
function filesIn(op: Op): readonly FileRef[] {
  if ('set' in op) return isFileRef(op.value) ? [op.value] : []
  if (!('insert' in op)) return []
  return op.rows.flatMap((row) => Object.values<CellValue>(row).filter(isFileRef))
}
