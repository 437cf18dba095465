import { randomUUID } from 'node:crypto'
import type { Op } from '@tabel/engine'
import type { Visitor } from './country.ts'
import { Caller } from './load.ts'

/** A school that types into its draft, one cell after another. */
export class TypingSchool {
  readonly #caller: Caller
  readonly #path: string
  readonly #clientId = randomUUID()
  #seq = 0
  #version = 0

  constructor(url: string, visitor: Visitor, collection: string) {
    this.#caller = new Caller(url, visitor)
    this.#path = `/api/collections/${collection}/draft`
  }

  /** Makes a draft of so many classes. */
  async begin(rows: number): Promise<void> {
    for (let first = 0; first < rows; first += 500) {
      const some = Array.from({ length: Math.min(500, rows - first) }, (_, index) => ({
        $id: `r${first + index}`,
        letter: 'А',
        listed: 25,
        wrote: 20,
        absent: 5,
      }))
      await this.#save([{ insert: 'classes', after: first === 0 ? null : `r${first - 1}`, rows: some }])
    }
  }

  /** Types a number into a cell. */
  type(): Promise<void> {
    return this.#save([{ set: ['classes', 'r0', 'listed'], value: this.#seq }])
  }

  close(): void {
    this.#caller.close()
  }

  async #save(ops: readonly Op[]): Promise<void> {
    this.#seq += 1
    const body = {
      clientId: this.#clientId,
      seq: this.#seq,
      baseVersion: this.#version,
      formVersion: '2026.1.0',
      ops,
    }
    const { status, text } = await this.#caller.ask('PATCH', this.#path, body)
    if (status !== 200) throw new Error(`a save was refused: ${text}`)
    this.#version = (JSON.parse(text) as { version: number }).version
  }
}
