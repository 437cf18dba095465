import type { Fetch } from './api.ts'
import type { LiveEvents } from './live-events.ts'

/** See {@link HttpDraftOptions.pace}. */
export const usualPace = { gather: 400, retry: 1000, longest: 30_000, watch: 15_000 }

/** Where a draft is kept and for whom. */
export interface HttpDraftOptions {
  /** Address of the API: `/api`. */
  readonly base: string
  /** Id of the collection. */
  readonly collection: string
  /**
   * Id of an organisation below: its draft is opened, and the person fills the part of it that the form leaves to coordinators; there
   * is nothing to hand in.
   */
  readonly participant?: string
  /** Shown instead of the form's own title. */
  readonly title?: string
  /** Login of the person; what is typed is never sent under another. */
  readonly account: string
  /** The CSRF token of the session, asked for at every request. */
  readonly csrf: () => string
  /** What the server tells by itself; without it others' changes are asked for every 15 s. */
  readonly events?: LiveEvents
  /** Instead of the page's own `fetch`. */
  readonly fetch?: Fetch
  /**
   * Milliseconds: how long changes gather before they are sent, the first and the longest pause after a failure, and how often
   * one asks what others did while nothing is sent; four times more seldom while {@link HttpDraftOptions.events} is live.
   */
  readonly pace?: { readonly gather: number; readonly retry: number; readonly longest: number; readonly watch?: number }
}

/** Address of the draft under {@link HttpDraftOptions.base}. */
export function draftPath({ collection, participant }: Pick<HttpDraftOptions, 'collection' | 'participant'>): string {
  const part = participant === undefined ? '' : `/participants/${encodeURIComponent(participant)}`
  return `/collections/${encodeURIComponent(collection)}${part}/draft`
}
