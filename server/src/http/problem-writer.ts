import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { problems, RequestProblem } from '../problems.ts'
import { Overloaded } from '../storage/database.ts'
import { isPassing } from '../storage/trouble.ts'

/** The one place where failures become answers. What is not foreseen is logged and answered without any detail. */
export function problemWriter(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined) throw problems.notFound({})
    } catch (error) {
      write(ctx, toProblem(error, log, ctx))
    }
  }
}

function toProblem(error: unknown, log: Logger, ctx: Context): RequestProblem {
  if (error instanceof RequestProblem) return error
  if (error instanceof Overloaded) return problems.busy({ retryAfter: 2 })
  if (isPassing(error)) {
    log.error({ err: error }, 'the database cannot work now')
    return problems.unavailable({ retryAfter: 5 })
  }
  log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
  return problems.broken({})
}

function write(ctx: Context, problem: RequestProblem): void {
  ctx.status = problem.status
  if (problem.retryAfter !== null) ctx.set('Retry-After', String(problem.retryAfter))
  ctx.set('Cache-Control', 'no-store')
  ctx.body = JSON.stringify({
    ...problem.extras,
    type: `/problems/${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
  })
  ctx.type = 'application/problem+json'
}
