import type { Problem } from '@tabel/engine'
import { words } from '../locales/words.ts'
import type { Renewal, SubmitOutcome } from '../store/draft-store.ts'

/** What is said of what came of the button that saves. @param submits who saves hands in as well, so what is kept is a draft. */
export function savedInWords(kept: boolean, renewal: Renewal | null, submits: boolean): string {
  if (!kept) return words.form.draftNotSaved
  if (renewal?.changed) return words.renewal.saved
  return submits ? words.form.draftSaved : words.form.saved
}

/** What is said of what came of «Сдать отчет», and the problems that the server found. */
export function outcomeInWords(outcome: SubmitOutcome): {
  readonly done: string | null
  readonly said: string
  readonly problems: readonly Problem[]
} {
  const nothing = { done: null, said: '', problems: [] }
  switch (outcome.state) {
    case 'accepted':
      return { ...nothing, done: outcome.number === null ? words.form.submitted : words.form.submittedNumber(outcome.number) }
    case 'refused':
      return { ...nothing, said: words.form.refused, problems: outcome.problems }
    case 'moved':
      return { ...nothing, said: words.form.moved }
    case 'renewed':
      return { ...nothing, said: words.renewal.notSubmitted }
    case 'failed':
      return { ...nothing, said: outcome.message }
  }
}
