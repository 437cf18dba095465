import { httpDraftStore } from '@tabel/renderer'
import type { DraftStore, HttpDraftOptions } from '@tabel/renderer'
import type { DraftServer } from '../../support/draft-protocol.ts'

/** A school's store over a server, in a collection of its own, that neither gathers nor retries at leisure. */
export function storeOver(
  server: DraftServer,
  options: Partial<HttpDraftOptions> & { readonly watch?: number } = {},
): DraftStore {
  const { watch, ...given } = options
  return httpDraftStore({
    base: '/api',
    collection: crypto.randomUUID(),
    account: 'edu010001',
    csrf: () => 'token',
    fetch: server.fetch,
    pace: { gather: 20, retry: 20, longest: 60, ...(watch !== undefined && { watch }) },
    ...given,
  })
}
