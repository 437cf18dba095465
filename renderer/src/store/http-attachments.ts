import type { FileRef } from '@tabel/engine'
import { words } from '../locales/words.ts'
import { problemOf } from './api.ts'
import { draftPath } from './http-draft-options.ts'
import { AttachError } from './attachments.ts'
import type { AttachRequest, Attachments } from './attachments.ts'

/** Where the files of a collection are, and for whom. */
export interface HttpAttachmentsOptions {
  /** Address of the API: `/api`. */
  readonly base: string
  /** Id of the collection. */
  readonly collection: string
  /** Id of an organisation below, for whose draft files are sent; left out: one's own. */
  readonly participant?: string
  /** The CSRF token of the session; left out: files are only looked at. */
  readonly csrf?: () => string
}

/** Files in the cells of a form, kept by a Tabel server. */
export function httpAttachments({ base, collection, participant, csrf }: HttpAttachmentsOptions): Attachments {
  const root = base.replace(/\/$/u, '')
  const draft = root + draftPath({ collection, ...(participant !== undefined && { participant }) })
  return {
    attach: csrf ? (request) => send(`${draft}/attachments`, csrf(), request) : null,
    address: ({ $file }, view) =>
      `${root}/collections/${encodeURIComponent(collection)}/attachments/${encodeURIComponent($file)}${view ? '?view=1' : ''}`,
  }
}

/** Not by fetch, which tells nothing of the progress. */
function send(
  path: string,
  csrf: string,
  { file, cell: { block, row, column }, progress, signal }: AttachRequest,
): Promise<FileRef> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    const query = { block, ...(row !== null && { row }), column, name: file.name }
    request.open('POST', `${path}?${new URLSearchParams(query)}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Tabel-CSRF', csrf)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total))
    request.addEventListener('load', () => {
      if (request.status === 201) done(request.response as FileRef)
      else failed(refusal(request.status, request.response))
    })
    request.addEventListener('error', () => failed(new AttachError('offline', words.files.offline)))
    request.addEventListener('abort', () => failed(new AttachError('cancelled', words.files.cancelled)))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function refusal(status: number, body: unknown): AttachError {
  const { code, detail } = problemOf({ status, body })
  if (status === 401) return new AttachError('signed-out', words.files.signedOut)
  return new AttachError(code, detail === '' ? words.files.broken : detail)
}
