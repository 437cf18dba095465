import type { Person, Reply } from './person.ts'

/** A file of a store as the API tells it. */
export interface FileSeen {
  readonly id: string
  readonly name: string
  readonly canDownload: boolean
  readonly downloadedAt: string | null
  readonly organisation: { readonly login: string } | null
}

export interface PlacedReply {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly done: string
  readonly organisation: { readonly login: string } | null
  readonly detail?: string
}

/** Slug of a publication of the demo's section «ВПР» that collects nothing. */
export const demoPublication = 'poriadok-provedeniia-vserossiiskikh-proverochnykh-'

/** Makes a store in a publication of the demo; its id. */
export async function makeStore(organizer: Person, audience: 'all' | 'organisations' = 'all'): Promise<string> {
  const reply = await organizer.post<{ id: string }>('/api/admin/stores', {
    section: 'vpr',
    publication: demoPublication,
    title: 'Материалы для проверки',
    audience,
  })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body.id
}

/** Places a file, as the organizer's page does: the bytes are the body, the rest is in the address. */
export function placeFile(
  organizer: Person,
  store: string,
  name: string,
  content: string | Blob,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply<PlacedReply>> {
  const query = new URLSearchParams({ name, ...more })
  return organizer.send('POST', `/api/admin/stores/${store}/files?${query}`, content, {
    'content-type': 'application/octet-stream',
  })
}

/** What somebody sees in a store. */
export async function filesSeen(person: Person, store: string, query = ''): Promise<readonly FileSeen[]> {
  const { body } = await person.get<{ items: readonly FileSeen[] }>(`/api/stores/${store}/files?per=100${query}`)
  return body.items
}

/** Downloads a placed file. */
export function download(person: Person, placement: string, headers: Record<string, string> = {}): Promise<Response> {
  return person.fetch('GET', `/api/placements/${placement}/content`, undefined, headers)
}
