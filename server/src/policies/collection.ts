import type { OrganisationKind } from './scope.ts'

/** State of one organisation in a collection. «Сдано» never goes back by itself. */
export type Status = 'notStarted' | 'inProgress' | 'submitted'

export interface Interval {
  readonly opensAt: number
  readonly closesAt: number
}

export type Role = 'fed' | 'reg' | 'mun' | 'org'

/** What somebody is in the cabinet: schools and colleges are all `org`. */
export function roleOf(kind: OrganisationKind): Role {
  return kind === 'fed' || kind === 'reg' || kind === 'mun' ? kind : 'org'
}

/** Whether data may be entered at `now`. The moment of closing itself still counts. */
export function isOpen(interval: Interval, now: number): boolean {
  return interval.opensAt <= now && now <= interval.closesAt
}

/** After the end only two groups are left: who has not submitted has not begun (Manual §3.3, Рис. 21). */
export function shownStatus(status: Status, interval: Interval, now: number): Status {
  return status === 'inProgress' && now > interval.closesAt ? 'notStarted' : status
}

/** The interval of an organisation: an extension holds until the collection itself ends later. */
export function intervalOf(collection: Interval, extension: { readonly closesAt: number } | null): Interval {
  const { opensAt, closesAt } = collection
  return { opensAt, closesAt: Math.max(closesAt, extension?.closesAt ?? closesAt) }
}

/** Whether a form is meant for an organisation: kinds and regions of its audience. */
export function isInAudience(
  audience: { readonly kinds?: readonly string[]; readonly regions?: readonly string[] } | undefined,
  organisation: { readonly kind: OrganisationKind; readonly login: string },
): boolean {
  if (roleOf(organisation.kind) !== 'org') return false
  const region = organisation.login.slice(3, 5)
  return (audience?.kinds?.includes(organisation.kind) ?? true) && (audience?.regions?.includes(region) ?? true)
}
