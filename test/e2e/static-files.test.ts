import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { built, ServerProcess } from '../support/server-process.ts'

let folder: string
let server: ServerProcess
let script: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-e2e-'))
  server = new ServerProcess(await freePort(), join(folder, 'tabel.sqlite'), join(folder, 'files'), built)
  await server.start()
  script = /src="(\/assets\/[^"]+\.js)"/.exec((await ask('/lk')).body.toString())?.[1] ?? 'none'
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Asks as it is told: `fetch` would unpack the answer. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((done, failed) => {
    const asking = request(`${server.url}${path}`, { method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }))
    })
    asking.on('error', failed)
    asking.end()
  })
}

const original = (): Promise<Buffer> => readFile(new URL(`../../server/dist/page${script}`, import.meta.url))

test('a script is sent as small as the browser takes it, and unpacks to the same', async () => {
  const plain = await ask(script)
  const br = await ask(script, { 'accept-encoding': 'gzip, deflate, br' })
  const gz = await ask(script, { 'accept-encoding': 'gzip' })
  expect(plain.body).toEqual(await original())
  expect(brotliDecompressSync(br.body)).toEqual(plain.body)
  expect(gunzipSync(gz.body)).toEqual(plain.body)
  expect([plain, br, gz].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip'])
  expect(br.body.length).toBeLessThan(gz.body.length)
  expect(gz.body.length).toBeLessThan(plain.body.length / 2)
  for (const { status, headers, body } of [plain, br, gz]) {
    expect(status).toBe(200)
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers.vary).toBe('Accept-Encoding')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  }
  expect(new Set([plain, br, gz].map(({ headers }) => headers.etag)).size).toBe(3)
})

test('what a browser refuses is not sent to it', async () => {
  const refused = await ask(script, { 'accept-encoding': 'br;q=0, gzip;q=0, identity' })
  expect(refused.headers['content-encoding']).toBeUndefined()
  expect((await ask(script, { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip')
})

test('the page itself is asked for anew each time, and not sent anew when it is the same', async () => {
  const first = await ask('/lk/vpr', { 'accept-encoding': 'br' })
  expect(first.headers['cache-control']).toBe('no-cache')
  const etag = first.headers.etag ?? ''
  const again = await ask('/lk', { 'accept-encoding': 'br', 'if-none-match': etag })
  expect([again.status, again.body.length, again.headers.vary]).toEqual([304, 0, 'Accept-Encoding'])
  const other = await ask('/lk', { 'if-none-match': '"another"' })
  expect([other.status, other.body.length > 0]).toEqual([200, true])
})

test('HEAD says the same and sends nothing', async () => {
  const head = await ask(script, { 'accept-encoding': 'br' }, 'HEAD')
  const { headers } = await ask(script, { 'accept-encoding': 'br' })
  expect([head.status, head.body.length]).toEqual([200, 0])
  for (const name of ['content-length', 'content-encoding', 'etag', 'vary'])
    expect([name, head.headers[name]]).toEqual([name, headers[name]])
})

test('the packed files have no address of their own', async () => {
  for (const ending of ['.br', '.gz']) expect((await ask(script + ending)).status).toBe(404)
})
