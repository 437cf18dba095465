import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { ReadLimits } from './limits.ts'
import { FileRefused } from './refusal.ts'

const tooLarge = (what: string): FileRefused =>
  new FileRefused('too-large', `Файл слишком велик: ${what}. Загрузите шаблон формы, заполненный без лишних листов и картинок.`)

export const suspicious = (what: string): FileRefused =>
  new FileRefused(
    'suspicious',
    `Файл устроен не так, как книги Excel (${what}), поэтому он не прочитан. Скопируйте данные в новый шаблон.`,
  )

/** The parts of a workbook: looked at before anything is unpacked, and counted while it is. */
export class Parts {
  readonly #zip: yauzl.ZipFile
  readonly #entries: ReadonlyMap<string, yauzl.Entry>
  readonly #limits: ReadLimits
  #unpacked = 0
  #elements = 0
  #texts = 0

  private constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, limits: ReadLimits) {
    this.#zip = zip
    this.#entries = entries
    this.#limits = limits
  }

  /** @throws FileRefused */
  static async open(bytes: Uint8Array, limits: ReadLimits): Promise<Parts> {
    if (bytes.length > limits.file) throw tooLarge(`больше ${Math.floor(limits.file / 1024 / 1024)} МБ`)
    const zip = await openZip(bytes)
    return new Parts(zip, await listEntries(zip, limits), limits)
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase())
  }

  /** Counts an element. @returns false when there are too many, however they are spread over parts that may be read again and again. */
  countElement(): boolean {
    this.#elements += 1
    return this.#elements <= this.#limits.elements
  }

  /** Counts a piece of a text that is kept; `length` is that of the whole text so far. @throws FileRefused when there is too much. */
  countText(piece: string, length: number): void {
    this.#texts += piece.length
    if (length > this.#limits.text) throw suspicious('слишком длинный текст')
    if (this.#texts > this.#limits.texts) throw tooLarge('внутри слишком много текста')
  }

  /** Pieces of a part as they are unpacked. @throws FileRefused when there are more than its table of contents says, or may be. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase())
    if (!entry) return
    let size = 0
    try {
      for await (const piece of await this.#open(entry)) {
        size += piece.length
        this.#unpacked += piece.length
        if (size > this.#limits.part || this.#unpacked > this.#limits.total) throw tooLarge('внутри слишком много данных')
        yield piece
      }
    } catch (error) {
      throw error instanceof FileRefused ? error : broken()
    }
  }

  #open(entry: yauzl.Entry): Promise<AsyncIterable<Uint8Array>> {
    return new Promise((done, failed) => {
      this.#zip.openReadStream(entry, (error, stream) => (error ? failed(error) : done(stream as Readable)))
    })
  }
}

export const broken = (): FileRefused =>
  new FileRefused('broken', 'Файл поврежден и не читается. Откройте его в Excel, сохраните заново и загрузите еще раз.')

function openZip(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, decodeStrings: true } as const
  return new Promise((done, failed) => {
    yauzl.fromBuffer(buffer, options, (error, zip) => (error ? failed(broken()) : done(zip)))
  })
}

function listEntries(zip: yauzl.ZipFile, limits: ReadLimits): Promise<ReadonlyMap<string, yauzl.Entry>> {
  if (zip.entryCount > limits.parts) throw suspicious('слишком много частей')
  const entries = new Map<string, yauzl.Entry>()
  let total = 0
  return new Promise((done, failed) => {
    zip.on('error', () => failed(broken()))
    zip.on('end', () => done(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      total += entry.uncompressedSize
      const fault = faultOf(entry, entries, total, limits)
      if (fault) return failed(fault)
      entries.set(keyOf(entry), entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

const keyOf = (entry: yauzl.Entry): string => entry.fileName.replace(/^\//, '').toLowerCase()

function faultOf(
  entry: yauzl.Entry,
  known: ReadonlyMap<string, yauzl.Entry>,
  total: number,
  limits: ReadLimits,
): FileRefused | null {
  if (entry.generalPurposeBitFlag & 1)
    return new FileRefused('encrypted', 'Файл закрыт паролем. Снимите пароль и загрузите еще раз.')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return suspicious('неизвестное сжатие')
  if (known.has(keyOf(entry))) return suspicious('две части с одним именем')
  if (entry.uncompressedSize > limits.part || total > limits.total) return tooLarge('внутри слишком много данных')
  const packed = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  return entry.uncompressedSize > 1024 * 1024 && packed > limits.ratio ? suspicious('слишком сильно сжат') : null
}
