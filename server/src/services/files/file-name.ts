import { lookup } from 'mime-types'
import { problems } from '../../problems.ts'

const longest = 200
/** Slashes lead out of folders, and control characters (marks that turn the direction of writing among them) hide what a name is. */
const forbidden = /[\\/:*?"<>|]|\p{Cc}|\p{Bidi_Control}/u

/**
 * A file's name as it is kept: composed letters, no spaces around.
 *
 * @throws the problem `bad-file-name`.
 */
export function fileNameOf(given: string): string {
  const name = given.normalize('NFC').trim()
  if (name === '' || name.length > longest || name.startsWith('.') || forbidden.test(name)) throw problems.badFileName({})
  return name
}

/** Content type by the ending of a name: what whoever uploads says of it is not believed. */
export function typeOf(name: string): string {
  return lookup(name) || 'application/octet-stream'
}

/** What in a name may be a login: runs of Latin letters and digits, in small letters, each once. */
export function loginsIn(name: string): readonly string[] {
  const runs = name.toLowerCase().match(/[a-z0-9]+/gu) ?? []
  return [...new Set(runs.filter((run) => /^[a-z]{3}\d{2,10}$/u.test(run)))]
}
