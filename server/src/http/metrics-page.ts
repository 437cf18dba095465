import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import type { Metrics } from '../metrics/metrics.ts'

/** Who may read `/metrics`. */
export interface MetricsAccess {
  /** `loopback`: whoever asks from this machine without a proxy in between. `open`: everybody. */
  readonly metrics: 'loopback' | 'open'
  /** Whoever sends it as `Authorization: Bearer …` may as well; empty when there is none. */
  readonly metricsToken: string
}

/** Measures every answer, and serves `/metrics` to those who may read it; for all others there is no such page. */
export function metricsPage(metrics: Metrics, access: MetricsAccess): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/metrics' && ctx.method === 'GET' && mayRead(ctx, access)) {
      ctx.set('Cache-Control', 'no-store')
      const text = await metrics.text()
      ctx.set('Content-Type', metrics.contentType)
      ctx.body = text
      return
    }
    const begun = process.hrtime.bigint()
    await next()
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9
    metrics.answered(ctx.method, routeOf(ctx), ctx.status, seconds)
  }
}

/** The route that answered; addresses that people make up must not become labels. */
function routeOf(ctx: Context): string {
  const { route } = ctx.state as { readonly route?: string }
  return route ?? (ctx.status < 400 ? 'pages' : 'none')
}

function mayRead(ctx: Context, { metrics, metricsToken }: MetricsAccess): boolean {
  if (metrics === 'open') return true
  if (metricsToken !== '' && isSame(ctx.get('authorization'), `Bearer ${metricsToken}`)) return true
  // Behind a proxy on this machine everybody comes from it.
  const isForwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some(
    (name) => ctx.get(name) !== '',
  )
  return !isForwarded && isLoopback(ctx.req.socket.remoteAddress ?? '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

/** Takes the same time whatever is wrong. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
