import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'

/** The texts in a zip archive, a path or bytes, by name, read by its directory as other programs do. No ZIP64. */
export async function readZip(archive: string | Buffer): Promise<ReadonlyMap<string, string>> {
  const bytes = typeof archive === 'string' ? await readFile(archive) : archive
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  const texts = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt32LE(at + 42),
    ]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const text = inflateRawSync(bytes.subarray(start, start + packed)).toString('utf8')
    texts.set(bytes.subarray(at + 46, at + 46 + name).toString('utf8'), text)
    at += 46 + name + extra
  }
  return texts
}
