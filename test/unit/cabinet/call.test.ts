import { afterEach, expect, test, vi } from 'vitest'
import { addressOf, call } from '../../../server/cabinet/src/api/call.ts'

afterEach(() => vi.unstubAllGlobals())

/** A server that gives one answer; the requests that came to it. */
function answering(body: string): { readonly address: unknown; readonly init: RequestInit }[] {
  const seen: { readonly address: unknown; readonly init: RequestInit }[] = []
  vi.stubGlobal('fetch', (address: unknown, init: RequestInit) => {
    seen.push({ address, init })
    return Promise.resolve(new Response(body === '' ? null : body, { status: body === '' ? 204 : 200 }))
  })
  return seen
}

test('parameters of an address are escaped', () => {
  const params = { section: 'впр', slug: 'a/b?c' }
  expect(addressOf('get /api/publications/{section}/{slug}', { params })).toBe('/api/publications/%D0%B2%D0%BF%D1%80/a%2Fb%3Fc')
})

test('what is undefined in a query is left out', () => {
  const query = { q: 'школа № 1', page: 2, per: undefined }
  const address = addressOf('get /api/stores/{id}/files', { params: { id: 's1' }, query })
  expect(address).toBe(`/api/stores/s1/files?${new URLSearchParams({ q: 'школа № 1', page: '2' })}`)
  expect(addressOf('get /api/stores/{id}/files', { params: { id: 's1' }, query: { q: undefined } })).toBe('/api/stores/s1/files')
})

test('a call says the method, the version and the body of its route', async () => {
  const seen = answering('{"version":4}')
  const body = { mine: ['a'], removeMissing: true }
  const answer = await call('post /api/uploads/{id}/apply', { params: { id: 'u1' }, csrf: 't', ifMatch: 3, body })
  expect(answer).toEqual({ version: 4 })
  expect(seen[0]).toMatchObject({ address: '/api/uploads/u1/apply', init: { method: 'POST', body: JSON.stringify(body) } })
  expect(Object.fromEntries(seen[0]!.init.headers as Headers)).toMatchObject({ 'if-match': '"3"', 'x-tabel-csrf': 't' })
})

test('a route without content answers undefined, and a call without a body sends none', async () => {
  const seen = answering('')
  expect(await call('post /api/logout', { csrf: 't' })).toBeUndefined()
  expect(seen[0]!.init).not.toHaveProperty('body')
})
