import { createContext } from '@lit/context'
import type { LiveEvents } from '@tabel/renderer/events'
import type { Api } from './api/client.ts'
import type { Me } from './api/wire.ts'
import type { Notices } from './notices.ts'
import type { Place, Router } from './router/router.ts'

/** What every page of a signed-in person works with. A new object after signing in again, so that pages load anew. */
export interface Cabinet {
  readonly me: Me
  readonly api: Api
  readonly router: Router
  readonly notices: Notices
  /** What the server tells as it happens. */
  readonly events: LiveEvents
  /** Collections whose last changes lie only on this computer. */
  readonly unsent: Set<string>
  /** Says something in passing, to the eye and to screen readers. */
  readonly say: (text: string) => void
  /** The CSRF token of today's session. */
  readonly csrf: () => string
  /** The same person has another session now. */
  readonly renew: (me: Me) => void
  /** Asks to sign in again over what is open. False when the person put it off. */
  readonly signInAgain: () => Promise<boolean>
}

export const cabinetContext = createContext<Cabinet>('cabinet')
export const placeContext = createContext<Place>('place')
