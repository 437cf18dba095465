/** Longest time a page may take to grow to its former height. Milliseconds. */
const patience = 1500

/** Remembers how far each entry of the history was scrolled; survives a reload of the page. */
export class ScrollMemory {
  #stop: (() => void) | null = null

  save(key: string): void {
    sessionStorage.setItem(`scroll:${key}`, String(scrollY))
  }

  /** Goes back to where the entry was, as soon as the page has grown tall enough. A person who scrolls meanwhile is left alone. */
  restore(key: string): void {
    this.#stop?.()
    const top = Number(sessionStorage.getItem(`scroll:${key}`) ?? 0)
    scrollTo(0, top)
    if (Math.abs(scrollY - top) < 2) return
    const growth = new ResizeObserver(() => {
      scrollTo(0, top)
      if (Math.abs(scrollY - top) < 2) this.#stop?.()
    })
    const end = setTimeout(() => this.#stop?.(), patience)
    this.#stop = () => {
      this.#stop = null
      growth.disconnect()
      clearTimeout(end)
      removeEventListener('wheel', stop)
      removeEventListener('keydown', stop)
    }
    const stop = this.#stop
    addEventListener('wheel', stop, { passive: true })
    addEventListener('keydown', stop)
    growth.observe(document.body)
  }

  /** The top of a page that was not visited before. */
  reset(): void {
    this.#stop?.()
    scrollTo(0, 0)
  }
}
