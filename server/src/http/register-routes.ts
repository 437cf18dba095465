import findMyWay from 'find-my-way'
import type { HTTPMethod } from 'find-my-way'
import type { Context, Middleware } from 'koa'
import { scopeOf, strangerScope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { Session } from '../storage/sessions.ts'
import { isForbiddenText } from './edge-text.ts'
import { openUpload, readUpload } from './read-upload.ts'
import { EventSchemas, PreparedJson } from './route.ts'
import type { Answer, Call, EventsAnswer, FileAnswer, OpenUpload, ReadUpload, Route, StoredAnswer } from './route.ts'
import { hasCsrfToken, isFromThisSite } from './same-site.ts'
import type { SessionCookie } from './session-cookie.ts'
import { parameterValidatorOf, validatorOf } from './validate.ts'
import type { Validator } from './validate.ts'
import { writeFile } from './write-file.ts'

export interface RouteSettings {
  readonly cookie: SessionCookie
  /** Finds the session of a token; null when there is none or it has ended. */
  findSession(token: string): Promise<Session | null>
  /** Check every answer against its schema and break when it does not fit. For tests. */
  readonly checkReplies: boolean
}

/** Makes a router of the route table: who may call, what a request must look like, how an answer is written. */
export function registerRoutes(table: readonly Route[], settings: RouteSettings): Middleware {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 500 })
  for (const route of table) {
    const place: Place = { route, checks: compile(route, settings.checkReplies) }
    const path = route.path.replace(/\{(\w+)\}/g, ':$1')
    router.on(route.method.toUpperCase() as HTTPMethod, path, () => {}, place)
  }
  return (ctx, next) => {
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method
    const found = router.find(method as HTTPMethod, ctx.path)
    if (found === null) return next()
    const { route, checks } = found.store as Place
    ctx.state['route'] = route.path
    return serve(ctx, route, checks, found.params, settings)
  }
}

interface Place {
  readonly route: Route
  readonly checks: Checks
}

interface Checks {
  readonly params: Validator
  readonly query: Validator
  readonly body: Validator | null
  readonly reply: Validator | null
}

function compile(route: Route, checkReplies: boolean): Checks {
  return {
    params: parameterValidatorOf(route.params.json),
    query: parameterValidatorOf(route.query.json),
    body: route.body && validatorOf(route.body.json),
    reply: checkReplies && isJson(route.reply) ? validatorOf(route.reply.json) : null,
  }
}

function isJson(reply: Route['reply']): reply is Exclude<Route['reply'], 'file' | EventSchemas | null> {
  return reply !== null && reply !== 'file' && !(reply instanceof EventSchemas)
}

async function serve(
  ctx: Context,
  route: Route,
  checks: Checks,
  params: Readonly<Record<string, string | undefined>>,
  settings: RouteSettings,
): Promise<void> {
  const token = settings.cookie.read(ctx)
  const session = await sessionFor(ctx, route, token, settings)
  if (route.method !== 'get') guard(ctx, session)
  if (session?.identity.mustChange && !route.early) throw problems.passwordChange({})
  const call = read(ctx, route, checks, { params, token }, settings)
  ctx.set('Cache-Control', 'no-store')
  const scope = session === null ? strangerScope() : scopeOf(session.identity)
  const body =
    route.auth === 'session' && session !== null
      ? await route.handle({ ...call, session, scope })
      : route.auth === 'guest'
        ? await route.handle({ ...call, scope })
        : await route.handle(call as never)
  write(ctx, route, checks, body)
}

/** Whose session a request is made in; null where that is not asked, or strangers may come too. */
async function sessionFor(ctx: Context, route: Route, token: string | null, settings: RouteSettings): Promise<Session | null> {
  if (route.auth === 'anyone') return null
  const session = token === null ? null : await settings.findSession(token)
  if (session !== null) return session
  // Who was signed in is no stranger: they are told, and asked to sign in again.
  if (token !== null) settings.cookie.clear(ctx)
  else if (route.auth === 'guest') return null
  throw problems.signedOut({})
}

function guard(ctx: Context, session: Session | null): void {
  if (!isFromThisSite(ctx)) throw problems.badCsrf({})
  if (session !== null && !hasCsrfToken(ctx, session.csrf)) throw problems.badCsrf({})
}

function read(
  ctx: Context,
  route: Route,
  checks: Checks,
  { params, token }: { readonly params: Readonly<Record<string, string | undefined>>; readonly token: string | null },
  settings: RouteSettings,
): Call<unknown, unknown, unknown> {
  const query: Record<string, unknown> = { ...ctx.query }
  for (const value of [...Object.values(params), ...Object.values(query)].flat()) {
    if (typeof value === 'string' && isForbiddenText(value)) throw problems.badText({})
  }
  const body: unknown = route.upload ? uploadOf(ctx, route.upload) : route.body === null ? undefined : ctx.request.body
  if (route.body !== null && ctx.is('application/json') === false) throw problems.notJson({})
  const errors = [...checks.params(params), ...checks.query(query), ...(checks.body === null ? [] : checks.body(body))]
  if (errors.length > 0) throw problems.badRequest({ errors })
  const answer: Answer = {
    setHeader: (name, value) => ctx.set(name, value),
    setSession: (value) => settings.cookie.set(ctx, value),
    clearSession: () => settings.cookie.clear(ctx),
  }
  return { params, query, body, token, answer, address: ctx.ip, header: (name) => ctx.get(name) }
}

function uploadOf(ctx: Context, rules: NonNullable<Route['upload']>): ReadUpload | OpenUpload {
  return rules.streamed ? openUpload(ctx, rules) : readUpload(ctx, rules)
}

function write(ctx: Context, route: Route, checks: Checks, body: unknown): void {
  ctx.status = route.status
  if (route.reply === null) {
    ctx.body = null
    ctx.status = route.status
  } else if (route.reply === 'file') {
    writeFile(ctx, body as FileAnswer | StoredAnswer)
  } else if (route.reply instanceof EventSchemas) {
    writeEvents(ctx, body as EventsAnswer)
  } else {
    // Handlers that keep their answer as text (a compiled form) need not build it again.
    const text = body instanceof PreparedJson ? body.text : JSON.stringify(body)
    const errors = checks.reply?.(JSON.parse(text)) ?? []
    if (errors.length > 0) throw new Error(`${route.path} answers against its schema: ${JSON.stringify(errors)}`)
    ctx.type = 'application/json'
    ctx.body = ctx.fresh ? null : text
    if (ctx.fresh) ctx.status = 304
  }
}

/** The answer is left to who writes it: koa would wait for its end. */
function writeEvents(ctx: Context, write: EventsAnswer): void {
  ctx.set('Content-Type', 'text/event-stream')
  // nginx gathers answers otherwise.
  ctx.set('X-Accel-Buffering', 'no')
  ctx.respond = false
  ctx.res.flushHeaders()
  if (ctx.method === 'HEAD') ctx.res.end()
  else write(ctx.res)
}
