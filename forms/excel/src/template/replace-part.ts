import { crc32, deflateRawSync } from 'node:zlib'
import { directoryEnd, directoryRecord, localHeader } from '../writer/zip-records.ts'

/**
 * An archive with another content of one part; the bytes of the others are copied as they are packed. Only for archives that we made: it
 * takes them for sound.
 *
 * @throws when there is no such part.
 */
export function replacePart(archive: Uint8Array, part: string, content: string): Uint8Array {
  const file = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const pieces: Buffer[] = []
  const records: Buffer[] = []
  let offset = 0
  let replaced = false
  for (const entry of entriesOf(file)) {
    const isIt = entry.name === part
    replaced ||= isIt
    const text = Buffer.from(content)
    const packed = isIt ? deflateRawSync(text) : entry.packed
    const [crc, size] = isIt ? [crc32(text), text.length] : [entry.crc, entry.size]
    const head = { name: entry.name, crc, size, packedSize: packed.length, offset }
    const local = localHeader(head)
    pieces.push(local, packed)
    records.push(directoryRecord(head))
    offset += local.length + packed.length
  }
  if (!replaced) throw new Error(`the archive has no ${part}`)
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

function* entriesOf(file: Buffer): Generator<PackedEntry> {
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
