import type { Problem } from '@tabel/engine'
import { words } from '../locales/words.ts'
import type { SubmitOutcome } from '../store/draft-store.ts'

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
