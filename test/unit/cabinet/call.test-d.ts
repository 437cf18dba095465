import { addressOf, call } from '../../../server/cabinet/src/api/call.ts'
import type { Reply } from '../../../server/cabinet/src/api/route-types.ts'
import { upload } from '../../../server/cabinet/src/api/upload.ts'
import type { CompiledForm, FormData } from '@tabel/engine'

// Checked by tsc: what the cabinet asks of the server is what its route table says, and nothing else compiles.
declare const sent: Parameters<typeof upload>[2]
const params = { id: 'c1' }

export const good: readonly Promise<unknown>[] = [
  call('get /api/me'),
  call('post /api/logout', { csrf: 't' }),
  call('get /api/collections/{id}/participants', { params }),
  call('get /api/collections/{id}/participants', { params, query: { status: 'submitted', limit: 100, q: undefined } }),
  call('get /api/collections/{id}/draft/versions/{version}', { params: { id: 'c1', version: 3 } }),
  call('post /api/uploads/{id}/apply', { params, ifMatch: 3, body: { mine: [], removeMissing: false } }),
  upload('post /api/collections/{id}/uploads', { params, query: { name: 'a.xlsx' } }, sent),
]

export const answers: readonly [Promise<{ readonly total: number }>, Promise<CompiledForm>, Promise<undefined>] = [
  call('get /api/collections/{id}/statistics', { params }),
  call('get /api/collections/{id}/form', { params }),
  call('post /api/logout'),
]

export const state: 'notStarted' | 'inProgress' | 'submitted' | null = {} as Reply<'get /api/collections/{id}'>['state']
export const data: FormData = {} as Reply<'get /api/collections/{id}/draft'>['data']

// @ts-expect-error there is no such route
void call('get /api/collection/{id}', { params })
// @ts-expect-error nor one of this method
void call('post /api/collections/{id}/statistics', { params })
// @ts-expect-error the address needs an id
void call('get /api/collections/{id}')
// @ts-expect-error under this name
void call('get /api/collections/{id}', { params: { collection: 'c1' } })
// @ts-expect-error a number
void call('get /api/collections/{id}/draft/versions/{version}', { params: { id: 'c1', version: 'last' } })
// @ts-expect-error no such state
void call('get /api/collections/{id}/participants', { params, query: { status: 'done' } })
// @ts-expect-error nobody is asked for pages
void call('get /api/collections/{id}/participants', { params, query: { page: 2 } })
// @ts-expect-error this route has no query
void call('get /api/collections/{id}', { params, query: { q: 'школа' } })
// @ts-expect-error what came after which version
void call('get /api/collections/{id}/draft/changes', { params })
// @ts-expect-error a body is needed
void call('post /api/collections/{id}/deadline', { params })
// @ts-expect-error with a time as text
void call('post /api/collections/{id}/deadline', { params, body: { closesAt: 1_750_000_000 } })
// @ts-expect-error and nothing else
void call('post /api/collections/{id}/deadline', { params, body: { closesAt: '2026-06-30T15:00:00Z', why: '' } })
// @ts-expect-error this route takes no body
void call('post /api/collections/{id}/draft/parked/take', { params, body: {} })
// @ts-expect-error a file is not JSON
void call('get /api/reports/{id}/content', { params })
// @ts-expect-error nor is one that is sent
void call('post /api/collections/{id}/uploads', { params, query: { name: 'a.xlsx' }, body: new Blob() })
// @ts-expect-error this route takes no file
void upload('post /api/collections/{id}/excel', { params }, sent)
// @ts-expect-error the name of the file is needed
void upload('post /api/collections/{id}/uploads', { params }, sent)
// @ts-expect-error a document is viewed with «1»
addressOf('get /api/documents/{id}/content', { params, query: { view: 'true' } })
// @ts-expect-error the answer has no such count
void call('get /api/collections/{id}/statistics', { params }).then(({ accepted }) => accepted)
