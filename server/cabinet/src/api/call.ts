import { request } from './request.ts'
import type { Ask } from './request.ts'
import type { Argument, Demand, JsonRoute, Place, Reply, RouteName } from './route-types.ts'

/** What a call may say besides what its route takes. */
export type Circumstances = Pick<Ask, 'csrf' | 'ifMatch' | 'signal'>

/**
 * Asks a route of the server and gives what it answers; undefined where it answers nothing. What may be asked, and the type of the
 * answer, is what the route table of the server says.
 *
 * @throws ApiProblem for every failure but an abort of `signal`, which is thrown as it is.
 */
export async function call<R extends JsonRoute>(route: R, ...[given]: Argument<Demand<R> & Circumstances>): Promise<Reply<R>> {
  const { params: _params, query: _query, ...ask } = (given ?? {}) as Plain & Circumstances
  return (await request({ method: partsOf(route)[0], path: addressOf(route, given as Place<R>), ...ask })) as Reply<R>
}

/** The address of a route; a value of the query that is undefined is left out. */
export function addressOf<R extends RouteName>(route: R, ...[given]: Argument<Place<R>>): string {
  const { params = {}, query = {} } = (given ?? {}) as Plain
  const path = partsOf(route)[1].replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}

/** What is given for a route, whichever it is. */
interface Plain {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

function partsOf(route: RouteName): readonly [method: Ask['method'], path: string] {
  return route.split(' ') as [Ask['method'], string]
}
