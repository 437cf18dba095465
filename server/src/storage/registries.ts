import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

/** A row of a registry: texts by column key, as they were imported. */
export type RegistryRow = Readonly<Record<string, string>>

/** One import of a registry. */
export interface RegistryVersion {
  /** Name that forms use: `pupils`. */
  readonly registry: string
  /** From 1, without gaps; forms read the highest. */
  readonly number: number
  readonly columns: readonly string[]
  readonly rows: number
  /** SHA-256 of the imported file. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Login. */
  readonly by: string
}

interface VersionRow extends Omit<RegistryVersion, 'columns'> {
  readonly id: string
  readonly columns: string
}

const toVersion = ({ registry, number, columns, rows, sha256, at, by }: VersionRow): RegistryVersion => ({
  registry,
  number,
  columns: JSON.parse(columns) as string[],
  rows,
  sha256,
  at,
  by,
})

const latestFirst = (db: Reader, registry: string) =>
  db('registry_version').where({ registry }).orderBy('number', 'desc').first<VersionRow | undefined>()

/** Every import of every registry, the latest of each first. */
export async function listRegistries(_scope: Scope, db: Reader): Promise<readonly RegistryVersion[]> {
  const rows = await db('registry_version')
    .orderBy([{ column: 'registry' }, { column: 'number', order: 'desc' }])
    .select<VersionRow[]>()
  return rows.map(toVersion)
}

/** What the latest version says to the scope's own organisation: rows for everybody and its own, in the order of the file. */
export async function ownRegistryRows(scope: Scope, db: Reader, registry: string): Promise<readonly RegistryRow[]> {
  const version = await latestFirst(db, registry)
  if (!version) return []
  const parts = await db('registry_rows')
    .where({ version_id: version.id })
    .where((query) => void query.whereNull('organisation_id').orWhere('organisation_id', scope.ownOrganisation))
    .select<{ organisation_id: string | null; rows: string }[]>('organisation_id', 'rows')
  return parts
    .toSorted((one, other) => Number(one.organisation_id !== null) - Number(other.organisation_id !== null))
    .flatMap(({ rows }) => JSON.parse(rows) as RegistryRow[])
}

/** Adds a version; `parts` are its rows by organisation (null: for everybody). @returns its number. */
export async function insertRegistryVersion(
  _scope: Scope,
  tx: Tx,
  version: Omit<RegistryVersion, 'number'>,
  parts: ReadonlyMap<string | null, readonly RegistryRow[]>,
): Promise<number> {
  const number = ((await latestFirst(tx, version.registry))?.number ?? 0) + 1
  const id = newId()
  await tx('registry_version').insert({ ...version, id, number, columns: JSON.stringify(version.columns) })
  const rows = [...parts].map(([organisation, own]) => ({
    id: newId(),
    version_id: id,
    organisation_id: organisation,
    rows: JSON.stringify(own),
  }))
  await tx.batchInsert('registry_rows', rows, 100)
  return number
}
