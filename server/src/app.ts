import Koa from 'koa'
import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { pageFolder, pages } from './http/pages.ts'
import { metricsPage } from './http/metrics-page.ts'
import { problemWriter } from './http/problem-writer.ts'
import { readBody } from './http/read-body.ts'
import { registerRoutes } from './http/register-routes.ts'
import type { Route } from './http/route.ts'
import { securityHeaders } from './http/security-headers.ts'
import { SessionCookie } from './http/session-cookie.ts'
import type { Metrics } from './metrics/metrics.ts'
import { problems } from './problems.ts'
import type { Settings } from './settings.ts'
import type { Session } from './storage/sessions.ts'

export interface AppParts {
  readonly settings: Settings
  readonly log: Logger
  readonly table: readonly Route[]
  readonly metrics: Metrics
  readonly findSession: (token: string) => Promise<Session | null>
}

/** The HTTP application, not yet listening. */
export function createApp({ settings, log, table, metrics, findSession }: AppParts): Koa {
  const app = new Koa({ proxy: settings.proxy })
  // Whatever is not answered as a problem (a client that hung up in the middle of a download) is only worth a note.
  app.on('error', (error: unknown) => log.debug({ err: error }, 'connection'))
  const router = registerRoutes(table, {
    cookie: new SessionCookie(settings.tls),
    findSession,
    checkReplies: settings.checkReplies,
  })
  app.use(securityHeaders(settings.tls))
  app.use(metricsPage(metrics, settings))
  app.use(problemWriter(log))
  app.use(legibleUrl)
  app.use(readBody(settings.bodyLimit))
  app.use(router)
  app.use(otherMethods(table))
  if (settings.role !== 'worker') app.use(pages(pageFolder))
  return app
}

/** Refuses addresses whose percent signs mean nothing. */
const legibleUrl: Middleware = (ctx, next) => {
  try {
    decodeURIComponent(ctx.path)
  } catch {
    throw problems.badUrl({})
  }
  return next()
}

/** A known address with a method that it does not have. */
function otherMethods(table: readonly Route[]): Middleware {
  const patterns = table.map(({ path, method }) => ({
    pattern: new RegExp(`^${path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
    method: method.toUpperCase(),
  }))
  return (ctx, next) => {
    if (ctx.body !== undefined || ctx.status !== 404) return next()
    const allowed = patterns.filter(({ pattern }) => pattern.test(ctx.path)).map(({ method }) => method)
    if (allowed.length === 0 || allowed.includes(ctx.method)) return next()
    ctx.set('Allow', allowed.join(', '))
    throw problems.methodNotAllowed({})
  }
}
