import { problems } from '../problems.ts'

/** The version of a draft that the header If-Match names. @throws the problem `version-required` when it names none. */
export function versionOf(ifMatch: string): number {
  const version = /^"(\d{1,10})"$/.exec(ifMatch.trim())?.[1]
  if (version === undefined) throw problems.versionRequired({})
  return Number(version)
}
