import type { LiveEvent, LiveEvents } from '@tabel/renderer/events'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Cabinet } from './cabinet.ts'

/** Hears the server's events for an element while it is in the page. */
export class Live implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #cabinet: () => Cabinet
  readonly #watched: () => string | undefined
  readonly #hear: (event: LiveEvent) => void
  #events: LiveEvents | null = null
  #about: string | undefined
  #deaf: (() => void) | null = null

  /**
   * @param cabinet whose events are heard.
   * @param hear called with each event.
   * @param watched id of the collection whose progress is to be told as well.
   */
  constructor(
    host: ReactiveControllerHost,
    cabinet: () => Cabinet,
    hear: (event: LiveEvent) => void,
    watched: () => string | undefined = () => undefined,
  ) {
    this.#host = host
    this.#cabinet = cabinet
    this.#hear = hear
    this.#watched = watched
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.requestUpdate()
  }

  hostUpdate(): void {
    const { events } = this.#cabinet()
    const watch = this.#watched()
    if (events === this.#events && watch === this.#about) return
    this.hostDisconnected()
    this.#events = events
    this.#about = watch
    this.#deaf = events.listen({ ...(watch === undefined ? {} : { watch }), hear: this.#hear })
  }

  hostDisconnected(): void {
    this.#deaf?.()
    this.#deaf = null
    this.#events = null
  }
}
