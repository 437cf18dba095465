import { words } from '../locales/words.ts'
import type { SaveStatus } from '../store/draft-store.ts'

/** The line above the table: what it says and how loudly. */
export interface SaveLine {
  readonly tone: 'calm' | 'busy' | 'away' | 'loud'
  readonly text: string
}

const moment = new Intl.DateTimeFormat('ru-RU', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const clock = new Intl.DateTimeFormat('ru-RU', { hour: '2-digit', minute: '2-digit' })

/** «23.11.2026, 14:05» in the viewer's zone. @param iso time in UTC. */
export function momentOf(iso: string): string {
  return moment.format(new Date(iso))
}

/** Says how far saving has come, in one line. */
export function saveLine(status: SaveStatus): SaveLine {
  if (status.phase === 'unkept') return { tone: 'calm', text: '' }
  if (status.phase === 'stopped' && status.reason) return stopped(status.reason)
  if (status.phase === 'offline') {
    return status.safe ? { tone: 'away', text: words.save.offline } : { tone: 'loud', text: words.save.unsafe }
  }
  if (status.phase === 'saving') return { tone: 'busy', text: words.save.saving }
  if (status.savedAt === null) return { tone: 'calm', text: words.save.nothing }
  if (status.savedNow) return { tone: 'calm', text: words.save.saved(clock.format(new Date(status.savedAt))) }
  return { tone: 'calm', text: words.save.lastChange(momentOf(status.savedAt), status.savedBy) }
}

function stopped(reason: NonNullable<SaveStatus['reason']>): SaveLine {
  const texts = {
    'signed-out': words.save.signedOut,
    'other-account': words.save.otherAccount,
    'form-changed': words.save.formChanged,
    closed: words.save.closed,
    parked: words.save.parked,
    gone: words.save.gone,
  }
  return { tone: reason === 'closed' || reason === 'parked' ? 'away' : 'loud', text: texts[reason] }
}
