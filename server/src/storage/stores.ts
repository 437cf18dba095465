import type { StoreAudience } from '../policies/placement.ts'
import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import { outFor } from './publication-audience.ts'

/** A store of files of a publication («Хранилище файлов»). */
export interface Store {
  readonly id: string
  readonly title: string
  readonly audience: StoreAudience
}

/** Stores of a publication in the organizer's order. Everybody who sees the publication sees them; not all that lies in them. */
export function listStores(_scope: Scope, db: Reader, publicationId: string): Promise<readonly Store[]> {
  return db('store').where({ publication_id: publicationId }).orderBy('place').select<Store[]>('id', 'title', 'audience')
}

/** A store of a publication that is out for the scope at `now`; null when there is none. */
export async function findStore(scope: Scope, db: Reader, id: string, now: number): Promise<Store | null> {
  const row = await db('store')
    .join('publication', 'publication.id', 'store.publication_id')
    .where('store.id', id)
    .modify(outFor(scope, now))
    .first<Store | undefined>('store.id', 'store.title', 'store.audience')
  return row ?? null
}

/** Every store with its publication, for those who fill them. */
export function listAllStores(_scope: Scope, db: Reader): Promise<readonly (Store & { readonly publication: string })[]> {
  return db('store')
    .join('publication', 'publication.id', 'store.publication_id')
    .orderBy([{ column: 'publication.published_at', order: 'desc' }, { column: 'store.place' }])
    .select<(Store & { publication: string })[]>('store.id', 'store.title', 'store.audience', 'publication.title as publication')
}

/** Adds a store after the others of its publication. @returns its id. */
export async function insertStore(
  _scope: Scope,
  tx: Tx,
  store: Omit<Store, 'id'> & { readonly publicationId: string },
): Promise<string> {
  const id = newId()
  const { publicationId: publication_id, ...rest } = store
  const last = await tx('store').where({ publication_id }).max<{ place: number | null }>('place as place').first()
  await tx('store').insert({ id, publication_id, place: (last?.place ?? -1) + 1, ...rest })
  return id
}
