import { problemOfAnswer, problemOfFailure } from './problem.ts'
import type { PlacedFile } from './wire.ts'

/** A file on its way to the server. */
export interface Upload {
  readonly path: string
  readonly file: File
  readonly csrf: string
  /** Told from 0 to 1. */
  readonly progress: (share: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file as the body of a request. Not by fetch, which tells nothing of the progress.
 *
 * @throws ApiProblem for every failure.
 */
export function upload({ path, file, csrf, progress, signal }: Upload): Promise<PlacedFile> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Tabel-CSRF', csrf)
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status < 300) done(body as PlacedFile)
      else failed(problemOfAnswer(request.status, body, request.getResponseHeader('Retry-After')))
    })
    const broken = (): void => failed(problemOfFailure(new Error('no answer')))
    request.addEventListener('error', broken)
    request.addEventListener('abort', broken)
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
