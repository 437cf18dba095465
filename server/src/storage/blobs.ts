import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Bytes that lie in the store of files, by their hash. */
export interface Blob {
  /** Small hexadecimal letters. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/** A file half written is nobody's after so many milliseconds: whoever wrote it has died. */
const abandoned = 24 * 60 * 60 * 1000

/**
 * Bytes on disk, each under its own hash: `blobs/ab/cd/<sha256>`. The same bytes are kept once, so putting them again is harmless. What
 * `put` has given back is on disk. Nobody's access is decided here.
 */
export class Blobs {
  readonly #folder: string

  /** @param folder the folder of files of the settings. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Writes what comes, to the end. @throws what the source throws; nothing is left of it then. */
  async put(source: AsyncIterable<Uint8Array>): Promise<Blob> {
    const incoming = join(this.#folder, 'incoming')
    await mkdir(incoming, { recursive: true })
    const unfinished = join(incoming, randomUUID())
    try {
      const blob = await write(unfinished, source)
      const path = this.#path(blob.sha256)
      await mkdir(dirname(path), { recursive: true })
      await rename(unfinished, path)
      await settle(dirname(path))
      return blob
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  /** Bytes from `from` to `to`, both counted from 0 and given as well. */
  read(sha256: string, from: number, to: number): ReadStream {
    return createReadStream(this.#path(sha256), { start: from, end: to })
  }

  /** Whether the bytes are there as a whole. */
  async has({ sha256, size }: Blob): Promise<boolean> {
    return (await stat(this.#path(sha256)).catch(() => null))?.size === size
  }

  /** Removes what was left half written long before `now`, milliseconds since 1970. */
  async sweep(now: number): Promise<void> {
    const incoming = join(this.#folder, 'incoming')
    for (const name of await readdir(incoming).catch(() => [])) {
      const path = join(incoming, name)
      const found = await stat(path).catch(() => null)
      if (found && now - found.mtimeMs > abandoned) await rm(path, { force: true })
    }
  }

  #path(sha256: string): string {
    return join(this.#folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
}

async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<Blob> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx')
  try {
    for await (const part of source) {
      hash.update(part)
      size += part.length
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** A name is on disk when its folder is. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
