/** Who somebody is: what a session, or the account behind a job, says. */
export interface Identity {
  readonly accountId: string
  readonly login: string
  /** The password was given by somebody else: nothing is open until it is changed. */
  readonly mustChange: boolean
  readonly organisation: OrganisationIdentity
}

export interface OrganisationIdentity {
  readonly id: string
  readonly name: string
  readonly kind: OrganisationKind
  /** Place in the tree, from the root: `/reg01/mun0101/edu010001/`. */
  readonly path: string
  /** IANA time zone. */
  readonly zone: string
}

export type OrganisationKind = 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'

let make: (path: string, identity: Identity | null, reason: string | null, isPreview?: boolean) => Scope

/**
 * What somebody may see: the organisations at and below a place in the tree. Every function of storage that reads or writes
 * people's data asks for one, and only the functions below make one, so no handler can forget it.
 */
export class Scope {
  /** Everything whose path begins with this is within the scope. */
  readonly path: string
  /** Why the system itself looks; null when a person does. */
  readonly reason: string | null
  /** The organizer looks at it as somebody else would: what is not out yet is seen as though it were. */
  readonly isPreview: boolean
  readonly #identity: Identity | null

  static {
    make = (path, identity, reason, isPreview = false) => new Scope(path, identity, reason, isPreview)
  }

  private constructor(path: string, identity: Identity | null, reason: string | null, isPreview: boolean) {
    this.path = path
    this.reason = reason
    this.isPreview = isPreview
    this.#identity = identity
  }

  /** The person. @throws when the system itself looks. */
  get person(): Identity {
    if (this.#identity === null) throw new Error(`nobody is signed in here: ${this.reason ?? 'a stranger'}`)
    return this.#identity
  }

  /** Id of the person's own organisation; an id of none for the system. */
  get ownOrganisation(): string {
    return this.#identity?.organisation.id ?? ''
  }

  /** Nobody is signed in: only what is public is to be seen. */
  get isStranger(): boolean {
    return this.#identity === null && this.reason === null
  }

  includes(path: string): boolean {
    return path.startsWith(this.path)
  }
}

/** The scope of somebody who is signed in. */
export function scopeOf(identity: Identity): Scope {
  return make(identity.organisation.path, identity, null)
}

/** The scope of somebody who is not signed in. No organisation is at its place in the tree or below it. */
export function strangerScope(): Scope {
  return make('//', null, null)
}

/** The scope of somebody who is shown to the organizer and does nothing: an organisation, or null for a stranger. */
export function previewScope(organisation: (OrganisationIdentity & { readonly login: string }) | null): Scope {
  if (organisation === null) return make('//', null, null, true)
  const { login } = organisation
  return make(organisation.path, { accountId: '', login, mustChange: false, organisation }, null, true)
}

/** The scope of work that nobody signed in does: signing in itself, jobs, commands. It sees everything. */
export function systemScope(reason: string): Scope {
  return make('/', null, reason)
}
