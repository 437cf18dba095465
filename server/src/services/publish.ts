import { compileForm } from '@tabel/engine/compile'
import sanitizeHtml from 'sanitize-html'
import { isInAudience } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { insertCollection } from '../storage/collections.ts'
import type { Tx } from '../storage/database.ts'
import { putFormVersion } from '../storage/form-versions.ts'
import { listOrganisations } from '../storage/organisations.ts'
import { insertPublication, takenSlugs } from '../storage/publications.ts'
import { freeSlug } from './slug.ts'

export interface NewPublication {
  readonly sectionId: string
  readonly title: string
  /** HTML of the block «Общая информация»; everything but plain markup is taken out. */
  readonly body: string
  /** Milliseconds since 1970. */
  readonly publishedAt: number
  /** Everybody may read it, signed in or not. */
  readonly isPublic: boolean
}

export interface NewCollection {
  readonly publicationId: string
  readonly title: string
  /** Text of the form file. */
  readonly source: string
  /** Milliseconds since 1970, as `closesAt`. */
  readonly opensAt: number
  readonly closesAt: number
  readonly place: number
}

/** Publishes a text in a section. Its address is made from the title and never changes. @returns its id. */
export async function publish(scope: Scope, tx: Tx, publication: NewPublication): Promise<string> {
  const slug = freeSlug(publication.title, await takenSlugs(scope, tx, publication.sectionId))
  const { sectionId, title, publishedAt, isPublic } = publication
  const body = sanitize(publication.body)
  return insertPublication(scope, tx, { sectionId, title, slug, publishedAt, isPublic, body })
}

/**
 * Opens a collection of data and assigns it to the organisations of the form's audience. @returns its id.
 *
 * @throws when the form file does not compile.
 */
export async function openCollection(scope: Scope, tx: Tx, collection: NewCollection, at: number): Promise<string> {
  const { form, diagnostics } = compileForm(collection.source)
  if (form === null) throw new Error(`the form does not compile: ${diagnostics[0]?.message ?? ''}`)
  const { source, ...rest } = collection
  const formVersionId = await putFormVersion(scope, tx, { form: form.form, version: form.version, source, at })
  const organisations = await listOrganisations(scope, tx)
  const participants = organisations.filter((organisation) => isInAudience(form.audience, organisation))
  return insertCollection(scope, tx, { ...rest, formVersionId }, participants)
}

/** Headings, paragraphs, lists, tables, emphasis and links; no images of other sites, no styles, no scripts. */
function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      'h3',
      'h4',
      'p',
      'br',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      'b',
      'i',
      'a',
      'blockquote',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ],
    allowedAttributes: { a: ['href', 'rel'], th: ['colspan', 'rowspan', 'scope'], td: ['colspan', 'rowspan'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }) },
  })
}
