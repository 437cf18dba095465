import type { CompiledForm, Op } from '@tabel/engine'
import { startServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

/** A check of the form, and the same with a mistake of its author. */
const sound = 'AND([@held] >= $const.from, [@held] <= $const.to)'
const broken = '1 / ([@wrote] - [@wrote]) > 0'

interface Check {
  readonly check: string
  readonly text: string
  readonly severity: string | null
  readonly switchable: boolean
  readonly mode: string
  readonly turned: { readonly reason: string; readonly by: string } | null
  readonly stopped: number
  readonly formErrors: number
}

const listed = async (organizer: Person, collection: string) =>
  (await organizer.get<readonly Check[]>(`/api/collections/${collection}/checks`)).body
const turn = (organizer: Person, collection: string, check: string, mode: string, reason = 'Ошибка в форме') =>
  organizer.post(`/api/collections/${collection}/checks/${check}`, { mode, reason })

/** A school whose report is right but for one thing: more pupils took part than are listed. */
async function wrongReport(world: World): Promise<Page> {
  const school = await world.freshSchool()
  const page = new Page(school, (await demoCollections(school)).open)
  const { body: form } = await school.get<CompiledForm>(`/api/collections/${page.collection}/form`)
  await page.save(...opsFor(form, await faultlessData()))
  const { data } = await page.draft()
  const [row] = data['classes'] as readonly { readonly $id: string; readonly wrote: number }[]
  const op: Op = { set: ['classes', row?.$id ?? '', 'listed'], value: (row?.wrote ?? 0) - 1 }
  await page.save(op)
  return page
}

async function outcome(page: Page) {
  const taken = await submit(page)
  const { state, problems } = await decided(page.person, taken.body.id)
  return { state, checks: [...new Set(problems.map(({ check }) => check))] }
}

onBothDatabases('a check of a running collection', (world) => {
  test('is switched off at once: the same report that it stopped is taken, and the draft says so', async () => {
    const page = await wrongReport(world)
    const organizer = await world.as('fed')
    const refused = await outcome(page)
    expect(refused.state).toBe('refused')
    const stopping = await listed(organizer, page.collection)
    for (const check of refused.checks) {
      expect(stopping.find((one) => one.check === check)).toMatchObject({
        mode: 'on',
        turned: null,
        stopped: 1,
        switchable: true,
      })
      world.now += 1000
      expect((await turn(organizer, page.collection, check, 'off', 'Список уточняется')).status).toBe(204)
    }
    const switches = Object.fromEntries(refused.checks.map((check) => [check, 'off']))
    expect(await page.draft()).toMatchObject({ switches })
    const changes = await page.person.get(`/api/collections/${page.collection}/draft/changes?since=${page.version}`)
    expect(changes.body).toMatchObject({ switches, entries: [] })

    expect((await outcome(page)).state).toBe('accepted')
    for (const one of await listed(organizer, page.collection)) expect(one.stopped).toBe(0)
    expect((await listed(organizer, page.collection)).find(({ check }) => check === refused.checks[0])).toMatchObject({
      mode: 'off',
      turned: { reason: 'Список уточняется', by: 'fed' },
    })
    for (const check of refused.checks) await turn(organizer, page.collection, check, 'on', '')
    expect(await page.draft()).toMatchObject({ switches: {} })
  })

  test('becomes a warning, and an error again for who submits after that', async () => {
    const [one, other] = [await wrongReport(world), await wrongReport(world)]
    const organizer = await world.as('fed')
    const { checks } = await outcome(one)
    world.now += 1000
    for (const check of checks) await turn(organizer, one.collection, check, 'warning')
    expect((await outcome(one)).state).toBe('accepted')
    world.now += 1000
    for (const check of checks) await turn(organizer, one.collection, check, 'on', '')
    world.now += 1000
    expect((await outcome(other)).state).toBe('refused')
  })

  test('is switched for a reason, and only if the form declares it', async () => {
    const page = await wrongReport(world)
    const organizer = await world.as('fed')
    const [check] = await listed(organizer, page.collection)
    const unreasoned = await turn(organizer, page.collection, check?.check ?? '', 'off', '  ')
    expect([unreasoned.status, unreasoned.code]).toEqual([422, 'reason-required'])
    for (const name of ['required', 'type', 'nobody'])
      expect((await turn(organizer, page.collection, name, 'off')).status).toBe(404)
    expect((await listed(organizer, page.collection)).every(({ mode }) => mode === 'on')).toBe(true)
    expect(check?.text).not.toBe('')
  })

  test('counts each organisation once, by its last attempt, with what no switch can help against', async () => {
    const page = await wrongReport(world)
    const organizer = await world.as('fed')
    const before = new Map((await listed(organizer, page.collection)).map(({ check, stopped }) => [check, stopped]))
    const { checks } = await outcome(page)
    await page.save({ set: ['classes', 'zz', 'listed'], value: 1 })
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'zz', letter: 'Я' }] })
    const again = await outcome(page)
    expect(again.checks).toContain('required')
    const after = await listed(organizer, page.collection)
    for (const check of again.checks) expect(after.find((one) => one.check === check)?.stopped).toBe((before.get(check) ?? 0) + 1)
    expect(after.find(({ check }) => check === 'required')).toMatchObject({ switchable: false, severity: null, text: '' })
    expect(checks.length).toBeGreaterThan(0)
  })
})

test.each(databaseKinds)(
  'on %s a check that cannot be computed is told to the organizer once, and can be switched off',
  async (kind) => {
    const database = await createDatabase(kind)
    const files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    const settings = { port: 0, database: database.location, files, logLevel: 'error' } as const
    await (await startServer(settings)).close()
    await database.query(`update form_version set source = replace(source, '${sound}', '${broken}')`)
    const server = await startServer(settings)
    try {
      const organizer = await Person.signIn(server.url, 'fed')
      const outcomes: string[] = []
      const pages: Page[] = []
      for (const login of ['edu010001', 'edu010002']) {
        const school = await Person.signIn(server.url, login)
        const page = new Page(school, (await demoCollections(school)).open)
        const { body: form } = await school.get<CompiledForm>(`/api/collections/${page.collection}/form`)
        await page.save(...opsFor(form, await faultlessData()))
        outcomes.push((await outcome(page)).state)
        pages.push(page)
      }
      expect(outcomes).toEqual(['refused', 'refused'])
      const [first] = pages as [Page]
      const { body } = await organizer.get<{ items: { kind: string; text: string }[] }>('/api/notifications')
      expect(body.items.map(({ kind: what }) => what)).toEqual(['form-error'])
      expect(body.items[0]?.text).toContain('проверка «R10»')
      const counted = (await listed(organizer, first.collection)).find(({ check }) => check === 'R10')
      expect(counted).toMatchObject({ stopped: 2, formErrors: 2 })
      await turn(organizer, first.collection, 'R10', 'off')
      for (const page of pages) expect((await outcome(page)).state).toBe('accepted')
    } finally {
      await server.close()
      await database.drop()
      await rm(files, { recursive: true, force: true })
    }
  },
)
