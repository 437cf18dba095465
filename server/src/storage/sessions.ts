import type { Identity, Scope } from '../policies/scope.ts'
import { identityColumns, toIdentity } from './accounts.ts'
import type { Reader, Tx } from './database.ts'

export interface Session {
  readonly tokenHash: string
  readonly identity: Identity
  readonly csrf: string
  /** Milliseconds since 1970, as `seenAt`. */
  readonly createdAt: number
  readonly seenAt: number
}

type IdentityRow = Parameters<typeof toIdentity>[0]

export async function findSession(_scope: Scope, db: Reader, tokenHash: string): Promise<Session | null> {
  const row = await db('session')
    .join('account', 'account.id', 'session.account_id')
    .join('organisation', 'organisation.id', 'account.organisation_id')
    .where('session.token_hash', tokenHash)
    .where('organisation.state', 'active')
    .first<(IdentityRow & { csrf: string; created_at: number; seen_at: number }) | undefined>(
      ...identityColumns,
      'session.csrf',
      'session.created_at',
      'session.seen_at',
    )
  if (!row) return null
  return { tokenHash, identity: toIdentity(row), csrf: row.csrf, createdAt: row.created_at, seenAt: row.seen_at }
}

/** Which of these sessions are there, used since `seenAfter` and begun since `createdAfter`. */
export async function findStandingSessions(
  _scope: Scope,
  db: Reader,
  tokenHashes: readonly string[],
  seenAfter: number,
  createdAfter: number,
): Promise<readonly string[]> {
  const rows = await db('session')
    .whereIn('token_hash', [...tokenHashes])
    .where('seen_at', '>=', seenAfter)
    .where('created_at', '>=', createdAfter)
    .select<{ token_hash: string }[]>('token_hash')
  return rows.map((row) => row.token_hash)
}

export async function insertSession(_scope: Scope, tx: Tx, session: Session): Promise<void> {
  await tx('session').insert({
    token_hash: session.tokenHash,
    account_id: session.identity.accountId,
    csrf: session.csrf,
    created_at: session.createdAt,
    seen_at: session.seenAt,
  })
}

export async function touchSession(_scope: Scope, tx: Tx, tokenHash: string, seenAt: number): Promise<void> {
  await tx('session').where({ token_hash: tokenHash }).update({ seen_at: seenAt })
}

/** Ends the sessions of the accounts of an organisation. @returns hashes of their tokens. */
export async function deleteSessionsOf(_scope: Scope, tx: Tx, organisationId: string): Promise<readonly string[]> {
  const accounts = tx('account').where({ organisation_id: organisationId }).select('id')
  const rows = await tx('session').whereIn('account_id', accounts).select<{ token_hash: string }[]>('token_hash')
  await tx('session').whereIn('account_id', accounts.clone()).delete()
  return rows.map(({ token_hash }) => token_hash)
}

export async function deleteSession(_scope: Scope, tx: Tx, tokenHash: string): Promise<void> {
  await tx('session').where({ token_hash: tokenHash }).delete()
}

/** Forgets sessions that nobody used since `seenBefore` or that began before `createdBefore`. */
export async function deleteOldSessions(_scope: Scope, tx: Tx, seenBefore: number, createdBefore: number): Promise<void> {
  await tx('session').where('seen_at', '<', seenBefore).orWhere('created_at', '<', createdBefore).delete()
}
