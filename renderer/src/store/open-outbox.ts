import { newClientId } from './client-id.ts'
import type { HttpDraftOptions } from './http-draft-options.ts'
import type { Journal } from './journal.ts'
import type { LivingTabs } from './living-tabs.ts'
import { Outbox } from './outbox.ts'

/** The outbox of a page that has just been opened, with what tabs that are gone have left in the journal. */
export async function openOutbox(
  journal: Journal,
  tabs: LivingTabs,
  { base, account, collection, participant }: HttpDraftOptions,
  changed: () => void,
): Promise<Outbox> {
  const scope = [new URL(base, location.href).href, account, collection, ...(participant ? [participant] : [])].join('|')
  const outbox = new Outbox(journal, scope, newClientId(), changed)
  await tabs.announce(scope, outbox.own.client)
  const entries = await journal.entries(scope)
  const marks = await journal.marks(scope)
  for (const client of new Set([...entries, ...marks].map((one) => one.client))) {
    if (!(await tabs.adopt(scope, client))) continue
    outbox.adopt(
      client,
      entries.filter((entry) => entry.client === client),
      marks.find((mark) => mark.client === client),
    )
  }
  await outbox.dropEmpty()
  return outbox
}
