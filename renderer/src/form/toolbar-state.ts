import type { DraftStore } from '../store/draft-store.ts'
import type { OpenedForm } from './opened-form.ts'
import { saveLine } from './save-line.ts'
import type { ToolbarState } from './toolbar.ts'
import { whyClosed } from './why-closed.ts'

/** What the element itself knows of its toolbar. */
interface ElementState extends Pick<ToolbarState, 'readOnly' | 'problemsOpen' | 'submitting' | 'grid' | 'act'> {
  /** How many problems the server found when the report was handed in; 0 for none. */
  readonly refused: number
}

export function toolbarState({ session, draft }: OpenedForm, store: DraftStore, element: ElementState): ToolbarState {
  const { refused, ...rest } = element
  return {
    ...rest,
    title: draft.title ?? draft.form.title,
    save: saveLine(store.status),
    decisions: store.decisions.length,
    canUndo: session.document.canUndo,
    canRedo: session.document.canRedo,
    errors: refused > 0 ? refused : session.errors,
    submits: store.submit !== null,
    why: whyClosed(session, store),
  }
}
