import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import type { PackedPart } from './deflated-part.ts'
import { directoryEnd, directoryRecord, localHeader } from './zip-records.ts'
import type { ZipEntry } from './zip-records.ts'

/** Writes parts one after another into an archive that is safe on disk when the promise is kept. @returns where they stand. */
export async function writeZip(path: string, parts: readonly PackedPart[]): Promise<readonly ZipEntry[]> {
  const file = await open(path, 'w')
  const entries: ZipEntry[] = []
  let at = 0
  const write = async (bytes: Buffer): Promise<void> => {
    await file.writeFile(bytes)
    at += bytes.length
  }
  try {
    for (const { path: packed, ...part } of parts) {
      const entry = { ...part, offset: at }
      entries.push(entry)
      await write(localHeader(entry))
      for await (const bytes of createReadStream(packed, { highWaterMark: 1 << 18 })) await write(bytes as Buffer)
      if (at !== entry.offset + localHeader(entry).length + entry.packedSize) throw new Error(`part ${part.name} is not whole`)
    }
    const start = at
    for (const entry of entries) await write(directoryRecord(entry))
    await write(directoryEnd(entries.length, start, at - start))
    await file.sync()
    return entries
  } finally {
    await file.close()
  }
}

/**
 * Reads an entry back from a finished archive.
 *
 * @returns how often `mark` stands in it.
 * @throws when its bytes are not those that were written.
 */
export async function countInZip(path: string, entry: ZipEntry, mark: string): Promise<number> {
  const start = entry.offset + localHeader(entry).length
  if (entry.packedSize === 0) throw new Error(`part ${entry.name} is empty`)
  const packed = createReadStream(path, { start, end: start + entry.packedSize - 1 })
  const inflate = createInflateRaw({ chunkSize: 1 << 18 })
  packed.on('error', (error) => inflate.destroy(error))
  const wanted = Buffer.from(mark)
  let crc = 0
  let size = 0
  let count = 0
  let rest = Buffer.alloc(0)
  for await (const bytes of packed.pipe(inflate) as AsyncIterable<Buffer>) {
    crc = crc32(bytes, crc)
    size += bytes.length
    const text = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count += 1
    rest = Buffer.from(text.subarray(Math.max(0, text.length - wanted.length + 1)))
  }
  if (crc !== entry.crc || size !== entry.size) throw new Error(`part ${entry.name} is not what was written`)
  return count
}
