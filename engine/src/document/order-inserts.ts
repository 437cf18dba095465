import type { Op } from '../model/ops.ts'

/** What one opening of a page sent as one action. */
export interface Push {
  readonly clientId: string
  readonly ops: readonly Op[]
}

/**
 * The ops of a push as they go into the log, so that rows which several people put behind the same row at once stand in the order of
 * their clients, whoever came first, and the rows of one client stay together. Later rows of the same client behind the same row come
 * before its earlier ones, as everywhere.
 * @param others what others put into the log since the version that this client knew, in the order of the log.
 */
export function orderInserts(push: Push, others: readonly Push[]): readonly Op[] {
  const lower = others.filter(({ clientId }) => clientId < push.clientId)
  if (lower.length === 0 || !push.ops.some((op) => 'insert' in op)) return push.ops
  const behind = new Map<string, string>()
  for (const { ops } of lower)
    for (const op of ops) {
      const last = 'insert' in op ? op.rows.at(-1) : undefined
      // The first one to come stands furthest behind.
      if ('insert' in op && last && !behind.has(placeKey(op.insert, op.after)))
        behind.set(placeKey(op.insert, op.after), last.$id)
    }
  return push.ops.map((op) => ('insert' in op ? { ...op, after: lastOf(behind, op.insert, op.after) } : op))
}

/** The last row of those that stand behind an anchor one after another. */
function lastOf(behind: ReadonlyMap<string, string>, table: string, anchor: string | null): string | null {
  const passed = new Set<string | null>()
  let after = anchor
  for (;;) {
    passed.add(after)
    const next = behind.get(placeKey(table, after))
    // A row that was removed and put back elsewhere may lead round in a circle.
    if (next === undefined || passed.has(next)) return after
    after = next
  }
}

function placeKey(table: string, after: string | null): string {
  return JSON.stringify([table, after])
}
