import { words } from '../locales/words.ts'
import type { Api } from './api.ts'
import { problemOf } from './api.ts'
import type { Renewal, SubmitOutcome } from './draft-store.ts'
import type { HttpDraftOptions } from './http-draft-options.ts'
import { Wake } from './wake.ts'
import type { SubmissionBody } from './wire.ts'

/** Milliseconds between questions how far the server's check has come: short at first, then longer. */
const pauses = [150, 300, 500, 1000]
/** The same where the server tells its decision by itself. */
const livePauses = [1000, 2000, 5000]
/** Attempts to reach the server before giving up; the server goes on by itself. */
const patience = 8

/** Hands in a version of a draft and waits for the server's decision. A repeat for the same version is the same submission. */
export async function submitDraft(
  api: Api,
  { collection, events }: Pick<HttpDraftOptions, 'collection' | 'events'>,
  version: number,
): Promise<SubmitOutcome> {
  // The decision may be told before the answer says what was asked.
  const decided = new Set<string>()
  const wake = new Wake()
  const deaf = events?.listen({
    hear: (event) => {
      if (event.type === 'submission') decided.add(event.id)
      if (event.type === 'submission' || event.type === 'ready') wake.now()
    },
  })
  try {
    const path = `/collections/${encodeURIComponent(collection)}/submissions`
    const answer = await api.send('POST', path, undefined, { 'If-Match': `"${version}"` })
    if (answer.status === 412) return { state: 'moved' }
    const problem = problemOf(answer)
    if (problem.code === 'sources-changed') return { state: 'renewed', renewal: problem['renewal'] as Renewal }
    if (answer.status !== 202) return { state: 'failed', message: problem.detail || words.form.submitFailed }
    const { id } = answer.body as { readonly id: string }
    const pause = async (asked: number) => {
      const row = events?.live ? livePauses : pauses
      if (!decided.delete(id)) await wake.pause(row[Math.min(asked, row.length - 1)] ?? 0)
    }
    return await decision(api, id, pause)
  } catch {
    return { state: 'failed', message: words.form.submitFailed }
  } finally {
    deaf?.()
  }
}

async function decision(api: Api, id: string, pause: (asked: number) => Promise<void>): Promise<SubmitOutcome> {
  let failures = 0
  for (let asked = 0; failures < patience; asked += 1) {
    await pause(asked)
    const answer = await api.get(`/submissions/${encodeURIComponent(id)}`).catch(() => null)
    if (answer?.status !== 200) {
      failures += 1
      continue
    }
    failures = 0
    const { state, number, submittedAt, problems } = answer.body as SubmissionBody
    if (state === 'accepted') return { state, id, number: number === null ? null : String(number), submittedAt }
    if (state === 'refused') return { state, problems }
  }
  return { state: 'failed', message: words.form.submitFailed }
}
