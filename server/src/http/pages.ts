import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Middleware } from 'koa'

/** Where vite builds the cabinet: the same folder seen from `src` and from `dist`. */
export const pageFolder = join(import.meta.dirname, '../../dist/page')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** Serves the cabinet: its files, and its one page at every address of the cabinet. */
export function pages(folder: string): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (ctx.path === '/') return ctx.redirect('/lk')
    const isPage = ctx.path === '/lk' || ctx.path.startsWith('/lk/')
    const file = isPage ? join(folder, 'index.html') : insideOf(folder, ctx.path)
    if (file === null || !(await send(ctx, file))) return next()
    // Names of built assets hold a hash of their content; everything else is asked for again each time.
    ctx.set('Cache-Control', ctx.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  }
}

/** The file that a path means, or null when it would lead out of the folder. */
function insideOf(folder: string, path: string): string | null {
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) && !path.includes('\0') ? file : null
}

async function send(ctx: Context, file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  const type = types[extname(file)]
  if (!found?.isFile() || type === undefined) return false
  ctx.status = 200
  ctx.type = type
  ctx.length = found.size
  ctx.etag = `${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}`
  if (ctx.fresh) ctx.status = 304
  else ctx.body = ctx.method === 'HEAD' ? null : createReadStream(file)
  if (ctx.method === 'HEAD') ctx.status = 200
  return true
}
