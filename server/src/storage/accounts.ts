import type { Identity, OrganisationKind, Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import type { OrganisationState } from './organisations.ts'
import { atOrBelow } from './subtree.ts'

export interface NewAccount {
  readonly login: string
  readonly passwordHash: string
  /** The password was given by somebody else. */
  readonly mustChange: boolean
  readonly organisationId: string
}

interface IdentityRow {
  account_id: string
  login: string
  organisation_id: string
  name: string
  kind: OrganisationKind
  path: string
  zone: string
  must_change: number
}

/** Columns that make an {@link Identity}, for queries that join account and organisation. */
export const identityColumns = [
  'account.id as account_id',
  'account.login',
  'account.must_change',
  'organisation.id as organisation_id',
  'organisation.name',
  'organisation.kind',
  'organisation.path',
  'organisation.zone',
]

export function toIdentity(row: IdentityRow): Identity {
  return {
    accountId: row.account_id,
    login: row.login,
    mustChange: row.must_change === 1,
    organisation: { id: row.organisation_id, name: row.name, kind: row.kind, path: row.path, zone: row.zone },
  }
}

/** What is asked of an account that wants to sign in. */
export interface FoundAccount {
  readonly identity: Identity
  readonly passwordHash: string
  /** State of its organisation. */
  readonly state: OrganisationState
}

/** An account by its login (case matters) with its password hash. */
export async function findAccountByLogin(_scope: Scope, db: Reader, login: string): Promise<FoundAccount | null> {
  const row = await db('account')
    .join('organisation', 'organisation.id', 'account.organisation_id')
    .where('account.login', login)
    .first<(IdentityRow & { password_hash: string; state: OrganisationState }) | undefined>(
      ...identityColumns,
      'account.password_hash',
      'organisation.state',
    )
  return row ? { identity: toIdentity(row), passwordHash: row.password_hash, state: row.state } : null
}

export async function findAccount(_scope: Scope, db: Reader, accountId: string): Promise<Identity | null> {
  const row = await db('account')
    .join('organisation', 'organisation.id', 'account.organisation_id')
    .where('account.id', accountId)
    .first<IdentityRow | undefined>(...identityColumns)
  return row ? toIdentity(row) : null
}

export async function insertAccounts(_scope: Scope, tx: Tx, accounts: readonly NewAccount[]): Promise<void> {
  await tx.batchInsert(
    'account',
    accounts.map((account) => ({
      id: newId(),
      login: account.login,
      password_hash: account.passwordHash,
      must_change: account.mustChange ? 1 : 0,
      organisation_id: account.organisationId,
    })),
    100,
  )
}

/**
 * Gives an account another password, ends its sessions and forgets its failed attempts.
 *
 * @returns hashes of the tokens of the sessions that ended; null when there is no such login.
 */
export async function setPassword(
  _scope: Scope,
  tx: Tx,
  login: string,
  password: { readonly hash: string; readonly mustChange: boolean },
): Promise<readonly string[] | null> {
  const account = await tx('account').where({ login }).first<{ id: string } | undefined>('id')
  if (!account) return null
  const changed = { password_hash: password.hash, must_change: password.mustChange ? 1 : 0 }
  await tx('account').where({ id: account.id }).update(changed)
  const sessions = await tx('session').where({ account_id: account.id }).select<{ token_hash: string }[]>('token_hash')
  await tx('session').where({ account_id: account.id }).delete()
  await tx('login_attempt').where({ login }).delete()
  return sessions.map(({ token_hash }) => token_hash)
}

/** Ids of the accounts of an organisation. */
export async function accountsOf(_scope: Scope, db: Reader, organisationId: string): Promise<readonly string[]> {
  const rows = await db('account').where({ organisation_id: organisationId }).select<{ id: string }[]>('id')
  return rows.map(({ id }) => id)
}

/** Hashes of the tokens of the sessions of everybody at and below a place in the tree. */
export async function sessionsBelow(_scope: Scope, db: Reader, path: string): Promise<readonly string[]> {
  const rows = await db('session')
    .join('account', 'account.id', 'session.account_id')
    .join('organisation', 'organisation.id', 'account.organisation_id')
    .modify(atOrBelow(path, 'organisation.path'))
    .select<{ token_hash: string }[]>('session.token_hash')
  return rows.map(({ token_hash }) => token_hash)
}

/** Ids of the organizer's accounts. */
export async function organizerAccounts(_scope: Scope, db: Reader): Promise<readonly string[]> {
  const rows = await db('account')
    .join('organisation', 'organisation.id', 'account.organisation_id')
    .where('organisation.path', '/')
    .select<{ id: string }[]>('account.id')
  return rows.map(({ id }) => id)
}
