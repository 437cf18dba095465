import type { Scope } from '../policies/scope.ts'
import type { ReadEntry } from '../storage/audit.ts'
import { collectionTitles } from '../storage/collections.ts'
import type { Reader } from '../storage/database.ts'
import { findByLogins } from '../storage/organisations.ts'

/** Names of the organisations that entries speak of, by login, and titles of the collections, by id. */
export async function namesIn(
  scope: Scope,
  db: Reader,
  entries: readonly Pick<ReadEntry, 'actor' | 'subject'>[],
): Promise<ReadonlyMap<string, string>> {
  const subjects = new Set(entries.map(({ subject }) => subject))
  const logins = new Set([...entries.map(({ actor }) => actor), ...subjects])
  const organisations = await findByLogins(scope, db, [...logins])
  const titles = await collectionTitles(scope, db, [...subjects])
  return new Map([...titles, ...organisations.map(({ login, name }) => [login, name] as const)])
}

/** Details that are a line each: what somebody entered is not told here. */
export function shortDetails(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => (Array.isArray(value) ? value.every(isPlain) : isPlain(value))),
  )
}
