import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import { circleColumns, circleOf, outFor } from './publication-audience.ts'
import type { Circle, CircleRow } from './publication-audience.ts'

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
  /** Only the organizer sees it: it is being written, or was taken back. */
  readonly hidden: boolean
  /** Everybody may read it, signed in or not. */
  readonly isPublic: boolean
  readonly circle: Circle
}

interface PublicationRow extends CircleRow {
  id: string
  slug: string
  title: string
  body: string
  published_at: number
  hidden: number
  public: number
}

const columns = ['id', 'slug', 'title', 'body', 'published_at', 'hidden', 'public', 'for_kinds', 'for_regions'] as const

const toPublication = (row: PublicationRow): Publication => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  body: row.body,
  publishedAt: row.published_at,
  hidden: row.hidden === 1,
  isPublic: row.public === 1,
  circle: circleOf(row),
})

const toRow = ({ publishedAt, hidden, isPublic, circle, ...rest }: Omit<Publication, 'id' | 'slug'>) => ({
  ...rest,
  published_at: publishedAt,
  hidden: hidden ? 1 : 0,
  public: isPublic ? 1 : 0,
  ...circleColumns(circle),
})

/** Sections in the organizer's order. Everybody who is signed in sees all of them. */
export function listSections(_scope: Scope, db: Reader): Promise<readonly Section[]> {
  return db('section').orderBy('place').select<Section[]>('id', 'slug', 'title')
}

export async function findSection(_scope: Scope, db: Reader, slug: string): Promise<Section | null> {
  return (await db('section').where({ slug }).first<Section | undefined>('id', 'slug', 'title')) ?? null
}

/** Publications of a section that the scope's person may see at `now`, the newest first. */
export async function listPublications(
  scope: Scope,
  db: Reader,
  sectionId: string,
  now: number,
): Promise<readonly Publication[]> {
  const rows = await db('publication')
    .where({ section_id: sectionId })
    .modify(outFor(scope, now))
    .orderBy('published_at', 'desc')
    .select<PublicationRow[]>(...columns)
  return rows.map(toPublication)
}

/** Publications that are out at `now` and read by everybody, signed in or not, in the order of their sections. */
export async function listPublicPublications(
  stranger: Scope,
  db: Reader,
  now: number,
): Promise<readonly (Publication & { readonly section: string })[]> {
  const rows = await db('publication')
    .join('section', 'section.id', 'publication.section_id')
    .modify(outFor(stranger, now))
    .orderBy([{ column: 'section.place' }, { column: 'published_at', order: 'desc' }])
    .select<(PublicationRow & { section: string })[]>('publication.*', 'section.slug as section')
  return rows.map((row) => ({ ...toPublication(row), section: row.section }))
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
    .modify(outFor(scope, now))
    .first<PublicationRow | undefined>(...columns)
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

/** Slugs of the sections. */
export async function takenSectionSlugs(_scope: Scope, db: Reader): Promise<ReadonlySet<string>> {
  return new Set(await db('section').pluck<string[]>('slug'))
}

/** The place after the last section. */
export async function nextSectionPlace(_scope: Scope, db: Reader): Promise<number> {
  const row = await db('section').max<{ place: number | null }>('place as place').first()
  return (row?.place ?? -1) + 1
}

/** Gives a section another title; its address stays. */
export async function renameSection(_scope: Scope, tx: Tx, id: string, title: string): Promise<void> {
  await tx('section').where({ id }).update({ title })
}

/** Puts the sections into this order. @param ids all of them. */
export async function orderSections(_scope: Scope, tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [place, id] of ids.entries()) await tx('section').where({ id }).update({ place })
}

/** Slugs of a section that are taken. */
export async function takenSlugs(_scope: Scope, db: Reader, sectionId: string): Promise<ReadonlySet<string>> {
  return new Set(await db('publication').where({ section_id: sectionId }).pluck<string[]>('slug'))
}

export async function insertPublication(
  _scope: Scope,
  tx: Tx,
  publication: Omit<Publication, 'id'> & { readonly sectionId: string },
): Promise<string> {
  const id = newId()
  const { sectionId, ...rest } = publication
  await tx('publication').insert({ id, section_id: sectionId, ...toRow(rest) })
  return id
}

/** Changes everything of a publication but its address. */
export async function updatePublication(_scope: Scope, tx: Tx, { id, slug: _slug, ...rest }: Publication): Promise<void> {
  await tx('publication').where({ id }).update(toRow(rest))
}
