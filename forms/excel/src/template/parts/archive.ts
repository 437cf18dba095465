import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { directoryEnd, directoryRecord, localHeader } from '../../writer/zip-records.ts'

/** Reads parts of an archive. Only for archives that we made: it takes them for sound. @returns what gives the text of a part. */
export function unzipped(archive: Uint8Array): (part: string) => string {
  const entries = new Map([...entriesOf(archive)].map((entry) => [entry.name, entry]))
  return (part) => {
    const entry = entries.get(part)
    if (!entry) throw new Error(`the archive has no ${part}`)
    return inflateRawSync(entry.packed).toString('utf8')
  }
}

/**
 * An archive with other contents of some parts; the bytes of the others are copied as they are packed. Only for archives that we made: it
 * takes them for sound.
 *
 * @throws when there is no such part.
 */
export function replaceParts(archive: Uint8Array, parts: ReadonlyMap<string, string>): Uint8Array {
  const pieces: Buffer[] = []
  const records: Buffer[] = []
  const missing = new Set(parts.keys())
  let offset = 0
  for (const entry of entriesOf(archive)) {
    // Folders are no parts.
    if (entry.name.endsWith('/')) continue
    const content = parts.get(entry.name)
    missing.delete(entry.name)
    const text = content === undefined ? null : Buffer.from(content)
    // Cells repeat each other so much that more effort finds little more.
    const packed = text === null ? entry.packed : deflateRawSync(text, { level: 4 })
    const [crc, size] = text === null ? [entry.crc, entry.size] : [crc32(text), text.length]
    const head = { name: entry.name, crc, size, packedSize: packed.length, offset }
    const local = localHeader(head)
    pieces.push(local, packed)
    records.push(directoryRecord(head))
    offset += local.length + packed.length
  }
  if (missing.size > 0) throw new Error(`the archive has no ${[...missing].join(', ')}`)
  const directory = Buffer.concat(records)
  return Buffer.concat([...pieces, directory, directoryEnd(records.length, offset, directory.length)])
}

interface PackedEntry {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly packed: Buffer
}

const endOfDirectory = Buffer.from([0x50, 0x4b, 5, 6])

function* entriesOf(archive: Uint8Array): Generator<PackedEntry> {
  const file = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = file.lastIndexOf(endOfDirectory)
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry += 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => file.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const local = file.readUInt32LE(at + 42)
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    yield {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      crc: file.readUInt32LE(at + 16),
      size: file.readUInt32LE(at + 24),
      packed: file.subarray(begin, begin + file.readUInt32LE(at + 20)),
    }
    at += 46 + nameLength + extraLength + commentLength
  }
}
