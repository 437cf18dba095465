import { iso } from '../../clock.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { circleOfCollection, listFormerCollections, participantLogins } from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import { findFormVersion } from '../../storage/form-versions.ts'
import { findPublication, findSection } from '../../storage/publications.ts'
import { listStores } from '../../storage/stores.ts'
import type { CollectionOrder } from './open-collections.ts'
import type { FirstStore, PublicationText } from './publishing.ts'

/** So many former collections are told. */
const mostTold = 500

/** A collection that may be copied. */
export interface Former {
  readonly id: string
  readonly title: string
  /** Title of its publication. */
  readonly publication: string
  /** ISO times. */
  readonly opensAt: string
  readonly closesAt: string
}

/** A publication to be made like a former one. */
export interface PublicationCopy extends Omit<PublicationText, 'hidden'> {
  readonly stores: readonly FirstStore[]
}

/** What was published and collected before, as an order for the next year: nothing is made until the organizer sends it. */
export class LastYear {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Collections that may be copied, the ones that ended last first. */
  async collections(scope: Scope): Promise<readonly Former[]> {
    onlyTheOrganizer(scope)
    const found = await listFormerCollections(scope, this.#database.read, { limit: mostTold })
    return found.map(({ id, title, publication, opensAt, closesAt }) => {
      return { id, title, publication, opensAt: iso(opensAt), closesAt: iso(closesAt) }
    })
  }

  /** The same collection a year later: its form, interval and audience. @throws the problem `not-found`. */
  async collection(scope: Scope, id: string): Promise<CollectionOrder> {
    onlyTheOrganizer(scope)
    const db = this.#database.read
    const [former] = await listFormerCollections(scope, db, { id })
    if (!former) throw problems.notFound({})
    const form = await findFormVersion(scope, db, former.formVersionId)
    const { chosen, kinds, regions } = await circleOfCollection(scope, db, id)
    return {
      title: titleLater(former.title),
      source: form?.source ?? '',
      opensAt: iso(yearLater(former.opensAt)),
      closesAt: iso(yearLater(former.closesAt)),
      excel: former.excel,
      circle: { kinds, regions },
      logins: chosen ? await participantLogins(scope, db, id) : [],
    }
  }

  /** The same publication a year later: its text, audience, and stores without files. @throws the problem `not-found`. */
  async publication(scope: Scope, sectionSlug: string, slug: string): Promise<PublicationCopy> {
    onlyTheOrganizer(scope)
    const db = this.#database.read
    const section = await findSection(scope, db, sectionSlug)
    const former = section && (await findPublication(scope, db, section.id, slug, Number.MAX_SAFE_INTEGER))
    if (!former) throw problems.notFound({})
    const { title, body, publishedAt, isPublic, circle } = former
    const stores = (await listStores(scope, db, former.id)).map((store) => ({ title: store.title, audience: store.audience }))
    return { title: titleLater(title), body, publishedAt: iso(yearLater(publishedAt)), isPublic, circle, stores }
  }
}

const moscow = 3 * 60 * 60 * 1000

/** The same day and time of the next year on Moscow's clocks, milliseconds since 1970; 28 February for the 29th. */
export function yearLater(time: number): number {
  const wall = new Date(time + moscow)
  const day = wall.getUTCDate()
  wall.setUTCFullYear(wall.getUTCFullYear() + 1)
  if (wall.getUTCDate() !== day) wall.setUTCDate(0)
  return wall.getTime() - moscow
}

/** A title with its years moved on: «Сбор 2025/2026» → «Сбор 2026/2027». Other numbers stay. */
export function titleLater(title: string): string {
  return title.replace(/(?<![\d.])20\d\d(?!\d)/gu, (year) => String(Number(year) + 1))
}
