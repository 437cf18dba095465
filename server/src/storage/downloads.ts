import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

/** Somebody's download of a placed file, told when it ended. */
export interface Download {
  readonly placementId: string
  readonly accountId: string
  readonly organisationId: string
  /** When it ended, milliseconds since 1970. */
  readonly at: number
  /** How many bytes were sent. */
  readonly bytes: number
  /** The last byte of the file was sent. */
  readonly completed: boolean
}

/** Adds a download. Nothing ever changes or removes one. */
export async function recordDownload(_scope: Scope, tx: Tx, download: Download): Promise<void> {
  await tx('download').insert({
    id: newId(),
    placement_id: download.placementId,
    account_id: download.accountId,
    organisation_id: download.organisationId,
    at: download.at,
    bytes: download.bytes,
    completed: download.completed ? 1 : 0,
  })
}

/** When the scope's own organisation last downloaded each of these placements to the end; no entry where it has not. */
export async function lastDownloads(
  scope: Scope,
  db: Reader,
  placements: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db('download')
    .where({ organisation_id: scope.ownOrganisation, completed: 1 })
    .whereIn('placement_id', placements)
    .groupBy('placement_id')
    .select<{ placement_id: string; at: number }[]>('placement_id', db.raw('max(at) as at'))
  return new Map(rows.map(({ placement_id, at }) => [placement_id, at]))
}

/** What an organisation has downloaded of one placement. */
export interface DownloadSum {
  readonly placementId: string
  readonly organisationId: string
  /** Milliseconds since 1970, as `last`. */
  readonly first: number
  readonly last: number
  readonly times: number
}

/** What these organisations have downloaded to the end, from whatever store. The caller has found them within its scope. */
export async function sumDownloads(_scope: Scope, db: Reader, organisations: readonly string[]): Promise<readonly DownloadSum[]> {
  const rows = await db('download')
    .where('completed', 1)
    .whereIn('organisation_id', organisations)
    .groupBy('placement_id', 'organisation_id')
    .select<{ placement_id: string; organisation_id: string; first: number; last: number; times: number }[]>(
      'placement_id',
      'organisation_id',
      db.raw('min(at) as first'),
      db.raw('max(at) as last'),
      db.raw('count(*) as times'),
    )
  return rows.map(({ placement_id: placementId, organisation_id: organisationId, ...sum }) => ({
    placementId,
    organisationId,
    ...sum,
  }))
}
