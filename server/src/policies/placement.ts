import { roleOf } from './collection.ts'
import type { Identity, OrganisationIdentity, OrganisationKind } from './scope.ts'

/** For whom a file is: everybody, schools and colleges (some kinds, some regions), or one organisation. */
export const addressees = ['all', 'organisations', 'organisation'] as const
export type Addressee = (typeof addressees)[number]

/** Whom a placed file is for. Kinds and regions narrow `organisations`; an empty list means any. */
export interface Audience {
  readonly addressee: Addressee
  readonly kinds: readonly OrganisationKind[]
  /** Codes of regions: `01`. */
  readonly regions: readonly string[]
}

/** What a store allows at most: in one for `organisations`, coordinators download nothing. */
export type StoreAudience = 'all' | 'organisations'

/** Code of the region that an organisation stands in, by its login: `edu010001`, `mun0101`, `reg01` → `01`. Empty for the organizer. */
export function regionOf(organisation: Pick<OrganisationIdentity, 'path'>): string {
  return (organisation.path.split('/').at(-2) ?? '').slice(3, 5)
}

/** Whether a file that somebody sees may be downloaded. Coordinators see what is for schools alone, and cannot (Manual §3.2). */
export function canDownload(
  { organisation }: Identity,
  placed: { readonly store: StoreAudience; readonly addressee: Addressee; readonly organisationId: string | null },
): boolean {
  const role = roleOf(organisation.kind)
  if (role === 'fed' || role === 'org') return true
  if (placed.organisationId === organisation.id) return true
  return placed.store === 'all' && placed.addressee === 'all'
}

/** Whether a school is of some kinds and in some regions; an empty list means any. */
export function isInCircle(
  { kinds, regions }: { readonly kinds: readonly OrganisationKind[]; readonly regions: readonly string[] },
  organisation: { readonly kind: OrganisationKind; readonly path: string },
): boolean {
  return (
    roleOf(organisation.kind) === 'org' &&
    (kinds.length === 0 || kinds.includes(organisation.kind)) &&
    (regions.length === 0 || regions.includes(regionOf(organisation)))
  )
}

/** Whether a placed file is meant for an organisation: whoever gets a line in the report of downloads. */
export function isAddressed(
  organisation: { readonly id: string; readonly kind: OrganisationKind; readonly path: string },
  placed: Audience & { readonly store: StoreAudience; readonly organisationId: string | null },
): boolean {
  if (placed.addressee === 'organisation') return placed.organisationId === organisation.id
  const isSchool = roleOf(organisation.kind) === 'org'
  if (placed.addressee === 'all') return isSchool || (placed.store === 'all' && organisation.kind !== 'fed')
  return isInCircle(placed, organisation)
}
