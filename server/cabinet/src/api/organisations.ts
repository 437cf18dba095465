import { withQuery } from '../router/with-query.ts'
import type { Api } from './client.ts'
import { ApiProblem } from './problem.ts'
import type { OrganisationName } from './wire.ts'

/** What an organisation is allowed. */
export type OrganisationState = 'active' | 'locked' | 'closed'

/** An organisation as those above it see it. */
export interface Organisation extends OrganisationName {
  readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
  readonly zone: string
  /** The one right above it; null for the topmost that one sees. */
  readonly parent: OrganisationName | null
  readonly state: OrganisationState
  readonly stateAt: string | null
  readonly stateReason: string | null
  /** Who has taken over from one that is closed. */
  readonly successor: OrganisationName | null
  /** How many are below it and not closed. */
  readonly below: { readonly municipalities: number; readonly organisations: number }
}

/** An organisation with those above it, from the highest that one sees. */
export interface OrganisationPlace {
  readonly organisation: Organisation
  readonly above: readonly OrganisationName[]
}

/** One page of a level of the tree, or of what was found; `next` is the cursor of the page after it. */
export interface OrganisationsPage {
  readonly place: OrganisationPlace
  readonly items: readonly Organisation[]
  readonly next: string | null
  readonly total: number
}

/** What is asked of the tree; empty texts ask nothing. */
export interface OrganisationsQuery {
  /** Id of the organisation below which is looked. */
  readonly parent: string
  readonly q: string
  readonly state?: OrganisationState | ''
  readonly cursor: string
  /** Kinds between commas. */
  readonly kinds?: string
}

/** What an import does, or would do; passwords only when it was done. */
export interface OrganisationsImport {
  readonly created: readonly {
    readonly login: string
    readonly name: string
    readonly parent: string
    readonly password: string | null
  }[]
  readonly changes: readonly { readonly login: string; readonly was: Written; readonly becomes: Written }[]
  readonly unchanged: number
}

interface Written {
  readonly name: string
  readonly zone: string
}

/** Something that is wrong in a file. */
export interface LineError {
  readonly line: number
  readonly message: string
}

/** Every function here throws {@link ApiProblem}. */
export async function listOrganisations(api: Api, query: OrganisationsQuery, signal?: AbortSignal): Promise<OrganisationsPage> {
  return (await api.ask(withQuery('/api/organisations', { ...query }), signal)) as OrganisationsPage
}

export async function organisationPlace(api: Api, id: string, signal?: AbortSignal): Promise<OrganisationPlace> {
  return (await api.ask(organisationPath(id), signal)) as OrganisationPlace
}

/** What the organizer does with an organisation; `to` is the login of the new parent, or of the successor. */
export async function changeOrganisation(
  api: Api,
  id: string,
  change: { readonly kind: 'lock' | 'unlock' | 'move' | 'close'; readonly reason: string; readonly to: string },
): Promise<OrganisationPlace> {
  const { kind, reason, to } = change
  const more = kind === 'move' ? { parent: to } : kind === 'close' && to !== '' ? { successor: to } : {}
  return (await api.tell(`${organisationPath(id)}/${kind}`, { reason, ...more })) as OrganisationPlace
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
    return (await api.send(`/api/accounts${dryRun ? '?dryRun=1' : ''}`, file, progress, signal)) as OrganisationsImport
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'accounts-refused') throw error
    const { errors, more } = error.details as { errors: readonly LineError[]; more: number }
    return { errors, more }
  }
}

function organisationPath(id: string): string {
  return `/api/organisations/${encodeURIComponent(id)}`
}
