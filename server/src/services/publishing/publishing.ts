import { iso } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { StoreAudience } from '../../policies/placement.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { exclusively } from '../../storage/migrations/index.ts'
import type { Circle } from '../../storage/publication-audience.ts'
import {
  findPublication,
  findSection,
  insertSection,
  listSections,
  nextSectionPlace,
  orderSections,
  renameSection,
  takenSectionSlugs,
  updatePublication,
} from '../../storage/publications.ts'
import type { Section } from '../../storage/publications.ts'
import type { AuditAction } from '../../text/audit-words.ts'
import { insertStore } from '../../storage/stores.ts'
import { publish } from './publish.ts'
import { sanitize } from './sanitize.ts'
import { freeSlug } from './slug.ts'

/** Addresses under `/lk/` that are pages of their own. */
const pages = ['publications', 'organisations', 'audit', 'forms']

/** What the organizer says of a publication. */
export interface PublicationText {
  readonly title: string
  /** HTML; everything but plain markup is taken out. */
  readonly body: string
  /** ISO time; it may be to come. */
  readonly publishedAt: string
  /** Nobody else sees it. */
  readonly hidden: boolean
  /** Everybody may read it, signed in or not. */
  readonly isPublic: boolean
  readonly circle: Circle
}

/** A store that a publication begins with, empty. */
export interface FirstStore {
  readonly title: string
  readonly audience: StoreAudience
}

/** Sections and publications: the organizer's side. Everybody else is told that there is nothing here. */
export class Publishing {
  readonly #database: Database
  readonly #now: Clock

  constructor(database: Database, now: Clock) {
    this.#database = database
    this.#now = now
  }

  /** Adds a section after the others. Its address is made from its title and never changes. @returns its slug. */
  async addSection(scope: Scope, title: string): Promise<string> {
    onlyTheOrganizer(scope)
    return exclusively(this.#database, async (tx) => {
      const slug = freeSlug(title, new Set([...pages, ...(await takenSectionSlugs(scope, tx))]))
      const id = await insertSection(scope, tx, { slug, title, place: await nextSectionPlace(scope, tx) })
      await this.#record(scope, tx, 'section-made', id, { title })
      return slug
    })
  }

  async renameSection(scope: Scope, slug: string, title: string): Promise<void> {
    const section = await this.#section(scope, slug)
    await this.#database.write(async (tx) => {
      await renameSection(scope, tx, section.id, title)
      await this.#record(scope, tx, 'section-renamed', section.id, { from: section.title, to: title })
    })
  }

  /** Puts sections into another order. @param slugs those that are not named stay behind them. */
  async orderSections(scope: Scope, slugs: readonly string[]): Promise<void> {
    onlyTheOrganizer(scope)
    await this.#database.write(async (tx) => {
      const all = await listSections(scope, tx)
      const named = slugs.flatMap((slug) => all.find((section) => section.slug === slug) ?? [])
      const rest = all.filter((section) => !named.includes(section))
      const ids = [...new Set([...named, ...rest].map(({ id }) => id))]
      await orderSections(scope, tx, ids)
      await this.#record(scope, tx, 'sections-ordered', '', { order: slugs })
    })
  }

  /** @returns the slug of the new publication. @throws the problems `not-found` and `bad-date`. */
  async publish(scope: Scope, sectionSlug: string, text: PublicationText, stores: readonly FirstStore[] = []): Promise<string> {
    const section = await this.#section(scope, sectionSlug)
    const publishedAt = momentOf(text.publishedAt)
    return exclusively(this.#database, async (tx) => {
      const { id, slug } = await publish(scope, tx, { ...text, publishedAt, sectionId: section.id })
      for (const store of stores) {
        const made = await insertStore(scope, tx, { publicationId: id, ...store })
        await this.#record(scope, tx, 'store-made', made, { ...store })
      }
      await this.#record(scope, tx, 'published', id, { section: sectionSlug, slug, title: text.title, hidden: text.hidden })
      return slug
    })
  }

  /** Changes everything of a publication but its address. @throws the problems `not-found` and `bad-date`. */
  async change(scope: Scope, sectionSlug: string, slug: string, text: PublicationText): Promise<void> {
    const section = await this.#section(scope, sectionSlug)
    const publishedAt = momentOf(text.publishedAt)
    await this.#database.write(async (tx) => {
      const before = await findPublication(scope, tx, section.id, slug, this.#now())
      if (before === null) throw problems.notFound({})
      const after = { ...before, ...text, publishedAt, body: sanitize(text.body) }
      await updatePublication(scope, tx, after)
      const details = {
        title: after.title,
        hidden: after.hidden,
        publishedAt: iso(after.publishedAt),
        text: before.body !== after.body,
      }
      await this.#record(scope, tx, 'publication-changed', before.id, details)
    })
  }

  async #section(scope: Scope, slug: string): Promise<Section> {
    onlyTheOrganizer(scope)
    const section = await findSection(scope, this.#database.read, slug)
    if (section === null) throw problems.notFound({})
    return section
  }

  #record(scope: Scope, tx: Tx, action: AuditAction, subject: string, details: Readonly<Record<string, unknown>>) {
    return recordAudit(scope, tx, { at: this.#now(), actor: scope.person.login, action, subject, details })
  }
}

/** Milliseconds since 1970. @throws the problem `bad-date` for a date that no calendar has. */
function momentOf(text: string): number {
  const time = Date.parse(text)
  if (!Number.isFinite(time)) throw problems.badDate({})
  return time
}
