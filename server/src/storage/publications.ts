import type { Knex } from 'knex'
import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

export interface Section {
  readonly id: string
  readonly slug: string
  readonly title: string
}

export interface Publication {
  readonly id: string
  readonly slug: string
  readonly title: string
  /** Sanitised HTML. */
  readonly body: string
  /** Milliseconds since 1970. */
  readonly publishedAt: number
}

interface PublicationRow {
  id: string
  slug: string
  title: string
  body: string
  published_at: number
}

const toPublication = (row: PublicationRow): Publication => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  body: row.body,
  publishedAt: row.published_at,
})

/** Sections in the organizer's order. Everybody who is signed in sees all of them. */
export function listSections(_scope: Scope, db: Reader): Promise<readonly Section[]> {
  return db('section').orderBy('place').select<Section[]>('id', 'slug', 'title')
}

export async function findSection(_scope: Scope, db: Reader, slug: string): Promise<Section | null> {
  return (await db('section').where({ slug }).first<Section | undefined>('id', 'slug', 'title')) ?? null
}

/** Publications of a section that are out at `now`, the newest first. */
export async function listPublications(
  _scope: Scope,
  db: Reader,
  sectionId: string,
  now: number,
): Promise<readonly Publication[]> {
  const rows = await db('publication')
    .where({ section_id: sectionId })
    .where('published_at', '<=', now)
    .orderBy('published_at', 'desc')
    .select<PublicationRow[]>('id', 'slug', 'title', 'body', 'published_at')
  return rows.map(toPublication)
}

/** Publications that are out at `now` and read by everybody, signed in or not, in the order of their sections. */
export async function listPublicPublications(
  _scope: Scope,
  db: Reader,
  now: number,
): Promise<readonly (Publication & { readonly section: string })[]> {
  const rows = await db('publication')
    .join('section', 'section.id', 'publication.section_id')
    .where('publication.public', 1)
    .where('published_at', '<=', now)
    .orderBy([{ column: 'section.place' }, { column: 'published_at', order: 'desc' }])
    .select<(PublicationRow & { section: string })[]>('publication.*', 'section.slug as section')
  return rows.map((row) => ({ ...toPublication(row), section: row.section }))
}

/** Keeps publications that the scope may read: strangers read what is public. */
export function readableBy(scope: Scope) {
  return (query: Knex.QueryBuilder): void => {
    if (scope.isStranger) void query.where('publication.public', 1)
  }
}

export async function findPublication(
  scope: Scope,
  db: Reader,
  sectionId: string,
  slug: string,
  now: number,
): Promise<Publication | null> {
  const row = await db('publication')
    .where({ section_id: sectionId, slug })
    .where('published_at', '<=', now)
    .modify(readableBy(scope))
    .first<PublicationRow | undefined>('id', 'slug', 'title', 'body', 'published_at')
  return row ? toPublication(row) : null
}

export async function insertSection(
  _scope: Scope,
  tx: Tx,
  section: { readonly slug: string; readonly title: string; readonly place: number },
): Promise<string> {
  const id = newId()
  await tx('section').insert({ id, ...section })
  return id
}

/** Slugs of a section that are taken. */
export async function takenSlugs(_scope: Scope, db: Reader, sectionId: string): Promise<ReadonlySet<string>> {
  return new Set(await db('publication').where({ section_id: sectionId }).pluck<string[]>('slug'))
}

export async function insertPublication(
  _scope: Scope,
  tx: Tx,
  publication: Omit<Publication, 'id'> & { readonly sectionId: string; readonly isPublic: boolean },
): Promise<string> {
  const id = newId()
  const { sectionId, publishedAt, isPublic, ...rest } = publication
  const row = { id, section_id: sectionId, published_at: publishedAt, public: isPublic ? 1 : 0, ...rest }
  await tx('publication').insert(row)
  return id
}
