import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { StoredFile } from '../api/wire.ts'

/** Pauses between two looks, milliseconds: a small file is there at once, a large one takes its time. */
const pauses = [400, 800, 1500, 3000, 5000] as const
/** So many looks, half an hour: then the download is taken for given up. */
const most = 360

/**
 * Downloads are the browser's own affair; that one has ended is known to the server. While one is on its way, the list is asked for
 * again until it says so.
 */
export class Arrivals implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #look: () => Promise<readonly StoredFile[]>
  /** Files on their way, with the date of the download before this one. */
  readonly #awaited = new Map<string, string | null>()
  #arrived = ''
  #looks = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param look Asks the server for the list again and shows it. */
  constructor(host: ReactiveControllerHost, look: () => Promise<readonly StoredFile[]>) {
    this.#host = host
    this.#look = look
    host.addController(this)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
    this.#awaited.clear()
  }

  /** A download begins. */
  expect(file: StoredFile): void {
    this.#awaited.set(file.id, file.downloadedAt)
    this.#looks = 0
    this.#host.requestUpdate()
    this.#wait()
  }

  /** Name of the file that has arrived last; empty before any. */
  get arrived(): string {
    return this.#arrived
  }

  has(id: string): boolean {
    return this.#awaited.has(id)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#check(), pauses[this.#looks] ?? pauses.at(-1))
  }

  async #check(): Promise<void> {
    this.#looks += 1
    const files = await this.#look().catch(() => [])
    for (const { id, name, downloadedAt } of files) {
      if (!this.#awaited.has(id) || this.#awaited.get(id) === downloadedAt) continue
      this.#awaited.delete(id)
      this.#arrived = name
    }
    if (this.#looks >= most) this.#awaited.clear()
    this.#host.requestUpdate()
    if (this.#awaited.size > 0) this.#wait()
  }
}
