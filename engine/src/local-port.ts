import type { Port } from './model/checker.ts'

/**
 * Both ends of a channel within one thread, for tests, servers and pages that forbid workers. Messages arrive in order,
 * never during the call that posts them.
 */
export function localPort(): [Port, Port] {
  const one = new LocalEnd()
  const other = new LocalEnd()
  one.join(other)
  other.join(one)
  return [one, other]
}

class LocalEnd implements Port {
  #other: LocalEnd | null = null
  #receive: ((message: unknown) => void) | null = null
  /** What came before anybody listened. */
  #early: unknown[] = []

  join(other: LocalEnd): void {
    this.#other = other
  }

  post(message: unknown): void {
    const other = this.#other
    if (other) void Promise.resolve().then(() => other.#deliver(message))
  }

  listen(receive: (message: unknown) => void): void {
    this.#receive = receive
    for (const message of this.#early.splice(0)) receive(message)
  }

  close(): void {
    this.#other = null
    this.#receive = () => {}
  }

  #deliver(message: unknown): void {
    if (this.#receive) this.#receive(message)
    else this.#early.push(message)
  }
}
