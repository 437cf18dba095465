import { FormSession, OpError } from '@tabel/engine'
import type { Change, Op } from '@tabel/engine'
import { noChecker } from '../checker/no-checker.ts'
import { openChecker } from '../checker/open-checker.ts'
import type { DraftStore, OpenDraft, StoreListener } from '../store/draft-store.ts'
import { earlierAction } from './replay-earlier.ts'

/** How a form is opened. */
export interface OpenOptions {
  readonly licenseKey: string | null
  /** Who evaluates formulas: this page, or whoever takes the report. */
  readonly checks: 'local' | 'remote'
}

/** An open form: the session that decides what is right, and the store that keeps what is typed. */
export class OpenedForm {
  readonly draft: OpenDraft
  readonly session: FormSession
  readonly #store: DraftStore

  private constructor(store: DraftStore, draft: OpenDraft, session: FormSession) {
    this.#store = store
    this.draft = draft
    this.session = session
  }

  /** @throws OpenError when the store cannot open the draft. */
  static async open(store: DraftStore, listener: StoreListener, { licenseKey, checks }: OpenOptions): Promise<OpenedForm> {
    const draft = await store.open(listener)
    const options = { today: draft.today, switches: draft.switches ?? {}, ...(licenseKey === null ? {} : { licenseKey }) }
    const earlier = draft.earlier ? earlierAction(draft.form, draft.earlier, draft.data) : null
    const port = checks === 'remote' ? noChecker() : openChecker()
    const session = new FormSession(draft.form, earlier?.before ?? draft.data, port, options)
    if (earlier) {
      session.apply(earlier.own)
      session.receive(earlier.after)
    }
    return new OpenedForm(store, draft, session)
  }

  /** An action of a person: shown, judged and saved. @returns why it was impossible, or null. */
  apply(ops: readonly Op[]): string | null {
    try {
      this.#save(this.session.apply(ops))
      return null
    } catch (error) {
      if (error instanceof OpError) return error.faults[0]?.message ?? error.message
      throw error
    }
  }

  undo(): Change | null {
    return this.#save(this.session.undo())
  }

  redo(): Change | null {
    return this.#save(this.session.redo())
  }

  /** Meanwhile another store was set, the element left the page, or the same store was opened once more. */
  giveUp(storeToo: boolean): void {
    this.session.close()
    if (storeToo) this.#store.close()
  }

  close(): void {
    this.session.close()
    this.#store.close()
  }

  #save(change: Change | null): Change | null {
    if (change) this.#store.save(change.ops)
    return change
  }
}
