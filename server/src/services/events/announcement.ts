/** Something that happened, as the nodes tell each other once it is committed. Each names whom it concerns. */
export type Announcement =
  | DraftSaved
  | SubmissionDecided
  | NotificationWritten
  | SessionEnded
  | CollectionChanged
  | ParticipantChanged
  | JobWritten

export interface DraftSaved {
  readonly kind: 'draft'
  /** The organisation whose draft it is, and its place in the tree. */
  readonly organisation: string
  readonly path: string
  readonly collection: string
  readonly version: number
  /** The session that saved: its browser knows already. Empty when the server itself wrote. */
  readonly session: string
}

export interface SubmissionDecided {
  readonly kind: 'submission'
  readonly organisation: string
  readonly path: string
  readonly collection: string
  readonly id: string
  readonly state: 'accepted' | 'refused'
}

export interface NotificationWritten {
  readonly kind: 'notification'
  readonly account: string
  readonly id: string
}

export interface SessionEnded {
  readonly kind: 'session'
  /** Hash of its token. */
  readonly session: string
}

/** The organizer has switched a check of a collection, or moved its end. */
export interface CollectionChanged {
  readonly kind: 'collection'
  readonly collection: string
}

/** An organisation has come to a collection, left it, or left it for those above it. */
export interface ParticipantChanged {
  readonly kind: 'participant'
  /** Its place in the tree, or the one that it had. */
  readonly path: string
  readonly collection: string
}

/** There is a job of this kind to be done, and the node that wrote it does none. */
export interface JobWritten {
  readonly kind: 'job'
  readonly job: string
}

/** Takes what happened; call it after the commit. */
export type Announce = (announcement: Announcement) => void
