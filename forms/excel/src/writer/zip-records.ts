/** What the records of a zip archive say of one entry. Sizes and the offset of its local header in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly packedSize: number
  readonly offset: number
}

const most16 = 0xffff
const most32 = 0xffffffff
/** The name is UTF-8. */
const flags = 0x0800
const deflated = 8
/** Midnight of 1 January 2026: the same data make the same file. */
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1
const plain = 20
const withZip64 = 45

const fits = (number: number): boolean => number < most32
const short = (number: number): number => Math.min(number, most32)

/** What stands before the bytes of an entry. */
export function localHeader({ name, crc, size, packedSize }: ZipEntry): Buffer {
  const extra = fits(size) && fits(packedSize) ? Buffer.alloc(0) : zip64Extra([size, packedSize])
  const nameBytes = Buffer.from(name, 'utf8')
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(extra.length > 0 ? withZip64 : plain, 4)
  writeCommon(head, 6, crc, extra.length > 0 ? [most32, most32] : [size, packedSize], [nameBytes.length, extra.length])
  return Buffer.concat([head, nameBytes, extra])
}

/** The record of an entry in the directory at the end. */
export function directoryRecord({ name, crc, size, packedSize, offset }: ZipEntry): Buffer {
  const large = [size, packedSize, offset].filter((number) => !fits(number))
  const extra = large.length === 0 ? Buffer.alloc(0) : zip64Extra(large)
  const nameBytes = Buffer.from(name, 'utf8')
  const version = large.length === 0 ? plain : withZip64
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(version, 6)
  writeCommon(head, 8, crc, [short(size), short(packedSize)], [nameBytes.length, extra.length])
  head.writeUInt32LE(short(offset), 42)
  return Buffer.concat([head, nameBytes, extra])
}

/** The end of an archive: where its directory begins, how long it is, how many entries it has. */
export function directoryEnd(entries: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(entries, most16), 8)
  end.writeUInt16LE(Math.min(entries, most16), 10)
  end.writeUInt32LE(short(length), 12)
  end.writeUInt32LE(short(start), 16)
  if (fits(start) && fits(length) && entries < most16) return end

  const large = Buffer.alloc(56)
  large.writeUInt32LE(0x06064b50, 0)
  writeUInt64(large, 44, 4)
  large.writeUInt16LE(withZip64, 12)
  large.writeUInt16LE(withZip64, 14)
  for (const [at, number] of [entries, entries, length, start].entries()) writeUInt64(large, number, 24 + at * 8)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  writeUInt64(locator, start + length, 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([large, locator, end])
}

/** The fields that both headers of an entry have in one order, from its flags to the length of the extra field. */
function writeCommon(
  head: Buffer,
  at: number,
  crc: number,
  [size, packedSize]: readonly [number, number],
  [name, extra]: readonly [number, number],
): void {
  head.writeUInt16LE(flags, at)
  head.writeUInt16LE(deflated, at + 2)
  head.writeUInt16LE(dosDate, at + 6)
  head.writeUInt32LE(crc, at + 8)
  head.writeUInt32LE(packedSize, at + 12)
  head.writeUInt32LE(size, at + 16)
  head.writeUInt16LE(name, at + 20)
  head.writeUInt16LE(extra, at + 22)
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(numbers.length * 8, 2)
  for (const [at, number] of numbers.entries()) writeUInt64(extra, number, 4 + at * 8)
  return extra
}

function writeUInt64(into: Buffer, number: number, at: number): void {
  into.writeBigUInt64LE(BigInt(number), at)
}
