import type { FormSession } from '@tabel/engine'
import { words } from '../locales/words.ts'
import type { DraftStore } from '../store/draft-store.ts'

/** Why «Сдать отчет» is closed, in words; null when it is open. */
export function whyClosed(session: FormSession, store: DraftStore): string | null {
  const { why } = words.form
  if (store.decisions.length > 0) return why.attention
  const { phase } = store.status
  if (phase === 'stopped') return why.stopped
  if (session.failed !== null) return why.failed
  if (session.errors > 0) return why.errors(session.errors)
  if (session.unexplained > 0) return why.unexplained(session.unexplained)
  if (phase === 'offline') return why.offline
  if (phase === 'saving') return why.saving
  return session.pending || !session.canSubmit ? why.pending : null
}
