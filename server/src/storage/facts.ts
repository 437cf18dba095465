import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'

/** A fact about this database: what must outlive a restart and belongs to nothing else. */
export async function findFact(_scope: Scope, db: Reader, key: string): Promise<string | null> {
  const row = await db('fact').where({ key }).first<{ value: string } | undefined>('value')
  return row?.value ?? null
}

export async function putFact(_scope: Scope, tx: Tx, key: string, value: string): Promise<void> {
  await tx('fact').insert({ key, value }).onConflict('key').merge()
}
