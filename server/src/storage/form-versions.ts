import { createHash } from 'node:crypto'
import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

export interface FormVersion {
  readonly id: string
  readonly form: string
  readonly version: string
  /** The form file as its author wrote it. */
  readonly source: string
  readonly sha256: string
}

/** A form file never changes; the forms of collections are not secret to those who see the collection. */
export async function findFormVersion(_scope: Scope, db: Reader, id: string): Promise<FormVersion | null> {
  const row = await db('form_version').where({ id }).first<FormVersion | undefined>('id', 'form', 'version', 'source', 'sha256')
  return row ?? null
}

/** The latest file of a form that has this version; null when there is none. */
export async function findFormVersionId(_scope: Scope, db: Reader, form: string, version: string): Promise<string | null> {
  const row = await db('form_version')
    .where({ form, version })
    .orderBy('created_at', 'desc')
    .first<{ id: string } | undefined>('id')
  return row?.id ?? null
}

/** Stores a form file, or finds the same text stored before. */
export async function putFormVersion(
  _scope: Scope,
  tx: Tx,
  file: { readonly form: string; readonly version: string; readonly title: string; readonly source: string; readonly at: number },
): Promise<string> {
  const sha256 = createHash('sha256').update(file.source).digest('hex')
  const known = await tx('form_version').where({ sha256 }).first<{ id: string } | undefined>('id')
  if (known) return known.id
  const id = newId()
  const { form, version, title, source, at } = file
  await tx('form_version').insert({ id, form, version, title, source, sha256, created_at: at })
  return id
}

export interface StoredForm extends Omit<FormVersion, 'source' | 'sha256'> {
  readonly title: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** How many collections have it now. */
  readonly collections: number
}

/** Every form file that was ever put in, the newest first. */
export function listFormVersions(_scope: Scope, db: Reader): Promise<readonly StoredForm[]> {
  return db('form_version')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .select<StoredForm[]>(
      'id',
      'form',
      'version',
      'title',
      'created_at as createdAt',
      db.raw('(select count(*) from collection where collection.form_version_id = form_version.id) as collections'),
    )
}
