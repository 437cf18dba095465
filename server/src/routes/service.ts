import { openRoute, PreparedJson } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { toOpenApi } from '../http/openapi.ts'
import { boolean, object, shape } from '../http/schema.ts'
import { problems } from '../problems.ts'

export interface Health {
  /** Whether the database answers and the server is not stopping. */
  ready(): Promise<boolean>
}

/** What balancers and programmers ask. */
export function serviceRoutes(health: Health, rest: readonly Route[], version: string): readonly Route[] {
  const ok = object({ ok: boolean })
  const own: Route[] = [
    openRoute({ method: 'get', path: '/healthz', summary: 'The process is alive', reply: ok }, () =>
      Promise.resolve({ ok: true }),
    ),
    openRoute(
      { method: 'get', path: '/readyz', summary: 'The server can take requests', reply: ok, problems: ['stopping'] },
      async () => {
        if (!(await health.ready())) throw problems.stopping({ retryAfter: 5 })
        return { ok: true }
      },
    ),
    openRoute(
      { method: 'get', path: '/openapi.json', summary: 'This description', reply: shape<PreparedJson>('object', 'OpenAPI 3.1') },
      () => Promise.resolve(new PreparedJson(description)),
    ),
  ]
  const description = JSON.stringify(toOpenApi([...own, ...rest], version))
  return own
}
