import type { CompiledForm } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'
import { isInAudience } from '../../policies/collection.ts'
import { isInCircle } from '../../policies/placement.ts'
import type { Scope } from '../../policies/scope.ts'
import { insertCollection } from '../../storage/collections.ts'
import type { Tx } from '../../storage/database.ts'
import { putFormVersion } from '../../storage/form-versions.ts'
import { listOrganisations } from '../../storage/organisations.ts'
import type { StandingOrganisation } from '../../storage/organisations.ts'
import type { Circle } from '../../storage/publication-audience.ts'
import { insertPublication, takenSlugs } from '../../storage/publications.ts'
import { sanitize } from './sanitize.ts'
import { freeSlug } from './slug.ts'

export interface NewPublication {
  readonly sectionId: string
  readonly title: string
  /** HTML of the block «Общая информация»; everything but plain markup is taken out. */
  readonly body: string
  /** Milliseconds since 1970. */
  readonly publishedAt: number
  /** Nobody but the organizer sees it; not hidden by itself. */
  readonly hidden?: boolean
  /** Everybody may read it, signed in or not; not by itself. */
  readonly isPublic?: boolean
  /** For whom it is; for everybody by itself. */
  readonly circle?: Circle
}

const everybody: Circle = { kinds: [], regions: [] }

export interface NewCollection {
  readonly publicationId: string
  readonly title: string
  /** Text of the form file. */
  readonly source: string
  /** Milliseconds since 1970, as `closesAt`. */
  readonly opensAt: number
  readonly closesAt: number
  readonly place: number
  /** Narrows the audience of the form. */
  readonly circle?: Circle
  /** Logins of the organisations it is for, and no others: a trial run. */
  readonly logins?: readonly string[]
}

type OrganisationPlace = Pick<StandingOrganisation, 'kind' | 'login' | 'path' | 'state'>

/** Publishes a text in a section. Its address is made from the title and never changes. */
export async function publish(
  scope: Scope,
  tx: Tx,
  publication: NewPublication,
): Promise<{ readonly id: string; readonly slug: string }> {
  const slug = freeSlug(publication.title, await takenSlugs(scope, tx, publication.sectionId))
  const { sectionId, title, publishedAt, hidden = false, isPublic = false, circle = everybody } = publication
  const id = await insertPublication(scope, tx, {
    sectionId,
    title,
    slug,
    publishedAt,
    hidden,
    isPublic,
    circle,
    body: sanitize(publication.body),
  })
  return { id, slug }
}

/**
 * Opens a collection of data and assigns it to the organisations of the form's audience. @returns its id.
 *
 * @throws when the form file does not compile.
 */
export async function openCollection(scope: Scope, tx: Tx, collection: NewCollection, at: number): Promise<string> {
  const { form, diagnostics } = compileForm(collection.source)
  if (form === null) throw new Error(`the form does not compile: ${diagnostics[0]?.message ?? ''}`)
  const { source, circle = everybody, logins, ...rest } = collection
  const formVersionId = await putFormVersion(scope, tx, { form: form.form, version: form.version, title: form.title, source, at })
  const organisations = await listOrganisations(scope, tx)
  const participants = participantsOf(form, circle, organisations).filter(({ login }) => logins?.includes(login) ?? true)
  const chosen = logins !== undefined
  return insertCollection(scope, tx, { ...rest, circle, chosen, formVersionId }, participants)
}

/** Those whom both the form and the collection are for. */
export function participantsOf<O extends OrganisationPlace>(
  form: CompiledForm,
  circle: Circle,
  organisations: readonly O[],
): readonly O[] {
  return organisations.filter((one) => one.state !== 'closed' && isInAudience(form.audience, one) && isInCircle(circle, one))
}
