import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Scope } from '../../policies/scope.ts'
import { RequestProblem } from '../../problems.ts'
import type { Reader } from '../../storage/database.ts'
import { findByLogins, searchable } from '../../storage/organisations.ts'
import { fileNameOf, loginsIn } from './file-name.ts'
import { whyNobody } from './store-keeper.ts'

/** A file of a folder that has somebody to go to. */
export interface MatchedFile {
  readonly path: string
  readonly name: string
  /** Login of the organisation. */
  readonly login: string
}

export interface FolderMatch {
  readonly matched: readonly MatchedFile[]
  /** What cannot be placed, and why, in Russian. */
  readonly unmatched: readonly { readonly path: string; readonly reason: string }[]
}

/** How many logins are asked for at once. */
const batch = 500

/**
 * Finds for each file of a folder, its subfolders included, the organisation whose login is in its name.
 *
 * @param limit the largest file, bytes.
 * @throws when the folder cannot be read.
 */
export async function matchFolder(scope: Scope, db: Reader, folder: string, limit: number): Promise<FolderMatch> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const known = await knownLogins(scope, db, paths)
  const matched: MatchedFile[] = []
  const unmatched: { path: string; reason: string }[] = []
  const taken = new Map<string, string>()
  for (const path of paths) {
    const logins = loginsIn(basename(path))
    const found = logins.filter((login) => known.has(login))
    const reason = found.length === 1 ? await troubleOf(path, taken, limit) : whyNobody(logins, found.length)
    if (reason === null) matched.push({ path, name: basename(path), login: found[0] ?? '' })
    else unmatched.push({ path, reason })
  }
  return { matched, unmatched }
}

async function knownLogins(scope: Scope, db: Reader, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(paths.flatMap((path) => loginsIn(basename(path))))]
  const known = new Set<string>()
  for (let start = 0; start < wanted.length; start += batch) {
    for (const { login } of await findByLogins(scope, db, wanted.slice(start, start + batch))) known.add(login)
  }
  return known
}

/** Why a file that has somebody to go to cannot be taken; null when it can. */
async function troubleOf(path: string, taken: Map<string, string>, limit: number): Promise<string | null> {
  const { size } = await stat(path)
  if (size === 0) return 'файл пуст.'
  if (size > limit) return `файл больше ${Math.floor(limit / 1024 / 1024)} МБ.`
  try {
    const key = searchable(fileNameOf(basename(path)))
    const other = taken.get(key)
    taken.set(key, other ?? path)
    return other === undefined ? null : `файл с таким именем уже есть: ${other}.`
  } catch (error) {
    if (error instanceof RequestProblem) return error.detail
    throw error
  }
}
