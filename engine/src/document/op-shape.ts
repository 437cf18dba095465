import { explanationsKey } from './explanations.ts'

/** The block that an op is about (for an explanation the key of explanations); null when what was given is not an op. */
export function opShape(op: unknown): { readonly block: string } | null {
  if (typeof op !== 'object' || op === null) return null
  const one = op as Readonly<Record<string, unknown>>
  const keys = Object.keys(one).sort().join()
  if (keys === 'set,value') return setShape(one['set'])
  if (keys === 'after,insert,rows') return Array.isArray(one['rows']) ? rowsShape(one['insert'], one['after']) : null
  if (keys === 'ids,remove') return areIds(one['ids']) ? rowsShape(one['remove'], null) : null
  if (keys === 'explain,text' || keys === 'explain,seen,text') return explainShape(one)
  if (keys === 'after,ids,move') return areIds(one['ids']) ? rowsShape(one['move'], one['after']) : null
  return null
}

function setShape(set: unknown): { readonly block: string } | null {
  if (!Array.isArray(set) || set.length !== 3) return null
  const [block, row, column] = set as unknown[]
  if (typeof block !== 'string' || typeof column !== 'string') return null
  return row === null || typeof row === 'string' ? { block } : null
}

function rowsShape(block: unknown, after: unknown): { readonly block: string } | null {
  return typeof block === 'string' && (after === null || typeof after === 'string') ? { block } : null
}

/** Of what was seen only the size is asked here. */
function explainShape(op: Readonly<Record<string, unknown>>): { readonly block: string } | null {
  const { explain, text, seen = [] } = op
  if (typeof explain !== 'string' || typeof text !== 'string' || explain.length > 300) return null
  return Array.isArray(seen) && seen.length <= 1000 ? { block: explanationsKey } : null
}

function areIds(ids: unknown): boolean {
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string')
}
