import type { Clock } from '../../clock.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import { previewScope } from '../../policies/scope.ts'
import type { OrganisationKind, Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Database } from '../../storage/database.ts'
import { findExample } from '../../storage/organisations.ts'
import type { Organisation } from '../../storage/organisations.ts'
import { findPublication, findSection } from '../../storage/publications.ts'
import type { FilePage, StoreHead, Stores } from '../files/stores.ts'
import type { Publications, PublicationView } from '../publications.ts'

/** Files of a store that are told one by one; the rest is counted. */
const mostFiles = 20

/** Who may be looked through the eyes of; `stranger`: before signing in. */
export const viewers = ['edu', 'ksh', 'spo', 'reg', 'mun', 'stranger'] as const
export type Viewer = (typeof viewers)[number]

/** Through whose eyes a publication is looked at. */
export interface Looking {
  readonly as: Viewer
  /** Code of a region: `01`; null for any. */
  readonly region: string | null
  /** Login of the very organisation; null for the first one that is like this. */
  readonly login: string | null
}

export interface PublicationPreview {
  /** Whose eyes they are; null before signing in. */
  readonly viewer: Pick<Organisation, 'id' | 'login' | 'name'> | null
  /** It is out: they see now what is shown here. */
  readonly out: boolean
  /** Null when it is not for them. */
  readonly publication:
    | (Omit<PublicationView, 'stores' | 'kept'> & { readonly stores: readonly (StoreHead & { readonly page: FilePage })[] })
    | null
}

/** Publications as others see them, those that are not out yet too. For the organizer; nothing can be changed or fetched through it. */
export class Previews {
  readonly #database: Database
  readonly #publications: Publications
  readonly #stores: Stores
  readonly #now: Clock

  constructor(database: Database, publications: Publications, stores: Stores, now: Clock) {
    this.#database = database
    this.#publications = publications
    this.#stores = stores
    this.#now = now
  }

  /** @throws the problems `not-found` and `no-viewer`. */
  async look(scope: Scope, sectionSlug: string, slug: string, looking: Looking): Promise<PublicationPreview> {
    onlyTheOrganizer(scope)
    const db = this.#database.read
    const now = this.#now()
    const section = await findSection(scope, db, sectionSlug)
    const own = section && (await findPublication(scope, db, section.id, slug, now))
    if (!section || !own) throw problems.notFound({})
    const organisation = await this.#viewer(scope, looking)
    const theirs = previewScope(organisation)
    const isFor = (await findPublication(theirs, db, section.id, slug, now)) !== null
    return {
      viewer: organisation && { id: organisation.id, login: organisation.login, name: organisation.name },
      out: !own.hidden && own.publishedAt <= now,
      publication: isFor ? await this.#seen(theirs, sectionSlug, slug) : null,
    }
  }

  async #seen(theirs: Scope, section: string, slug: string): Promise<PublicationPreview['publication']> {
    const { stores, kept: _kept, ...publication } = await this.#publications.view(theirs, section, slug)
    const page = (id: string): Promise<FilePage> => this.#stores.list(theirs, id, { q: '', page: 1, per: mostFiles })
    const filled = stores.map(async (store) => ({ ...store, page: await page(store.id) }))
    return { ...publication, stores: await Promise.all(filled) }
  }

  async #viewer(scope: Scope, { as, region, login }: Looking): Promise<Organisation | null> {
    if (as === 'stranger') return null
    const kind: OrganisationKind = as
    const found = await findExample(scope, this.#database.read, login === null ? { kind, region } : { login })
    if (found === null || found.kind !== kind) throw problems.noViewer({})
    return found
  }
}
