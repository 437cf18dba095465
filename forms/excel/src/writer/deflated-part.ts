import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/** A part of an archive, compressed and waiting in a file of its own. Sizes in bytes. */
export interface PackedPart {
  readonly name: string
  /** Where the compressed bytes are. */
  readonly path: string
  readonly crc: number
  readonly size: number
  readonly packedSize: number
}

const chunk = 65_536

/**
 * Compresses text into a file. Parts wait in files, not in memory, because the tables of a report grow side by side and an
 * archive holds one part after another.
 */
export class DeflatedPart {
  readonly #name: string
  readonly #path: string
  readonly #deflate = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION, memLevel: 9, chunkSize: chunk })
  readonly #written: Promise<void>
  readonly #failed = new AbortController()
  #packedSize = 0
  #pending = ''
  #crc = 0
  #size = 0

  /** @param path a file to be made. */
  constructor(name: string, path: string) {
    this.#name = name
    this.#path = path
    this.#deflate.on('data', (bytes: Buffer) => (this.#packedSize += bytes.length))
    this.#written = pipeline(this.#deflate, createWriteStream(path))
    this.#written.catch((error: unknown) => this.#failed.abort(error))
  }

  /** @returns something to wait for when the compressor or the disk is behind. */
  write(text: string): Promise<void> | undefined {
    this.#pending += text
    return this.#pending.length < chunk ? undefined : this.#flush()
  }

  async close(): Promise<PackedPart> {
    await this.#flush()
    this.#deflate.end()
    await this.#written
    return { name: this.#name, path: this.#path, crc: this.#crc, size: this.#size, packedSize: this.#packedSize }
  }

  /** Stops without finishing. */
  async abort(): Promise<void> {
    this.#deflate.destroy()
    await this.#written.catch(() => {})
  }

  #flush(): Promise<void> | undefined {
    if (this.#pending === '') return undefined
    const bytes = Buffer.from(this.#pending, 'utf8')
    this.#pending = ''
    this.#crc = crc32(bytes, this.#crc)
    this.#size += bytes.length
    if (this.#deflate.write(bytes)) return undefined
    const drained = this.#drained()
    // Who does not wait hears of a failure at the end.
    drained.catch(() => {})
    return drained
  }

  async #drained(): Promise<void> {
    const { signal } = this.#failed
    await once(this.#deflate, 'drain', { signal }).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error
    })
  }
}
