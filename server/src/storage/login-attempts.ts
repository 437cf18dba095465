import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'

export interface LoginAttempts {
  readonly failures: number
  /** Milliseconds since 1970; 0 when it was never locked. */
  readonly lockedUntil: number
}

/** What is remembered of failed attempts to sign in as `login` from `address`. */
export async function findLoginAttempts(_scope: Scope, db: Reader, login: string, address: string): Promise<LoginAttempts> {
  const row = await db('login_attempt')
    .where({ login, address })
    .first<{ failures: number; locked_until: number } | undefined>('failures', 'locked_until')
  return { failures: row?.failures ?? 0, lockedUntil: row?.locked_until ?? 0 }
}

/** Counts one more failure; `lockedUntil` is computed from the new number of failures. Forgets what is older than `oldest`. */
export async function recordFailure(
  _scope: Scope,
  tx: Tx,
  attempt: { readonly login: string; readonly address: string; readonly at: number; readonly oldest: number },
  lockedUntil: (failures: number) => number,
): Promise<void> {
  const { login, address, at, oldest } = attempt
  await tx('login_attempt').where('last_at', '<', oldest).delete()
  await tx('login_attempt')
    .insert({ login, address, failures: 1, locked_until: 0, last_at: at })
    .onConflict(['login', 'address'])
    .merge({ failures: tx.raw('login_attempt.failures + 1'), last_at: at })
  const row = await tx('login_attempt').where({ login, address }).first<{ failures: number }>('failures')
  await tx('login_attempt')
    .where({ login, address })
    .update({ locked_until: lockedUntil(row.failures) })
}

export async function forgetFailures(_scope: Scope, tx: Tx, login: string, address: string): Promise<void> {
  await tx('login_attempt').where({ login, address }).delete()
}
