import { bodyParser } from '@koa/bodyparser'
import type { Middleware } from 'koa'
import { problems } from '../problems.ts'
import { hasForbiddenText, isNestedDeeper } from './edge-text.ts'

/** Ops nest five deep. */
const deepest = 20

/** Reads JSON bodies of at most `limit` bytes. */
export function readBody(limit: number): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    extendTypes: { json: ['application/json'] },
    jsonLimit: limit,
    onError: (error) => {
      throw (error as { status?: number }).status === 413 ? problems.tooLarge({ limit }) : problems.badJson({})
    },
  })
  return async (ctx, next) => {
    await parse(ctx as never, async () => {
      const { rawBody } = ctx.request
      if (typeof rawBody === 'string') {
        if (isNestedDeeper(rawBody, deepest)) throw problems.tooDeep({})
        if (hasForbiddenText(rawBody, ctx.request.body)) throw problems.badText({})
      }
      await next()
    })
  }
}
