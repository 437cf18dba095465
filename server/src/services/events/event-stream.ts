import type { Writable } from 'node:stream'

/** What a stream tells. */
export type ServerEvent =
  /** From here on everything is told; what was before must be asked for. */
  | { readonly name: 'ready'; readonly data: { readonly login: string } }
  | { readonly name: 'draft'; readonly data: { readonly collection: string; readonly version: number } }
  | { readonly name: 'collection'; readonly data: { readonly collection: string } }
  | { readonly name: 'submission'; readonly data: { readonly id: string; readonly state: 'accepted' | 'refused' } }
  | { readonly name: 'progress'; readonly data: { readonly collection: string } }
  /** Its `id` comes back as `Last-Event-ID`. */
  | { readonly name: 'notification'; readonly data: { readonly id: string }; readonly id: string }

/** Bytes that may wait for a reader. Who reads more slowly is cut off, comes again and asks for what it missed. */
const mostWaiting = 64 * 1024

/** Milliseconds in which a reader may take the rest of a stream that ends. */
const farewell = 500

/** One answer of the type `text/event-stream` that goes on until somebody ends it. */
export class EventStream {
  readonly #out: Writable

  /** @param ended called once when the stream is over, whoever ended it. */
  constructor(out: Writable, ended: () => void) {
    this.#out = out
    out.once('close', ended)
    // A reader that went away is no failure.
    out.on('error', () => {})
  }

  /** Milliseconds after which a browser that lost the stream comes again. */
  retry(milliseconds: number): void {
    this.#write(`retry: ${milliseconds}\n\n`)
  }

  send(event: ServerEvent): void {
    const id = 'id' in event ? `id: ${event.id}\n` : ''
    this.#write(`${id}event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`)
  }

  /**
   * A sign of life: a comment for proxies, that they do not take silence for an end, and an event for the browser, whose scripts do
   * not see comments. The end of a reader is noticed by it, too.
   */
  beat(): void {
    this.#write(':\nevent: beat\ndata: {}\n\n')
  }

  /** Ends the answer; a reader that does not take what waits is not waited for. */
  end(): void {
    if (this.#out.writableEnded) return
    this.#out.end()
    setTimeout(() => this.#out.destroy(), farewell).unref()
  }

  #write(text: string): void {
    if (this.#out.destroyed || this.#out.writableEnded) return
    this.#out.write(text)
    if (this.#out.writableLength > mostWaiting) this.#out.destroy()
  }
}
