import type { CompiledForm } from '@tabel/engine'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSheet } from '../support/read-sheet.ts'
import { readZip } from '../support/read-zip.ts'
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

  test('is taken as a file by the organizer: what the filters find, on all pages, as a workbook and as CSV', async () => {
    const fed = await world.as('fed')
    /** Orders a file, waits for it and takes it. */
    const taken = async (query: Record<string, string>) => {
      const { body, status } = await fed.post<{ id: string }>(`/api/audit/exports?${new URLSearchParams(query)}`)
      expect(status).toBe(202)
      const report = async () => (await fed.get<{ state: string; rows: number; title: string }>(`/api/reports/${body.id}`)).body
      await expect.poll(async () => (await report()).state).toBe('done')
      const content = await fed.fetch('GET', `/api/reports/${body.id}/content`)
      return { ...(await report()), id: body.id, bytes: Buffer.from(await content.arrayBuffer()) }
    }
    const linesOf = async (bytes: Buffer) => (await readZip(bytes)).get('Журнал.csv')?.trimEnd().split('\r\n') ?? []

    const resets = await taken({ login: 'reg02', kind: 'password-reset', format: 'csv' })
    expect(resets).toMatchObject({ rows: 1, title: 'Журнал, reg02, Выдан новый пароль' })
    expect(await linesOf(resets.bytes)).toEqual([
      '\uFEFFКогда (мск);Кто;Организация;Что;С кем или с чем;Название;Подробности',
      '18.05.2026 12:00;fed;ФГБУ «ФИОКО»;Выдан новый пароль;reg02;Республика Башкортостан;',
    ])

    // More than a page of entries: each stands once, the newest first, with the order of the file itself among them.
    await world.query(
      `insert into audit (id, at, actor, action, subject, details)
       select 'old-' || many.n, ${world.now - 86_400_000}, 'system', 'made-elsewhere', 'x' || many.n, '{"reason":"=1+1"}'
       from (with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 1200) select n from counted) as many`,
    )
    const total = async () => Number((await world.query('select count(*) as total from audit'))[0]?.['total'])
    const everything = await taken({ format: 'csv' })
    const lines = await linesOf(everything.bytes)
    // It was downloaded after it had been written.
    expect(everything.rows).toBe((await total()) - 1)
    expect(lines).toHaveLength(everything.rows + 1)
    expect(new Set(lines.filter((line) => line.includes('made-elsewhere'))).size).toBe(1200)
    expect(lines.at(-1)).toMatch(/^17\.05\.2026 12:00;Командная строка;;made-elsewhere;x\d+;;причина: =1\+1$/u)
    const { body: notices } = await fed.get<{ items: { text: string; reportId: string }[] }>('/api/notifications')
    expect(notices.items.find(({ reportId }) => reportId === everything.id)?.text).toMatch(
      /^Журнал – отчет готов: [\d\s]+ запис/u,
    )

    const book = await taken({ kind: 'made-elsewhere' })
    expect(book.rows).toBe(1200)
    const file = join(world.files, 'taken.xlsx')
    await writeFile(file, book.bytes)
    const cells = await readSheet(file)
    expect([cells.get('D1')?.value, cells.get('D2')?.value, cells.get('E1201')?.value]).toEqual(['Что', 'made-elsewhere', 'x1'])
    await world.query(`delete from audit where action = 'made-elsewhere'`)

    // Nobody else may have it.
    const region = await world.as('reg01')
    expect((await region.fetch('GET', `/api/reports/${book.id}/content`)).status).toBe(404)
    expect((await region.post('/api/audit/exports')).status).toBe(404)
  })

  test('tells nothing of passwords', async () => {
    const rows = await world.query('select details from audit')
    expect(rows.filter(({ details }) => /demo-2026|не тот/u.test(String(details)))).toEqual([])
  })
})
