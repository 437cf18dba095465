import type { StoredAnswer } from '../../http/route.ts'
import { problems } from '../../problems.ts'
import type { Blobs } from '../../storage/blobs.ts'
import { isViewable } from './viewable.ts'

/** A file that is kept, as what is known of it says. */
interface KeptFile {
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly name: string
  readonly type: string
}

/**
 * Answers with a file that somebody may have.
 *
 * @param view to be shown; otherwise, and where it cannot be, to be saved. @throws the problem `file-gone`.
 */
export async function storedAnswer(blobs: Blobs, { sha256, size, name, type }: KeptFile, view: boolean): Promise<StoredAnswer> {
  if (!(await blobs.has({ sha256, size }))) throw problems.fileGone({})
  return {
    sha256,
    size,
    name,
    type,
    disposition: view && isViewable(type) ? 'inline' : 'attachment',
    open: (from, to) => blobs.read(sha256, from, to),
    sent: () => {},
  }
}
