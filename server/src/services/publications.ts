import { iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { strangerScope } from '../policies/scope.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { RequestProblem } from '../problems.ts'
import type { Database } from '../storage/database.ts'
import type { Circle } from '../storage/publication-audience.ts'
import { findPublication, findSection, listPublications, listPublicPublications, listSections } from '../storage/publications.ts'
import type { Publication, Section } from '../storage/publications.ts'
import type { CollectionView, Collections } from './collections.ts'
import type { Documents, DocumentView } from './files/documents.ts'
import type { StoreHead, Stores } from './files/stores.ts'

export interface SectionView {
  readonly slug: string
  readonly title: string
}

export interface PublicationHead {
  readonly slug: string
  readonly title: string
  /** ISO time. */
  readonly publishedAt: string
  /** What only the organizer is told; null for everybody else. */
  readonly kept: { readonly hidden: boolean; readonly isPublic: boolean; readonly circle: Circle } | null
}

/** A publication that is read before signing in, and where it is. */
export interface PublicPublication extends PublicationHead {
  /** Slug. */
  readonly section: string
}

export interface PublicationView extends PublicationHead {
  readonly section: SectionView
  /** Sanitised HTML. */
  readonly body: string
  readonly documents: readonly DocumentView[]
  readonly stores: readonly StoreHead[]
  readonly collections: readonly CollectionView[]
}

/** Sections and publications of the cabinet. */
export class Publications {
  readonly #database: Database
  readonly #collections: Collections
  readonly #stores: Stores
  readonly #documents: Documents
  readonly #now: Clock

  constructor(
    database: Database,
    blocks: { readonly collections: Collections; readonly stores: Stores; readonly documents: Documents },
    now: Clock,
  ) {
    this.#database = database
    this.#collections = blocks.collections
    this.#stores = blocks.stores
    this.#documents = blocks.documents
    this.#now = now
  }

  async sections(scope: Scope): Promise<readonly SectionView[]> {
    return (await listSections(scope, this.#database.read)).map(toView)
  }

  async list(
    scope: Scope,
    sectionSlug: string,
  ): Promise<{ readonly section: SectionView; readonly items: readonly PublicationHead[] }> {
    const section = await this.#section(scope, sectionSlug)
    const found = await listPublications(scope, this.#database.read, section.id, this.#now())
    const items = found.map((publication) => headOf(scope, publication))
    return { section: toView(section), items }
  }

  /** What is read before signing in. */
  async listPublic(): Promise<readonly PublicPublication[]> {
    const found = await listPublicPublications(strangerScope(), this.#database.read, this.#now())
    return found.map(({ section, ...publication }) => ({ section, ...headOf(strangerScope(), publication) }))
  }

  /**
   * A publication with its blocks. Strangers get the general information of those that are public.
   *
   * @throws the problem `not-found`; for strangers `signed-out`, so that they do not learn what there is.
   */
  async view(scope: Scope, sectionSlug: string, slug: string): Promise<PublicationView> {
    const section = await this.#section(scope, sectionSlug)
    const publication = await findPublication(scope, this.#database.read, section.id, slug, this.#now())
    if (publication === null) throw missing(scope)
    const { body } = publication
    const collections = scope.isStranger ? [] : await this.#collections.listViews(scope, publication.id)
    const stores = scope.isStranger ? [] : await this.#stores.heads(scope, publication.id)
    const documents = await this.#documents.list(scope, publication.id)
    return { section: toView(section), ...headOf(scope, publication), body, documents, stores, collections }
  }

  async #section(scope: Scope, slug: string): Promise<Section> {
    const section = await findSection(scope, this.#database.read, slug)
    if (section === null) throw missing(scope)
    return section
  }
}

function headOf(scope: Scope, { slug, title, publishedAt, hidden, isPublic, circle }: Publication): PublicationHead {
  const keeps = !scope.isStranger && scope.person.organisation.kind === 'fed'
  return { slug, title, publishedAt: iso(publishedAt), kept: keeps ? { hidden, isPublic, circle } : null }
}

function missing(scope: Scope): RequestProblem {
  return scope.isStranger ? problems.signedOut({}) : problems.notFound({})
}

const toView = ({ slug, title }: Section): SectionView => ({ slug, title })
