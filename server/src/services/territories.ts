import type { Clock } from '../clock.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { Database } from '../storage/database.ts'
import { countByTerritory, findTerritory, territoriesAbove, territoriesUnder } from '../storage/territories.ts'
import type { Territory, TerritoryCount } from '../storage/territories.ts'
import type { Monitoring } from './monitoring.ts'

export interface Place {
  readonly id: string
  readonly login: string
  readonly name: string
}

export interface TerritoryFigures {
  readonly place: Place
  /** It has places of its own below. */
  readonly deeper: boolean
  readonly total: number
  readonly notStarted: number
  readonly inProgress: number
  readonly submitted: number
}

export interface TerritoryPage {
  /** From the viewer's own place down to the one that is looked at. */
  readonly way: readonly Place[]
  readonly items: readonly TerritoryFigures[]
}

/** «По территориям»: the figures of a collection by region, municipality and school. */
export class Territories {
  readonly #database: Database
  readonly #monitoring: Monitoring
  readonly #now: Clock

  constructor(database: Database, monitoring: Monitoring, now: Clock) {
    this.#database = database
    this.#monitoring = monitoring
    this.#now = now
  }

  /** @param place id of an organisation within the scope; its own when null. @throws the problem `not-found`. */
  async look(scope: Scope, collectionId: string, place: string | null): Promise<TerritoryPage> {
    const { closesAt } = await this.#monitoring.require(scope, collectionId)
    const db = this.#database.read
    const here = await findTerritory(scope, db, place ?? scope.person.organisation.id)
    if (here === null) throw problems.notFound({})
    const now = this.#now()
    const [way, below, counts] = await Promise.all([
      territoriesAbove(scope, db, here.path),
      territoriesUnder(scope, db, here.id),
      countByTerritory(scope, this.#database, collectionId, here.path, now),
    ])
    const items = below.map((territory) => figuresOf(territory, counts, now > closesAt)).filter(({ total }) => total > 0)
    return { way: way.map(placeOf), items }
  }
}

/** After the end «В работе» is counted among «Не приступило», but for those who have more time. */
function figuresOf(territory: Territory, counts: readonly TerritoryCount[], ended: boolean): TerritoryFigures {
  const own = counts.filter(({ path }) => path === territory.path)
  const sum = (status: TerritoryCount['status'], what: 'total' | 'extended' = 'total'): number =>
    own.filter((count) => count.status === status).reduce((all, count) => all + count[what], 0)
  const total = own.reduce((all, count) => all + count.total, 0)
  const submitted = sum('submitted')
  const inProgress = sum('inProgress', ended ? 'extended' : 'total')
  const deeper = territory.kind === 'reg' || territory.kind === 'mun'
  return { place: placeOf(territory), deeper, total, notStarted: total - submitted - inProgress, inProgress, submitted }
}

const placeOf = ({ id, login, name }: Territory): Place => ({ id, login, name })
