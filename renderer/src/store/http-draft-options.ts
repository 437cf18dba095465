import type { Fetch } from './api.ts'

/** Where a draft is kept and for whom. */
export interface HttpDraftOptions {
  /** Address of the API: `/api`. */
  readonly base: string
  /** Id of the collection. */
  readonly collection: string
  /** Login of the person; what is typed is never sent under another. */
  readonly account: string
  /** The CSRF token of the session, asked for at every request. */
  readonly csrf: () => string
  /** Instead of the page's own `fetch`. */
  readonly fetch?: Fetch
  /**
   * Milliseconds: how long changes gather before they are sent, the first and the longest pause after a failure, and how often
   * one asks what others did while nothing is sent.
   */
  readonly pace?: { readonly gather: number; readonly retry: number; readonly longest: number; readonly watch?: number }
}
