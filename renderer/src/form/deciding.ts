import type { FormDocument } from '@tabel/engine'
import type { TemplateResult } from 'lit'
import type { DraftStore } from '../store/draft-store.ts'
import { decisionsTemplate } from './decisions.ts'

/** Opens and closes «Нужно решение», and does what is decided. */
export class Deciding {
  readonly #dialog: () => HTMLDialogElement | null
  readonly #redraw: () => void

  constructor(dialog: () => HTMLDialogElement | null, redraw: () => void) {
    this.#dialog = dialog
    this.#redraw = redraw
  }

  open(): void {
    this.#dialog()?.showModal()
  }

  template(document: FormDocument, store: DraftStore): TemplateResult {
    const { decisions, theirs } = store
    const decide = (ids: readonly string[], keep: 'mine' | 'theirs'): void => {
      for (const id of ids) store.decide(id, keep)
      if (store.decisions.length === 0) this.#dialog()?.close()
    }
    const waiting = decisions.map(({ id }) => id)
    return decisionsTemplate({
      document,
      decisions,
      theirs,
      decide: (id, keep) => decide([id], keep),
      decideAll: (keep) => decide(waiting, keep),
      close: () => this.#redraw(),
    })
  }
}
