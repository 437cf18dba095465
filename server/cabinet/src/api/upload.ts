import { addressOf } from './call.ts'
import { problemOfAnswer, problemOfFailure } from './problem.ts'
import type { FileTaking, Place, Reply } from './route-types.ts'

/** A file on its way to the server. */
export interface Upload {
  readonly file: File
  readonly csrf: string
  /** Told from 0 to 1. */
  readonly progress: (share: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file to a route that takes one. Not by fetch, which tells nothing of the progress.
 *
 * @returns what the server answers.
 * @throws ApiProblem for every failure.
 */
export function upload<R extends FileTaking>(
  route: R,
  place: Place<R>,
  { file, csrf, progress, signal }: Upload,
): Promise<Reply<R>> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(route, place))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Tabel-CSRF', csrf)
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status < 300) done(body as Reply<R>)
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
