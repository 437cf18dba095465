import type { FileRef } from '@tabel/engine'
import type { Person } from './person.ts'

/** A file that is a PDF as far as its beginning tells. */
export const pdf = (text = 'Меню на неделю'): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}`)

/** Sends a file for a cell of somebody's own draft: the menu of «pitanie», unless another is named. */
export async function attach(
  person: Person,
  collection: string,
  bytes: Uint8Array,
  {
    name = 'меню.pdf',
    block = 'hall',
    column = 'menu',
    participant = '',
  }: { readonly name?: string; readonly block?: string; readonly column?: string; readonly participant?: string } = {},
): Promise<{ readonly status: number; readonly body: FileRef & { readonly code?: string; readonly detail?: string } }> {
  const query = new URLSearchParams({ block, column, name })
  const reply = await person.fetch(
    'POST',
    `/api/collections/${collection}${participant === '' ? '' : `/participants/${participant}`}/draft/attachments?${query}`,
    new Blob([bytes as Uint8Array<ArrayBuffer>]),
    { 'content-type': 'application/octet-stream' },
  )
  return { status: reply.status, body: (await reply.json()) as FileRef }
}

/** Asks for a file that is attached in a collection. */
export const attached = (person: Person, collection: string, id: string, query = ''): Promise<Response> =>
  person.fetch('GET', `/api/collections/${collection}/attachments/${id}${query}`)
