/** Who hears signals. */
export interface SignalListener {
  /** A message that some process sent; for one's own as well. */
  heard(message: string): void
  /** Messages may have been lost just now: what they could have told must be asked for. */
  missed(): void
}

/**
 * Short messages (at most 4,000 bytes, one line) between the processes that share a database. Nothing is kept: who does not listen
 * does not hear. Send after the transaction that a message tells of, never in it.
 */
export interface Signals {
  /** Takes a message and returns at once; it never fails. */
  send(message: string): void
  /** Begins to listen; resolves when everything sent from then on is heard. There is one listener. */
  listen(listener: SignalListener): Promise<void>
  close(): Promise<void>
}

/** Signals within this process: a SQLite file has but one. */
export function localSignals(): Signals {
  let heardBy: SignalListener | null = null
  return {
    send: (message) => heardBy?.heard(message),
    listen: (listener) => {
      heardBy = listener
      return Promise.resolve()
    },
    close: () => {
      heardBy = null
      return Promise.resolve()
    },
  }
}
