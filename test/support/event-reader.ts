import type { Person } from './person.ts'

/** An event as it came over the wire. */
export interface HeardEvent {
  readonly name: string
  readonly data: unknown
  readonly id: string | null
}

/** Reads `GET /api/events` for a person, as the EventSource of a browser does, but comes again only when it is told to. */
export class EventReader {
  readonly status: number
  readonly headers: Headers
  /** Everything heard so far. */
  readonly heard: HeardEvent[] = []
  /** Milliseconds that the server asks to wait before coming again. */
  retry: number | null = null
  /** `null` while the stream goes on; `whole` when the server ended it in good order, else `broken`. */
  end: 'whole' | 'broken' | null = null
  readonly #away = new AbortController()
  #changed: (() => void)[] = []

  private constructor(response: Response, away: AbortController) {
    this.status = response.status
    this.headers = response.headers
    this.#away = away
    void this.#read(response)
  }

  /** Resolves when the server has said that everything is told from then on. */
  static async open(person: Person, query = '', headers: Record<string, string> = {}): Promise<EventReader> {
    const away = new AbortController()
    const response = await fetch(`${person.url}/api/events${query}`, {
      headers: { cookie: person.cookie, ...headers },
      signal: away.signal,
    })
    const reader = new EventReader(response, away)
    if (response.ok) await reader.until(() => reader.named('ready').length > 0)
    return reader
  }

  /** Data of the events of a name, in order. */
  named(name: string): readonly unknown[] {
    return this.heard.filter((event) => event.name === name).map((event) => event.data)
  }

  /** Resolves as soon as something is so. @throws when it does not come to pass. */
  async until(holds: () => boolean): Promise<void> {
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.#tell()
    }, 20_000)
    while (!holds() && !late) await new Promise<void>((resolve) => this.#changed.push(resolve))
    clearTimeout(timer)
    if (!holds()) throw new Error(`not so in time; heard ${JSON.stringify(this.heard)}, ended: ${this.end}`)
  }

  close(): void {
    this.#away.abort()
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    try {
      for await (const bytes of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += bytes
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
        this.#tell()
      }
      this.end = 'whole'
    } catch {
      this.end = 'broken'
    }
    this.#tell()
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
    if (fields.has('retry')) this.retry = Number(fields.get('retry'))
    const data = fields.get('data')
    if (data !== undefined)
      this.heard.push({ name: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown, id: fields.get('id') ?? null })
  }

  #tell(): void {
    for (const resolve of this.#changed.splice(0)) resolve()
  }
}
