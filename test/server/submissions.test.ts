import type { CompiledForm } from '@tabel/engine'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  return new Page(school, (await demoCollections(school)).open)
}

/** Enters data in which the form finds no error. */
async function fill(page: Page): Promise<void> {
  const { body: form } = await page.person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
  const saved = await page.save(...opsFor(form, await faultlessData()))
  expect(saved.status).toBe(200)
}

onBothDatabases('submitting', (world) => {
  test('a faultless draft is accepted and the school has submitted', async () => {
    const page = await newPage(world)
    await fill(page)
    const taken = await submit(page)
    expect(taken.status).toBe(202)
    expect(taken.headers.get('location')).toBe(`/api/submissions/${taken.body.id}`)
    expect(await decided(page.person, taken.body.id)).toEqual({
      id: taken.body.id,
      state: 'accepted',
      version: 1,
      number: 1,
      submittedAt: new Date(world.now).toISOString(),
      problems: [],
    })
    expect(await page.draft()).toMatchObject({ state: 'submitted', unsubmittedChanges: false })
    const { body } = await page.person.get(`/api/collections/${page.collection}`)
    expect(body).toMatchObject({ state: 'submitted', lastAction: { kind: 'submitted', by: page.person.login } })
  })

  test('a draft with errors is refused and the errors are named, whatever the client believes', async () => {
    const page = await newPage(world)
    await page.save({ insert: 'classes', after: null, rows: [{ ...classRow('a', 'А', 25), wrote: { $raw: '5 чел.' } }] })
    const taken = await submit(page)
    expect(taken.status).toBe(202)
    const refused = await decided(page.person, taken.body.id)
    expect(refused).toMatchObject({ state: 'refused', number: null, submittedAt: null })
    expect(refused.problems.length).toBeGreaterThan(0)
    expect(refused.problems.every((problem) => problem.severity === 'error')).toBe(true)
    expect(refused.problems).toContainEqual(
      expect.objectContaining({ check: 'type', at: { block: 'classes', row: 'a', column: 'wrote' } }),
    )
    expect(await page.draft()).toMatchObject({ state: 'inProgress' })
  })

  test('an empty draft can be sent and is refused with problems', async () => {
    const page = await newPage(world)
    const taken = await submit(page, 0)
    expect((await decided(page.person, taken.body.id)).state).toBe('refused')
    expect((await page.draft()).state).toBe('notStarted')
  })

  test('the same version submitted again is the same submission', async () => {
    const page = await newPage(world)
    await fill(page)
    const [one, two] = await Promise.all([submit(page), submit(page)])
    expect(two.body.id).toBe(one.body.id)
    await decided(page.person, one.body.id)
    const three = await submit(page)
    expect(three.body.id).toBe(one.body.id)
    expect(await decided(page.person, three.body.id)).toMatchObject({ number: 1 })
  })

  test('after submission the school goes on, and submits again what has changed', async () => {
    const page = await newPage(world)
    await fill(page)
    await decided(page.person, (await submit(page)).body.id)
    const { data } = await page.draft()
    const [row] = data['classes'] as readonly { $id: string }[]
    await page.save({ set: ['classes', row?.$id ?? '', 'held'], value: null })
    expect(await page.draft()).toMatchObject({ state: 'submitted', unsubmittedChanges: true })
    const second = await decided(page.person, (await submit(page)).body.id)
    expect(second.state).toBe('refused')
    expect((await page.draft()).state).toBe('submitted')
    await page.save({ set: ['classes', row?.$id ?? '', 'held'], value: '2026-04-22' })
    expect(await decided(page.person, (await submit(page)).body.id)).toMatchObject({ state: 'accepted', number: 2, version: 3 })
    expect(await page.draft()).toMatchObject({ unsubmittedChanges: false })
  })

  test('a version that is not the present one is refused and the present one is named', async () => {
    const page = await newPage(world)
    await fill(page)
    expect(await submit(page, 5)).toMatchObject({ status: 412, code: 'version-mismatch', body: { version: 1 } })
    const path = `/api/collections/${page.collection}/submissions`
    expect(await page.person.post(path)).toMatchObject({ status: 428, code: 'version-required' })
    expect(await page.person.post(path, undefined, { 'if-match': '*' })).toMatchObject({ status: 428 })
  })

  test('what was sent in time is accepted even when it is judged after the end; later is too late', async () => {
    const page = await newPage(world)
    await fill(page)
    await world.at('2026-06-01T15:00:00Z', async () => {
      const school = await world.as(page.person.login)
      const last = new Page(school, page.collection)
      last.version = 1
      const taken = await submit(last)
      world.now += 1
      expect((await decided(school, taken.body.id)).submittedAt).toBe('2026-06-01T15:00:00.000Z')
      const late = new Page(await world.freshSchool(), page.collection)
      expect((await submit(late)).code).toBe('closed')
      // What was taken in time is still what it was.
      expect((await submit(last)).body.id).toBe(taken.body.id)
    })
  })

  test('an intent that was recorded before the server stopped is decided after it has started again', async () => {
    const page = await newPage(world)
    await fill(page)
    const taken = await submit(page)
    await world.stop()
    await world.start()
    const again = await world.as(page.person.login)
    expect(await decided(again, taken.body.id)).toMatchObject({ state: 'accepted', number: 1 })
  })
})

onBothDatabases(
  'a checker that does not answer',
  (world) => {
    test('closes nothing for good: the submission is given up, says so in Russian and can be sent again', async () => {
      const page = await newPage(world)
      await fill(page)
      const taken = await submit(page)
      // Each failed attempt is followed by a longer wait: the clock runs ahead so that it is over at once.
      const given = await decided(page.person, taken.body.id, () => {
        world.now += 5_000
      })
      expect(given).toMatchObject({ state: 'refused', problems: [{ check: 'server', formError: true }] })
      expect(given.problems[0]?.message).toContain('Данные сохранены')
      expect((await submit(page)).body.id).not.toBe(taken.body.id)
    })
  },
  // No checker answers within a millisecond: it has to start first.
  { checkTimeout: 1, logLevel: 'silent' },
)
