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

  test('tells nothing of passwords', async () => {
    const rows = await world.query('select details from audit')
    expect(rows.filter(({ details }) => /demo-2026|не тот/u.test(String(details)))).toEqual([])
  })
})
