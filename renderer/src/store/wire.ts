import type { CellRef, CheckSwitches, CompiledForm, FormData, Op, Problem, Progress, Role } from '@tabel/engine'
import type { Answer, Api } from './api.ts'
import { problemOf } from './api.ts'
import { OpenError } from './draft-store.ts'
import type { EarlierActions } from './draft-store.ts'
import { words } from '../locales/words.ts'

/** GET …/draft */
export interface DraftBody {
  readonly version: number
  readonly savedAt: string | null
  readonly savedBy: string | null
  readonly formVersion: string
  readonly data: FormData
  readonly today: string
  readonly readOnly: { readonly reason: string; readonly message: string } | null
  /** Which part of the form the person fills, and how far the organisation has come; older servers say nothing. */
  readonly fills?: Role
  readonly state?: Progress
  /** Checks that the organizer has switched; older servers say nothing. */
  readonly switches?: CheckSwitches
  /** A workbook that was put in last; older servers say nothing. */
  readonly upload?: EarlierActions | null
}

/** What others did since a version. */
export interface OthersBody {
  readonly version: number
  readonly by: string
  readonly at: string
  readonly ops: readonly Op[]
}

/** GET …/draft/changes */
export interface ChangesBody {
  readonly version: number
  readonly formVersion: string
  /** False where the draft itself must be read. */
  readonly complete: boolean
  readonly switches?: CheckSwitches
  readonly entries: readonly (OthersBody & { readonly clientId: string })[]
}

/** PATCH …/draft, 200 */
export interface SavedBody {
  readonly version: number
  /** Version of the form that the collection has now. */
  readonly formVersion: string
  readonly savedAt: string
  readonly others: readonly OthersBody[]
}

/** One line of a 409 `conflict`. */
export interface ConflictBody {
  readonly cell: CellRef
  readonly by: string | null
  readonly at: string | null
}

/** GET /submissions/{id} */
export interface SubmissionBody {
  readonly id: string
  readonly state: 'checking' | 'accepted' | 'refused'
  readonly number: string | null
  readonly submittedAt: string | null
  readonly problems: readonly Problem[]
}

/** Reads what a form needs to open. @param draft its address. @throws OpenError. */
export async function readDraft(api: Api, draft: string): Promise<DraftBody> {
  return read<DraftBody>(api, draft)
}

export async function readForm(api: Api, collection: string): Promise<CompiledForm> {
  return read<CompiledForm>(api, `/collections/${encodeURIComponent(collection)}/form`)
}

/** Login of the person whose session the browser holds now. */
export async function readLogin(api: Api): Promise<string> {
  const me = await read<{ readonly login: string }>(api, '/me')
  return me.login
}

async function read<T>(api: Api, path: string): Promise<T> {
  const answer = await api.get(path).catch((cause: unknown) => {
    throw new OpenError('offline', words.open.offline, { cause })
  })
  if (answer.status !== 200) throw openError(answer)
  return answer.body as T
}

function openError(answer: Answer): OpenError {
  const { code, detail } = problemOf(answer)
  if (answer.status === 401) return new OpenError('signed-out', words.save.signedOut)
  return new OpenError(code, detail || (answer.status === 404 ? words.open.missing : words.open.broken))
}
