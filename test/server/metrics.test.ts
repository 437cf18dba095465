import { describe, expect, test } from 'vitest'
import { EventReader } from '../support/event-reader.ts'
import { manyNodes, onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, decided, demoCollections, Page, submit } from '../support/vpr.ts'

/** The samples of `/metrics`: value by name and labels, as written. */
async function samples(world: World): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${world.url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}

onBothDatabases('metrics', (world) => {
  test.skipIf(manyNodes)('tell what was asked, saved and judged, and how long the queues are', async () => {
    const school = await world.as('edu010001')
    const { open } = await demoCollections(school)
    const page = new Page(school, open)
    await page.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })
    await page.send({ seq: 1, ops: [{ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] }] })
    await page.send({ seq: 5, ops: [{ remove: 'classes', ids: ['a'] }] })
    await decided(school, (await submit(page)).body.id)
    const stream = await EventReader.open(school)
    await school.get('/api/made-up-by-somebody')
    await expect.poll(async () => (await samples(world)).get('tabel_jobs{kind="judge",state="queued"}')).toBe(0)

    const said = await samples(world)
    const count = (method: string, route: string, status: number) =>
      said.get(`tabel_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`)
    expect(count('PATCH', '/api/collections/{id}/draft', 200)).toBe(2)
    expect(count('PATCH', '/api/collections/{id}/draft', 409)).toBe(1)
    expect(count('POST', '/api/collections/{id}/submissions', 202)).toBe(1)
    expect(count('GET', 'none', 404)).toBe(1)
    expect(said.get('tabel_saves_total{outcome="saved"}')).toBe(1)
    expect(said.get('tabel_saves_total{outcome="repeated"}')).toBe(1)
    expect(said.get('tabel_saves_total{outcome="seq-gap"}')).toBe(1)
    expect(said.get('tabel_judged_total{outcome="refused"}')).toBe(1)
    expect(said.get('tabel_judged_total{outcome="accepted"}')).toBe(0)
    expect(said.get('tabel_event_streams')).toBe(1)
    for (const name of ['tabel_saves_waiting', 'tabel_checks_waiting', 'tabel_checks_running']) expect(said.get(name)).toBe(0)
    expect(said.get('tabel_jobs{kind="report",state="failed"}')).toBe(0)
    expect(said.get('process_resident_memory_bytes')).toBeGreaterThan(0)
    expect(said.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
    stream.close()
    await expect.poll(async () => (await samples(world)).get('tabel_event_streams')).toBe(0)
  })

  test.skipIf(manyNodes)('name nobody and no thing', async () => {
    const school = await world.as('edu010001')
    const { open } = await demoCollections(school)
    await school.get(`/api/collections/${open}`)
    await school.fetch('GET', `/lk/vpr/${open}`)
    await school.fetch('GET', `/${open}/edu010001`)
    const text = await (await fetch(`${world.url}/metrics`)).text()
    expect(text).toContain('route="/api/collections/{id}"')
    expect(text).not.toContain(open)
    expect(text).not.toMatch(/edu\d|127\.0/)
  })

  test('are not shown through a proxy, not even one on this machine', async () => {
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via']) {
      const reply = await fetch(`${world.url}/metrics`, { headers: { [name]: '127.0.0.1' } })
      expect([name, reply.status]).toEqual([name, 404])
    }
  })
})

describe('with a token', () => {
  onBothDatabases(
    'metrics',
    (world) => {
      test('are shown to who knows it, from wherever', async () => {
        const ask = async (authorization: string): Promise<number> => {
          const headers = { 'x-forwarded-for': '203.0.113.5', ...(authorization && { authorization }) }
          return (await fetch(`${world.url}/metrics`, { headers })).status
        }
        expect(await ask('Bearer secret')).toBe(200)
        for (const wrong of ['', 'Bearer', 'Bearer ', 'Bearer secre', 'secret', 'Bearer secrets'])
          expect(await ask(wrong)).toBe(404)
      })
    },
    { metricsToken: 'secret' },
  )
})

describe('open', () => {
  onBothDatabases(
    'metrics',
    (world) => {
      test('are shown to everybody', async () => {
        const reply = await fetch(`${world.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.5' } })
        expect(reply.status).toBe(200)
        expect(reply.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
      })
    },
    { metrics: 'open' },
  )
})
