import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

export type Row = Readonly<Record<string, unknown>>

/** First line of a backup. */
export interface BackupHead {
  readonly tabel: 'backup'
  readonly format: 1
  /** Names of the steps of the schema, in order. */
  readonly schema: readonly string[]
  /** ISO time at which it is as the database was. */
  readonly at: string
}

/** A line of rows. */
export interface BackupPage {
  readonly table: string
  readonly rows: readonly Row[]
}

/** Last line: how many rows there are, by table. */
export interface BackupEnd {
  readonly end: Readonly<Record<string, number>>
}

type Line = BackupHead | BackupPage | BackupEnd

/** The file is not a whole backup. */
export class BadBackup extends Error {
  override readonly name = 'BadBackup'
}

/** Writes lines of JSON, compressed. The file has its name only when it is whole and on disk. */
export async function writeBackupFile(file: string, lines: AsyncIterable<Line>): Promise<void> {
  const half = `${file}.part`
  try {
    await pipeline(Readable.from(texts(lines)), createGzip(), createWriteStream(half))
    const handle = await open(half, 'r+')
    await handle.sync()
    await handle.close()
    await rename(half, file)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

async function* texts(lines: AsyncIterable<Line>): AsyncIterable<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

/**
 * Reads a backup: its head first, then its pages.
 *
 * @throws {BadBackup} when the file is no backup, or ends early; pages may have been given before that is seen.
 */
export async function* readBackupFile(file: string): AsyncGenerator<BackupHead | BackupPage> {
  const counts: Record<string, number> = {}
  let ended = false
  let first = true
  for await (const line of lines(file)) {
    if (first && !('tabel' in line)) throw new BadBackup('not a backup')
    first = false
    if ('end' in line) ended = JSON.stringify(sorted(line.end)) === JSON.stringify(sorted(counts))
    else {
      if ('table' in line) counts[line.table] = (counts[line.table] ?? 0) + line.rows.length
      yield line
    }
  }
  if (!ended) throw new BadBackup('the file is not whole')
}

async function* lines(file: string): AsyncGenerator<Line> {
  const source = createReadStream(file)
  const unzipped = source.pipe(createGunzip())
  source.on('error', (error) => unzipped.destroy(error))
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of unzipped as AsyncIterable<Uint8Array>) {
      const texts = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = texts.pop() ?? ''
      for (const text of texts) yield JSON.parse(text) as Line
    }
  } catch (error) {
    if (isMissing(error)) throw error
    throw new BadBackup('the file is damaged', { cause: error })
  } finally {
    source.destroy()
  }
  if (rest !== '') throw new BadBackup('the file is not whole')
}

function sorted(counts: Readonly<Record<string, number>>): unknown {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'ENOENT'
}
