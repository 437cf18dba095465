import type { CompiledForm, Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

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
