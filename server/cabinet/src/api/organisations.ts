import type { Api } from './client.ts'
import { ApiProblem } from './problem.ts'
import type { Query, Reply } from './route-types.ts'

/** One page of a level of the tree, or of what was found; `next` is the cursor of the page after it. */
export type OrganisationsPage = Reply<'get /api/organisations'>

/** An organisation with those above it, from the highest that one sees. */
export type OrganisationPlace = Reply<'get /api/organisations/{id}'>

/**
 * An organisation as those above it see it. `parent` is the one right above it, null for the topmost that one sees; `successor` has
 * taken over from one that is closed; `below` counts those that are not closed.
 */
export type Organisation = OrganisationsPage['items'][number]

/** What an organisation is allowed. */
export type OrganisationState = Organisation['state']

type Asked = Query<'get /api/organisations'>

/** What is asked of the tree; empty texts ask nothing. `kinds` are between commas. */
export interface OrganisationsQuery {
  /** Id of the organisation below which is looked. */
  readonly parent: string
  readonly q: string
  readonly state?: OrganisationState | ''
  readonly cursor: string
  readonly kinds?: string
}

/** What an import does, or would do; passwords only when it was done. */
export type OrganisationsImport = Reply<'post /api/accounts'>

/** Something that is wrong in a file. */
export interface LineError {
  readonly line: number
  readonly message: string
}

/** Every function here throws {@link ApiProblem}. */
export function listOrganisations(api: Api, asked: OrganisationsQuery, signal?: AbortSignal): Promise<OrganisationsPage> {
  const given = Object.entries(asked).filter(([, value]) => value !== '')
  return api.call('get /api/organisations', { query: Object.fromEntries(given) as Asked, signal })
}

export function organisationPlace(api: Api, id: string, signal?: AbortSignal): Promise<OrganisationPlace> {
  return api.call('get /api/organisations/{id}', { params: { id }, signal })
}

/** What the organizer does with an organisation; `to` is the login of the new parent, or of the successor. */
export function changeOrganisation(
  api: Api,
  id: string,
  { kind, reason, to }: { readonly kind: 'lock' | 'unlock' | 'move' | 'close'; readonly reason: string; readonly to: string },
): Promise<OrganisationPlace> {
  const params = { id }
  switch (kind) {
    case 'lock':
      return api.call('post /api/organisations/{id}/lock', { params, body: { reason } })
    case 'unlock':
      return api.call('post /api/organisations/{id}/unlock', { params, body: { reason } })
    case 'move':
      return api.call('post /api/organisations/{id}/move', { params, body: { reason, parent: to } })
    case 'close':
      return api.call('post /api/organisations/{id}/close', {
        params,
        body: { reason, ...(to !== '' && { successor: to }) },
      })
  }
}

/** Imports a list, or only looks. @returns what is wrong in it when the server refuses it for that. */
export async function importOrganisations(
  api: Api,
  file: File,
  dryRun: boolean,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<OrganisationsImport | { readonly errors: readonly LineError[]; readonly more: number }> {
  try {
    return await api.send('post /api/accounts', { query: { dryRun: dryRun ? '1' : undefined } }, { file, progress, signal })
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'accounts-refused') throw error
    const { errors, more } = error.details as { errors: readonly LineError[]; more: number }
    return { errors, more }
  }
}
