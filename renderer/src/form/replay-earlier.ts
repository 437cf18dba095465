import { FormDocument, OpError } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import type { EarlierActions } from '../store/draft-store.ts'
import { difference } from '../store/difference.ts'

/** What is done again when a form is opened, so that the person can undo what was done without it. */
interface Replayed {
  readonly before: FormData
  readonly own: EarlierActions['entries'][number]['ops']
  readonly after: EarlierActions['entries'][number]['ops']
}

/**
 * The earlier actions as one of the person's and one of the others'. Null when they do not lead to the data that are to be shown:
 * something waits on this computer, or somebody has worked since.
 */
export function earlierAction(form: CompiledForm, earlier: EarlierActions, data: FormData): Replayed | null {
  const last = earlier.entries.findLastIndex(({ own }) => own)
  const own = earlier.entries.slice(0, last + 1)
  if (last < 0 || own.some((entry) => !entry.own)) return null
  const replayed = {
    before: earlier.before,
    own: own.flatMap(({ ops }) => ops),
    after: earlier.entries.slice(last + 1).flatMap(({ ops }) => ops),
  }
  const document = new FormDocument(form, replayed.before)
  try {
    document.apply(replayed.own)
  } catch (error) {
    if (error instanceof OpError) return null
    throw error
  }
  document.receive(replayed.after)
  const other = difference(form, document.data, data).filter((op) => !('sources' in op))
  return other.length === 0 ? replayed : null
}
