import type { CompiledForm } from '@tabel/engine'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

onBothDatabases('the audit', (world) => {
  /** Actions since the last time somebody looked, in their order. */
  const seen = new Set<unknown>()
  async function news(): Promise<readonly string[]> {
    const rows = await world.query('select id, actor, action, subject, at from audit order by at, id')
    const fresh = rows.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    return fresh.map(({ actor, action }) => `${String(actor)} ${String(action)}`).sort()
  }

  test('holds who signed in and who failed to, what was submitted, and which reports were ordered and taken', async () => {
    await news()
    const school = await world.freshSchool()
    const { login } = school
    await expect(Person.signIn(world.url, login, 'не тот')).rejects.toThrow('cannot sign in')
    expect(await news()).toEqual([`${login} sign-in-failed`, `${login} signed-in`])

    const page = new Page(school, (await demoCollections(school)).open)
    const { body: form } = await school.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(...opsFor(form, await faultlessData()))
    await decided(school, (await submit(page)).body.id)
    expect(await news()).toEqual([`${login} submitted`])

    const region = await world.as('reg02')
    const { body: report } = await region.post<{ id: string }>(`/api/collections/${page.collection}/exports`)
    await expect.poll(async () => (await region.get<{ state: string }>(`/api/reports/${report.id}`)).body.state).toBe('done')
    await (await region.fetch('GET', `/api/reports/${report.id}/content`)).arrayBuffer()
    expect(await news()).toEqual(['reg02 export-ordered', 'reg02 report-downloaded', 'reg02 signed-in'])
  })

  test('is read by the organizer, the newest first, page by page, by login and by kind', async () => {
    interface Entries {
      items: { id: string; at: string; actor: string; actorName: string; action: string; subject: string; subjectName: string }[]
      next: string | null
    }
    world.now += 1000
    const fed = await world.as('fed')
    const read = async (query: Record<string, string>) =>
      (await fed.get<Entries>(`/api/audit?${new URLSearchParams(query)}`)).body
    const [newest] = (await read({})).items
    expect(newest).toMatchObject({ actor: 'fed', action: 'signed-in', subject: 'fed', actorName: 'ФГБУ «ФИОКО»' })

    // More than a page, all of one moment.
    for (let time = 0; time < 60; time += 1)
      await world.stranger().post('/api/login', { login: `edu01000${time % 3}${'x'.repeat(time % 4)}`, password: 'не тот' })
    const seenIds: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Entries = await read(cursor === '' ? {} : { cursor })
      expect(page.items.length).toBeLessThanOrEqual(50)
      seenIds.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    const rows = await world.query('select id from audit order by at desc, id desc')
    expect(rows.length).toBeGreaterThan(50)
    expect(seenIds).toEqual(rows.map(({ id }) => id))

    const submitted = await read({ kind: 'submitted' })
    expect(submitted.items.map(({ action }) => action)).toEqual(['submitted'])
    expect(submitted.items[0]?.subjectName).toMatch(/математика/iu)
    const region = await read({ login: 'reg02' })
    expect(region.items.map(({ action }) => action).sort()).toEqual(['export-ordered', 'report-downloaded', 'signed-in'])
    // A password that is given is an entry of both.
    await fed.post('/api/accounts/reg02/password')
    expect((await read({ login: 'reg02', kind: 'password-reset' })).items).toMatchObject([
      { actor: 'fed', subject: 'reg02', subjectName: 'Республика Башкортостан' },
    ])
    expect((await read({ login: 'nobody' })).items).toEqual([])
    expect((await fed.get('/api/audit?cursor=5')).code).toBe('bad-request')
  })

  test('tells nothing of passwords', async () => {
    const rows = await world.query('select details from audit')
    expect(rows.filter(({ details }) => /demo-2026|не тот/u.test(String(details)))).toEqual([])
  })
})
