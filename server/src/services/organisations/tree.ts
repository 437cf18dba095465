import { isoOrNull } from '../../clock.ts'
import { roleOf } from '../../policies/collection.ts'
import type { OrganisationKind, Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Database } from '../../storage/database.ts'
import { countBelow, countTree, findInTree, listAbove, listTree } from '../../storage/organisation-tree.ts'
import type { CountsBelow, OrganisationName, TreeOrganisation } from '../../storage/organisation-tree.ts'
import type { OrganisationState } from '../../storage/organisations.ts'

const pageSize = 50

/** An organisation as those above it see it. */
export interface OrganisationView extends OrganisationName {
  readonly kind: OrganisationKind
  readonly zone: string
  /** The one right above it; null where the scope does not see it. */
  readonly parent: OrganisationName | null
  readonly state: OrganisationState
  /** Since when, ISO, and why; null where nobody has changed anything. */
  readonly stateAt: string | null
  readonly stateReason: string | null
  readonly successor: OrganisationName | null
  readonly below: CountsBelow
}

/** An organisation and those above it, from the highest that the scope sees. */
export interface OrganisationPlace {
  readonly organisation: OrganisationView
  readonly above: readonly OrganisationName[]
}

export interface OrganisationPage {
  readonly place: OrganisationPlace
  readonly items: readonly OrganisationView[]
  /** Cursor of the next page. */
  readonly next: string | null
  /** How many there are on all pages. */
  readonly total: number
}

export interface TreeQuery {
  /** Id of the organisation below which is looked; the person's own without it. */
  readonly parent?: string
  readonly q?: string
  readonly state?: OrganisationState
  /** Kinds between commas; all without it. */
  readonly kinds?: string
  readonly cursor?: string
}

/** The tree of organisations, for those who have somebody below them. */
export class OrganisationTree {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Those right below a place; or those anywhere below it whose login or name holds `q`, or that are of one state.
   *
   * @throws the problem `not-found`.
   */
  async page(scope: Scope, { parent, q = '', state, kinds = '', cursor = '' }: TreeQuery): Promise<OrganisationPage> {
    const db = this.#database.read
    const place = await this.#require(scope, parent ?? scope.ownOrganisation)
    const text = q.trim() === '' ? null : q
    const filter = {
      place,
      text,
      state: state ?? null,
      kinds: kinds.split(',').filter((kind) => kind !== '') as OrganisationKind[],
    }
    // One more than a page holds tells whether there is another page.
    const [found, total] = await Promise.all([
      listTree(scope, db, filter, { after: cursor, size: pageSize + 1 }),
      countTree(scope, db, filter),
    ])
    const items = found.slice(0, pageSize)
    const counts = await countBelow(
      scope,
      db,
      [place, ...items].map(({ id }) => id),
    )
    return {
      place: { organisation: toView(scope, place, counts), above: await listAbove(scope, db, place.path) },
      items: items.map((item) => toView(scope, item, counts)),
      next: found.length > pageSize ? (items.at(-1)?.path ?? null) : null,
      total,
    }
  }

  /** @throws the problem `not-found`. */
  async one(scope: Scope, id: string): Promise<OrganisationPlace> {
    const db = this.#database.read
    const found = await this.#require(scope, id)
    return {
      organisation: toView(scope, found, await countBelow(scope, db, [id])),
      above: await listAbove(scope, db, found.path),
    }
  }

  async #require(scope: Scope, id: string): Promise<TreeOrganisation> {
    if (roleOf(scope.person.organisation.kind) === 'org') throw problems.notFound({})
    const found = await findInTree(scope, this.#database.read, { id })
    if (found === null) throw problems.notFound({})
    return found
  }
}

function toView(scope: Scope, organisation: TreeOrganisation, counts: ReadonlyMap<string, CountsBelow>): OrganisationView {
  const { id, login, name, kind, zone, state, stateAt, stateReason, successor, path } = organisation
  const parent = path === scope.path ? null : organisation.parent
  const below = counts.get(id) ?? { municipalities: 0, organisations: 0 }
  return { id, login, name, kind, zone, parent, state, stateAt: isoOrNull(stateAt), stateReason, successor, below }
}
