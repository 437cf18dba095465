import type { Session } from '../../storage/sessions.ts'
import type { Announcement } from './announcement.ts'
import type { ServerEvent } from './event-stream.ts'

/** What a stream asks for besides what concerns its person anyway: ids of collections. */
export interface Wanted {
  /** Collections whose draft is open. */
  readonly drafts: readonly string[]
  /** Collections whose progress is looked at. */
  readonly watched: readonly string[]
}

/** An event, and who hears it: the streams that listen to the topic, but not those of one session. */
export interface Delivery {
  readonly topic: string
  readonly event: ServerEvent
  readonly except?: string
  /** Tells only that something is new, so that it may be told together with what follows. */
  readonly mayWait?: boolean
}

/**
 * The topics that a stream listens to. They are made of what the session says of the person and of collections that the person sees,
 * so that nobody can listen to what is another's; a foreign collection in `wanted` is passed over in silence.
 *
 * @param visible those of the wanted collections that concern the person.
 */
export function topicsOf({ identity, tokenHash }: Session, wanted: Wanted, visible: ReadonlySet<string>): readonly string[] {
  const { id, path } = identity.organisation
  const drafts = wanted.drafts.filter((collection) => visible.has(collection))
  const watched = wanted.watched.filter((collection) => visible.has(collection))
  return [
    `session ${tokenHash}`,
    `account ${identity.accountId}`,
    `organisation ${id}`,
    ...drafts.map((collection) => `draft ${id} ${collection}`),
    ...drafts.map((collection) => `collection ${collection}`),
    ...watched.map((collection) => `progress ${path} ${collection}`),
  ]
}

/** What is said where when something has happened. */
export function deliveriesOf(announcement: Announcement): readonly Delivery[] {
  switch (announcement.kind) {
    case 'draft': {
      const { organisation, path, collection, version, session } = announcement
      const event = { name: 'draft', data: { collection, version } } as const
      return [{ topic: `draft ${organisation} ${collection}`, event, except: session }, ...progress(path, collection)]
    }
    case 'submission': {
      const { organisation, path, collection, id, state } = announcement
      const event = { name: 'submission', data: { id, state } } as const
      return [{ topic: `organisation ${organisation}`, event }, ...progress(path, collection)]
    }
    case 'notification': {
      const { account, id } = announcement
      return [{ topic: `account ${account}`, event: { name: 'notification', data: { id }, id } }]
    }
    case 'collection': {
      const { collection } = announcement
      return [{ topic: `collection ${collection}`, event: { name: 'collection', data: { collection } } }]
    }
    case 'participant':
      return progress(announcement.path, announcement.collection)
    case 'session':
    case 'job':
    // A node of another release may tell of things that this one does not know.
    default:
      return []
  }
}

/** Those above an organisation are told that it has moved on, not with what. */
function progress(path: string, collection: string): readonly Delivery[] {
  const event = { name: 'progress', data: { collection } } as const
  return placesAbove(path).map((place) => ({ topic: `progress ${place} ${collection}`, event, mayWait: true }))
}

/** `/reg01/mun0101/edu010001/` lies below `/`, `/reg01/` and `/reg01/mun0101/`. */
function placesAbove(path: string): readonly string[] {
  const steps = path.split('/').slice(1, -2)
  return ['/', ...steps.map((_, last) => `/${steps.slice(0, last + 1).join('/')}/`)]
}
