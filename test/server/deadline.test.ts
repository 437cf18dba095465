import type { CompiledForm, DynamicRow } from '@tabel/engine'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

const schools = ['01', '02']
  .flatMap((region) => Array.from({ length: 19 }, (_, index) => `edu${region}${String(index + 1).padStart(4, '0')}`))
  .filter((login) => !login.endsWith('10'))
/** Submits of each school. */
const times = 14

onBothDatabases('the last moment of a collection', (world) => {
  test('of 504 reports around it those are taken that were received in time, however late they are judged', async () => {
    const early = await world.as(schools[0] ?? '')
    const { open } = await demoCollections(early)
    const { body: form } = await early.get<CompiledForm>(`/api/collections/${open}/form`)
    const { body } = await early.get<{ closesAt: string }>(`/api/collections/${open}`)
    const closesAt = Date.parse(body.closesAt)
    // The clock goes on by a millisecond with each answer, and strikes in the middle of the storm.
    world.now = closesAt - (schools.length * times) / 2
    const people = await Promise.all(schools.map((login) => Person.signIn(world.url, login)))
    const data = await faultlessData()
    const [row] = (data['classes'] ?? []) as readonly DynamicRow[]
    if (!row) throw new Error('the case has no class')
    const pages = people.map((person) => new Page(person, open))
    await Promise.all(pages.map((page) => page.save(...opsFor(form, data))))

    const taken: { readonly person: Person; readonly id: string; readonly sent: number }[] = []
    const refused: { readonly code: string | undefined; readonly answered: number }[] = []
    let repeated = 0
    const storm = pages.map(async (page) => {
      for (let time = 0; time < times; time += 1) {
        // The same value once more: another version that is as right as the one before.
        await page.save({ set: ['classes', row.$id, 'letter'], value: row['letter'] ?? null })
        const sent = world.now
        const { status, code, body: answer } = await submit(page)
        const answered = world.now
        world.now += 1
        // After the end nothing more is saved, and a version that was submitted in time is the same submission again.
        if (status !== 202) refused.push({ code, answered })
        else if (taken.some(({ id }) => id === answer.id)) repeated += 1
        else taken.push({ person: page.person, id: answer.id, sent })
      }
    })
    await Promise.all(storm)
    expect(taken.length + refused.length + repeated).toBe(schools.length * times)
    expect(Math.min(taken.length, refused.length + repeated)).toBeGreaterThan(schools.length)

    expect(taken.filter(({ sent }) => sent > closesAt)).toEqual([])
    expect(refused.filter(({ code, answered }) => code !== 'closed' || answered <= closesAt)).toEqual([])

    world.now = closesAt + 10 * 60 * 1000
    for (const { person, id } of taken) {
      const submission = await decided(person, id)
      expect(submission.state).toBe('accepted')
      expect(Date.parse(submission.submittedAt ?? '')).toBeLessThanOrEqual(closesAt)
    }
    // Reports are numbered without a gap, and what was saved in time after the last of them is there.
    for (const page of pages) {
      const own = taken.filter(({ person }) => person === page.person)
      const numbers = await Promise.all(own.map(async ({ person, id }) => (await decided(person, id)).number ?? 0))
      expect(numbers.toSorted((one, other) => one - other)).toEqual(own.map((_, index) => index + 1))
      expect(await page.draft()).toMatchObject({ state: 'submitted', version: page.version })
    }
  })
})

onBothDatabases('the end of a collection', (world) => {
  test('is moved by the organizer: a school goes on where it was stopped, and back', async () => {
    const page = new Page(await world.as('edu010001'), (await demoCollections(await world.as('edu010001'))).closed)
    const insert = { insert: 'classes', after: null, rows: [{ $id: 'a', letter: 'А' }] }
    expect((await page.save(insert)).code).toBe('closed')
    const organizer = await world.as('fed')
    const move = (closesAt: string) =>
      organizer.post<{ status: string; detail: string }>(`/api/collections/${page.collection}/deadline`, { closesAt })
    expect((await move('2026-06-01T15:00:00Z')).body).toMatchObject({ status: 'open', closesAt: '2026-06-01T15:00:00.000Z' })
    expect((await page.save(insert)).status).toBe(200)
    expect((await move('2026-05-01T15:00:00Z')).body).toMatchObject({ status: 'closed' })
    expect((await page.save({ remove: 'classes', ids: ['a'] })).code).toBe('closed')
    expect((await page.draft()).version).toBe(1)
    for (const wrong of ['завтра', '2020-01-01T00:00:00Z']) expect((await move(wrong)).code).toBe('bad-deadline')
  })
})
