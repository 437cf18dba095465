import type { Context } from 'koa'
import { problems, RequestProblem } from '../problems.ts'
import type { OpenUpload, ReadUpload, UploadRules } from './route.ts'

/**
 * Looks at the kind of the file that a request brings; nothing of it is read until the handler asks for it.
 *
 * @throws the problem `not-this-type`.
 */
export function readUpload(ctx: Context, { accepts, limit }: UploadRules): ReadUpload {
  if (!ctx.is(...accepts)) throw problems.notThisType({ accepts })
  if ((ctx.request.length ?? 0) > limit) throw problems.tooLarge({ limit })
  return async () => {
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of ctx.req as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > limit) throw problems.tooLarge({ limit })
      parts.push(part)
    }
    return Buffer.concat(parts)
  }
}

/**
 * The same for a file that may be large.
 *
 * @throws the problems `not-this-type`, `file-too-large` and, when whoever sends it hangs up, `upload-broken`.
 */
export function openUpload(ctx: Context, { accepts, limit }: UploadRules): OpenUpload {
  if (!ctx.is(...accepts)) throw problems.notThisType({ accepts })
  if ((ctx.request.length ?? 0) > limit) throw problems.fileTooLarge({ limit })
  return async function* parts() {
    let size = 0
    try {
      for await (const part of ctx.req as AsyncIterable<Uint8Array>) {
        size += part.length
        if (size > limit) throw problems.fileTooLarge({ limit })
        yield part
      }
    } catch (error) {
      // Nobody hears it any more: it is no failure of ours, and nothing to be logged as one.
      throw ctx.req.complete || error instanceof RequestProblem ? error : problems.uploadBroken({})
    }
  }
}
