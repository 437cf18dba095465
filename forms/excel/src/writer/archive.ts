import { mkdirSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DeflatedPart } from './deflated-part.ts'
import { countInZip, writeZip } from './zip-file.ts'

/** A part of an archive, and what must be counted in it when the archive is read back. */
export interface ArchivePart {
  readonly part: DeflatedPart
  readonly expect?: { readonly mark: string; readonly times: () => number }
}

/** A zip archive whose parts are written side by side. Its unfinished pieces stand in the folder `<file>.part`. */
export class Archive {
  readonly #file: string
  readonly #folder: string
  readonly #parts: ArchivePart[] = []

  /** Clears away what a run before this one may have left. */
  constructor(file: string) {
    this.#file = file
    this.#folder = `${file}.part`
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#folder, { recursive: true })
  }

  /** @param expect how often a mark must be found in the finished part, asked at the end. */
  add(name: string, expect?: ArchivePart['expect']): DeflatedPart {
    const part = new DeflatedPart(name, join(this.#folder, String(this.#parts.length)))
    this.#parts.push(expect === undefined ? { part } : { part, expect })
    return part
  }

  /** Finishes and verifies the archive and gives it its name. On a failure nothing is left. */
  async close(): Promise<void> {
    try {
      const whole = join(this.#folder, 'whole')
      const packed = await Promise.all(this.#parts.map(({ part }) => part.close()))
      const entries = await writeZip(whole, packed)
      for (const [at, { expect }] of this.#parts.entries()) {
        const entry = entries[at]
        if (expect === undefined || entry === undefined) continue
        const found = await countInZip(whole, entry, expect.mark)
        if (found !== expect.times()) throw new Error(`${entry.name}: ${found} lines instead of ${expect.times()}`)
      }
      await rename(whole, this.#file)
      await syncFolder(dirname(this.#file))
    } finally {
      await this.abort()
    }
  }

  /** Removes the unfinished pieces. */
  async abort(): Promise<void> {
    await Promise.all(this.#parts.map(({ part }) => part.abort()))
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Makes a new name in a folder survive a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
