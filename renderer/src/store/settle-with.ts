import { findConflicts } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import { part } from './merge.ts'
import type { Entry } from './journal.ts'
import type { ClientQueue, Outbox } from './outbox.ts'
import type { ConflictBody, OthersBody } from './wire.ts'

/** What the person saw until then, and what the server holds. */
interface Sides {
  readonly shown: FormData
  readonly server: FormData
}

/**
 * What waits here and was changed by another meanwhile becomes a decision before it could overwrite the other's. What was typed into
 * an earlier form the server decides on.
 */
export function settleWith(
  outbox: Outbox,
  form: CompiledForm,
  { shown, server }: Sides,
  { ops, by, at }: Pick<OthersBody, 'ops' | 'by' | 'at'>,
): void {
  for (const entry of outbox.own.entries) {
    if (entry.push || outbox.typedIn(entry) !== form.version) continue
    const met = findConflicts(form, entry.ops, ops)
    if (met.length === 0) continue
    const { free, disputed } = part(form, shown, server, entry.ops, met)
    outbox.refuse(outbox.own, entry, free, disputed, { kind: 'conflict', message: '', by, at })
  }
}

/** The server has found that a push meets what somebody else changed: that much of it waits for a decision, the rest goes on. */
export function refuseConflicts(
  outbox: Outbox,
  form: CompiledForm,
  { shown, server }: Sides,
  { queue, sent, conflicts }: { readonly queue: ClientQueue; readonly sent: Entry; readonly conflicts: readonly ConflictBody[] },
): void {
  const [first] = conflicts
  const why = { kind: 'conflict' as const, message: '', by: first?.by ?? null, at: first?.at ?? null }
  const cells = conflicts.map((conflict) => conflict.cell)
  const { free, disputed } = part(form, shown, server, sent.ops, cells)
  // A conflict that names nothing of the push cannot be parted: the whole push waits for a decision.
  if (disputed.length === 0) outbox.refuse(queue, sent, [], [{ ops: sent.ops, cell: null }], why)
  else outbox.refuse(queue, sent, free, disputed, why)
}
