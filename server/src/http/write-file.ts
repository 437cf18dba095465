import contentDisposition from 'content-disposition'
import type { Context } from 'koa'
import { finished } from 'node:stream'
import { problems } from '../problems.ts'
import { partOf } from './byte-range.ts'
import type { FileAnswer, StoredAnswer } from './route.ts'

/** Opened by itself, a file is a page of nobody: it may run, load and frame nothing. */
const ownWorld = "sandbox; default-src 'none'; frame-ancestors 'none'"

/** Writes a file as the answer. */
export function writeFile(ctx: Context, file: FileAnswer | StoredAnswer): void {
  ctx.type = file.type
  // The name in other letters is sent as well: filename*=UTF-8''…
  const fallback = file.name.replace(/[^\x20-\x7e]/g, '_')
  const type = 'open' in file ? file.disposition : 'attachment'
  ctx.set('Content-Disposition', contentDisposition(file.name, { type, fallback }))
  if ('open' in file) return writeStored(ctx, file)
  ctx.length = file.size
  ctx.body = file.stream
}

/** The whole file, or the one part that was asked for. */
function writeStored(ctx: Context, file: StoredAnswer): void {
  ctx.set('Content-Security-Policy', ownWorld)
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Accept-Ranges', 'bytes')
  ctx.etag = file.sha256
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  const condition = ctx.get('if-range')
  const part = condition === '' || condition === `"${file.sha256}"` ? partOf(ctx.get('range'), file.size) : null
  if (part === 'beyond') {
    ctx.remove('Content-Disposition')
    ctx.set('Content-Range', `bytes */${file.size}`)
    throw problems.badRange({ size: file.size })
  }
  const { from, to } = part ?? { from: 0, to: file.size - 1 }
  if (part !== null) {
    ctx.status = 206
    ctx.set('Content-Range', `bytes ${from}-${to}/${file.size}`)
  }
  ctx.length = to - from + 1
  if (ctx.method === 'HEAD') {
    ctx.res.setHeader('Content-Length', to - from + 1)
    return
  }
  const stream = file.open(from, to)
  finished(ctx.res, (error) => {
    stream.destroy()
    file.sent(error ? stream.bytesRead : to - from + 1, !error && to === file.size - 1)
  })
  ctx.body = stream
}
