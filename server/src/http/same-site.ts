import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'

/** Whether a request that changes something comes from a page of this very site, as far as the browser tells. */
export function isFromThisSite(ctx: Context): boolean {
  const site = ctx.get('sec-fetch-site')
  if (site !== '' && site !== 'same-origin' && site !== 'none') return false
  const origin = ctx.get('origin')
  if (origin === '') return true
  try {
    return new URL(origin).host === ctx.host
  } catch {
    return false
  }
}

/** Whether the header carries the token of the session; takes the same time for every wrong one. */
export function hasCsrfToken(ctx: Context, expected: string): boolean {
  const given = Buffer.from(ctx.get('x-tabel-csrf'))
  const wanted = Buffer.from(expected)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
