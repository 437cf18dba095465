import { createReadStream } from 'node:fs'
import type { Stats } from 'node:fs'
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

/** What the build lays beside a file, the smaller one first. */
const endings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

async function send(ctx: Context, file: string): Promise<boolean> {
  const type = types[extname(file)]
  const plain = type === undefined ? null : await sizeOf(file)
  if (type === undefined || plain === null) return false
  const { path, found, encoding } = (await packed(ctx, file)) ?? { path: file, found: plain, encoding: null }
  ctx.status = 200
  ctx.type = type
  ctx.length = found.size
  // An answer that a cache keeps for one browser may be of no use to another.
  ctx.vary('Accept-Encoding')
  if (encoding !== null) ctx.set('Content-Encoding', encoding)
  ctx.etag = [found.size, Math.round(found.mtimeMs)].map((part) => part.toString(36)).join('-') + (encoding ?? '')
  if (ctx.fresh) ctx.status = 304
  else if (ctx.method === 'GET') ctx.body = createReadStream(path)
  return true
}

/** The smallest form of a file that the browser takes and the build has made; null when it is the file itself. */
async function packed(ctx: Context, file: string) {
  for (const [encoding, ending] of endings) {
    if (ctx.acceptsEncodings(encoding) === false) continue
    const found = await sizeOf(file + ending)
    if (found !== null) return { path: file + ending, found, encoding }
  }
  return null
}

/** Null when it is no file. */
async function sizeOf(file: string): Promise<Stats | null> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found : null
}
