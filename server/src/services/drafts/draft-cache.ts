import type { FormData } from '@tabel/engine'
import { LRUCache } from 'lru-cache'
import type { AssignmentId } from '../../storage/assignments.ts'

export interface DraftState {
  readonly version: number
  /** Id of the stored form whose names the data use. */
  readonly formId: string
  readonly data: FormData
}

/**
 * Drafts that were read or saved lately, so that a save need not read a whole form to add one cell. Nothing depends on it being
 * right for the present: a state is that of its version, and the log leads on from there.
 */
export class DraftCache {
  readonly #states = new LRUCache<AssignmentId, DraftState>({
    maxSize: 2_000_000,
    sizeCalculation: ({ data }) => 100 + cellsOf(data),
  })

  /** The kept state, if it is not newer than `atMost`. */
  get(id: AssignmentId, atMost: number): DraftState | null {
    const state = this.#states.get(id)
    return state && state.version <= atMost ? state : null
  }

  /** Keeps a state that is committed. An empty draft has no form of its own: the first entry says which one it follows. */
  put(id: AssignmentId, state: DraftState): void {
    if (state.version === 0) return
    const known = this.#states.peek(id)
    if (!known || known.version < state.version) this.#states.set(id, state)
  }
}

/** About how many cells there are: rows by the width of the first one. */
function cellsOf(data: FormData): number {
  let cells = 0
  for (const block of Object.values(data)) {
    const rows: readonly unknown[] = Array.isArray(block) ? block : Object.values(block)
    const width = typeof rows[0] === 'object' && rows[0] !== null ? Object.keys(rows[0]).length : 1
    cells += rows.length * Math.max(1, width)
  }
  return cells
}
