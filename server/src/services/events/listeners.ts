import type { EventStream } from './event-stream.ts'

/** A stream and what it listens to. */
export interface Listener {
  readonly stream: EventStream
  /** Hash of the token of its session. */
  readonly session: string
  readonly login: string
  readonly topics: readonly string[]
}

const none: ReadonlySet<Listener> = new Set()

/** The streams of this node, by topic, in the order in which they began. */
export class Listeners {
  readonly #all = new Set<Listener>()
  readonly #byTopic = new Map<string, Set<Listener>>()

  get all(): ReadonlySet<Listener> {
    return this.#all
  }

  of(topic: string): ReadonlySet<Listener> {
    return this.#byTopic.get(topic) ?? none
  }

  add(listener: Listener): void {
    this.#all.add(listener)
    for (const topic of listener.topics) {
      const known = this.#byTopic.get(topic)
      if (known) known.add(listener)
      else this.#byTopic.set(topic, new Set([listener]))
    }
  }

  delete(listener: Listener): void {
    this.#all.delete(listener)
    for (const topic of listener.topics) {
      const known = this.#byTopic.get(topic)
      known?.delete(listener)
      if (known?.size === 0) this.#byTopic.delete(topic)
    }
  }
}
