import type { Knex } from 'knex'
import { regionOf } from '../policies/placement.ts'
import type { OrganisationKind, Scope } from '../policies/scope.ts'

/** For whom something is; an empty list means all. */
export interface Circle {
  readonly kinds: readonly OrganisationKind[]
  /** Codes of regions: `01`. */
  readonly regions: readonly string[]
}

/** The columns of a circle. */
export interface CircleRow {
  for_kinds: string
  for_regions: string
}

const listed = (values: readonly string[]): string => (values.length === 0 ? '' : `,${values.join(',')},`)
const unlisted = (text: string): readonly string[] => text.split(',').filter((value) => value !== '')

export function circleColumns({ kinds, regions }: Circle): CircleRow {
  return { for_kinds: listed(kinds), for_regions: listed(regions) }
}

export function circleOf({ for_kinds, for_regions }: CircleRow): Circle {
  return { kinds: unlisted(for_kinds) as readonly OrganisationKind[], regions: unlisted(for_regions) }
}

/**
 * Keeps publications that the scope's person may see at `now` (milliseconds since 1970): they are out, not hidden, and meant for
 * somebody like that; strangers see what is public. Coordinators see what is for the schools of their region. The organizer and the
 * system see all of them. In a preview, what is hidden or to come is taken to be out.
 */
export function outFor(scope: Scope, now: number) {
  return (query: Knex.QueryBuilder): void => {
    if (scope.reason !== null) return
    if (!scope.isStranger && scope.person.organisation.kind === 'fed') return
    if (!scope.isPreview) void query.where('publication.published_at', '<=', now).where('publication.hidden', 0)
    if (scope.isStranger) {
      void query.where('publication.public', 1)
      return
    }
    const { organisation } = scope.person
    const { kind } = organisation
    void query.where((region) =>
      region.where('publication.for_regions', '').orWhere('publication.for_regions', 'like', `%,${regionOf(organisation)},%`),
    )
    void query.where((mine) => {
      void mine.where('publication.for_kinds', '').orWhere('publication.for_kinds', 'like', `%,${kind},%`)
      if (kind === 'reg' || kind === 'mun')
        void mine.orWhere((schools) =>
          schools.where('publication.for_kinds', 'not like', '%,reg,%').where('publication.for_kinds', 'not like', '%,mun,%'),
        )
    })
  }
}
