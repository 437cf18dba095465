/** A pause that can be cut short. */
export class Wake {
  #end: (() => void) | null = null

  /** Resolves after so many milliseconds, or as soon as {@link now} is called. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.now(), milliseconds)
      this.#end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  now(): void {
    const end = this.#end
    this.#end = null
    end?.()
  }
}

/** Milliseconds before the next attempt: doubled each time, with jitter so that thousands do not come back at once. */
export function backoff(attempt: number, first: number, most: number, random: number): number {
  return Math.min(most, first * 2 ** attempt) * (0.5 + random / 2)
}
