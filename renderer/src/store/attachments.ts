import type { CellRef, FileRef } from '@tabel/engine'

/** A file on its way to where attachments are kept. */
export interface AttachRequest {
  readonly file: File
  /** The cell that it is for; in a table a row of null is one that is not there yet. */
  readonly cell: CellRef
  /** Told from 0 to 1. */
  readonly progress: (share: number) => void
  readonly signal: AbortSignal
}

/** Where the files in the cells of a form are kept. A page without a Tabel server brings its own. */
export interface Attachments {
  /** Keeps a file and gives what its cell is to hold; null: files can only be looked at. @throws AttachError */
  readonly attach: ((request: AttachRequest) => Promise<FileRef>) | null
  /** Address under which a browser shows a file (`view`) or saves it; null where it cannot be had. */
  address(file: FileRef, view: boolean): string | null
}

/** A file was not taken; `message` is a sentence for people. */
export class AttachError extends Error {
  override readonly name = 'AttachError'
  /** `offline`, `signed-out`, or what else whoever keeps the files calls it. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Kinds of files that a browser shows without running anything of them. */
export function isShown(name: string): boolean {
  return /\.(?:pdf|png|jpe?g|gif|webp)$/iu.test(name)
}

/** Keeps files as long as the page lives: for trials, previews and tests. */
export function memoryAttachments(): Attachments {
  const kept = new Map<string, string>()
  return {
    attach: ({ file, progress }) => {
      const $file = crypto.randomUUID()
      kept.set($file, URL.createObjectURL(file))
      progress(1)
      return Promise.resolve({ $file, name: file.name, size: file.size })
    },
    address: ({ $file }) => kept.get($file) ?? null,
  }
}
