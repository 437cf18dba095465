import type { ReadLimits } from './limits.ts'
import { readPart } from './xml.ts'
import { suspicious } from './zip-guard.ts'
import type { Parts } from './zip-guard.ts'

/** A part that another one refers to. */
export interface Relation {
  readonly id: string
  /** The last word of its type: `worksheet`, `sharedStrings`. */
  readonly type: string
  /** Name of the part. */
  readonly part: string
}

/** What a part refers to within the workbook; the workbook itself is ''. */
export async function readRelations(parts: Parts, part: string, limits: ReadLimits): Promise<readonly Relation[]> {
  const folder = folderOf(part)
  const found: Relation[] = []
  await readPart(parts, `${folder}_rels/${part.slice(folder.length)}.rels`, limits, {
    opened(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External' || !Id || !Type || !Target) return
      if (found.length >= limits.parts) throw suspicious('слишком много частей')
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: resolve(folder, Target) })
    },
  })
  return found
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1)
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}
