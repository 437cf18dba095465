/** Other tabs of this browser that show the same draft: they are told at once when something was saved here. */
export class Neighbours {
  readonly #channel: BroadcastChannel | null

  /** @param scope the draft. @param saved called when another tab has saved. */
  constructor(scope: string, saved: () => void) {
    this.#channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(`tabel ${scope}`) : null
    this.#channel?.addEventListener('message', saved)
  }

  tell(): void {
    this.#channel?.postMessage('saved')
  }

  close(): void {
    this.#channel?.close()
  }
}
