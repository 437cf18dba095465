import { expect, test } from 'vitest'
import { directoryEnd, directoryRecord, localHeader } from '@tabel/excel/zip-records'

const gigabyte = 1024 ** 3
const small = { name: 'лист.xml', crc: 7, size: 10, packedSize: 5, offset: 3 }

test('an archive below 4 GB has no records of ZIP64', () => {
  expect(localHeader(small)).toHaveLength(30 + Buffer.byteLength(small.name))
  expect(directoryRecord(small)).toHaveLength(46 + Buffer.byteLength(small.name))
  expect(directoryEnd(1, 100, 50)).toHaveLength(22)
})

test('sizes and offsets from 4 GB on stand in the extra fields, in the order of the format', () => {
  const large = { ...small, name: 'a', size: 5 * gigabyte, packedSize: 4 * gigabyte, offset: 6 * gigabyte }
  const local = localHeader(large)
  expect([local.readUInt32LE(18), local.readUInt32LE(22)]).toEqual([0xffffffff, 0xffffffff])
  expect(extraOf(local, 28, 31)).toEqual([5 * gigabyte, 4 * gigabyte])
  const record = directoryRecord(large)
  expect([record.readUInt32LE(20), record.readUInt32LE(24), record.readUInt32LE(42)]).toEqual(Array(3).fill(0xffffffff))
  expect(extraOf(record, 30, 47)).toEqual([5 * gigabyte, 4 * gigabyte, 6 * gigabyte])
  // Only what does not fit is repeated.
  expect(extraOf(directoryRecord({ ...small, name: 'a', offset: 6 * gigabyte }), 30, 47)).toEqual([6 * gigabyte])
})

test('the end of a large archive tells where its large end is', () => {
  const start = 6 * gigabyte
  const end = directoryEnd(3, start, 200)
  expect(end).toHaveLength(56 + 20 + 22)
  expect(end.readUInt32LE(0)).toBe(0x06064b50)
  expect([24, 32, 40, 48].map((at) => Number(end.readBigUInt64LE(at)))).toEqual([3, 3, 200, start])
  expect(end.readUInt32LE(56)).toBe(0x07064b50)
  expect(Number(end.readBigUInt64LE(56 + 8))).toBe(start + 200)
  expect(end.readUInt32LE(56 + 20 + 16)).toBe(0xffffffff)
  expect(directoryEnd(70_000, 100, 200).readUInt16LE(56 + 20 + 10)).toBe(0xffff)
})

/** The numbers in the ZIP64 extra field of a header: its length is at `length`, it begins at `start`. */
function extraOf(header: Buffer, length: number, start: number): readonly number[] {
  const size = header.readUInt16LE(length)
  expect([header.readUInt16LE(start), header.readUInt16LE(start + 2)]).toEqual([1, size - 4])
  return Array.from({ length: (size - 4) / 8 }, (_, at) => Number(header.readBigUInt64LE(start + 4 + at * 8)))
}
