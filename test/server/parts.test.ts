import type { FormData, Op, Scalar } from '@tabel/engine'
import { expect, test } from 'vitest'
import { attach, pdf } from '../support/attachments.ts'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import type { Person, Reply } from '../support/person.ts'
import { readZip } from '../support/read-zip.ts'
import { onBothDatabases } from '../support/server.ts'
import { decided, Page, submit } from '../support/vpr.ts'

interface Participant {
  readonly organisation: { readonly id: string; readonly login: string }
  readonly status: string
  readonly changedAt: string | null
  readonly unsubmittedChanges: boolean
  readonly partAt: string | null
  readonly fillsNow: boolean
}
interface Draft {
  readonly version: number
  readonly formVersion: string
  readonly data: FormData
  readonly fills: string
  readonly readOnly: { readonly reason: string } | null
}
interface Saved {
  readonly version: number
  readonly faults: readonly { readonly message: string }[]
}

const visited: Op = { set: ['review', null, 'visited'], value: '2026-11-20' }
const seats: Op = { set: ['hall', null, 'seats'], value: 77 }
const form = 'pitanie'

onBothDatabases('a sheet that the coordinator fills', (world) => {
  const schoolOf = async (login: string): Promise<Page> => {
    const person = await world.as(login)
    return new Page(person, await collectionOf(person, form))
  }
  const listed = async (person: Person, { collection }: Page, login: string): Promise<Participant> => {
    const { body } = await person.get<{ items: Participant[] }>(`/api/collections/${collection}/participants?q=${login}`)
    const [found] = body.items
    if (!found) throw new Error(`${login} is not listed`)
    return found
  }
  const address = ({ collection }: Page, { organisation }: Participant) =>
    `/api/collections/${collection}/participants/${organisation.id}/draft`
  const save = async (person: Person, at: string, version: number, ...ops: readonly Op[]): Promise<Reply<Saved>> =>
    person.patch<Saved>(at, { clientId: crypto.randomUUID(), seq: 1, baseVersion: version, formVersion: '2026.1.0', ops })

  test('is closed until the school has submitted, and is the coordinator’s alone then', async () => {
    const school = await schoolOf('edu010001')
    const region = await world.as('reg01')
    const participant = await listed(region, school, 'edu010001')
    const at = address(school, participant)
    expect(participant.fillsNow).toBe(false)
    const early = await region.get<Draft>(at)
    expect(early.body).toMatchObject({ fills: 'coordinator', readOnly: { reason: 'early' } })
    expect((await save(region, at, 0, visited)).body.faults[0]?.message).toContain('после того, как организация сдаст отчет')
    const act = { block: 'review', column: 'act', name: 'акт.pdf', participant: participant.organisation.id }
    expect((await attach(region, school.collection, pdf(), act)).body.detail).toContain('после того, как организация сдаст отчет')

    await submitFaultless(school, form)
    // The school sees the sheet and cannot write there.
    const own = await school.draft()
    school.version = own.version
    const refused = await school.save(visited)
    expect([refused.code, refused.body.faults[0]?.message]).toEqual([
      'bad-ops',
      'Графа «Дата посещения» здесь не заполняется. Заполняет координатор.',
    ])

    // The coordinator writes there and nowhere else.
    const { body: before } = await region.get<Draft>(at)
    expect(before.readOnly).toBeNull()
    const foreign = await save(region, at, before.version, seats)
    expect(foreign.body.faults[0]?.message).toContain('Заполняет организация')
    expect((await save(region, at, before.version, { insert: 'slots', after: null, rows: [{ $id: 'x' }] })).code).toBe('bad-ops')
    expect((await save(region, at, before.version, { explain: 'P01@hall', text: 'так надо' })).code).toBe('bad-ops')
    const changed = (await listed(region, school, 'edu010001')).changedAt
    expect((await save(region, at, before.version, visited)).body).toMatchObject({ version: before.version + 1 })
    const municipality = await world.as('mun0101')
    const good: Op = { set: ['review', null, 'good'], value: true }
    expect((await save(municipality, at, before.version, good)).body).toMatchObject({ version: before.version + 2 })

    // Files likewise.
    const { status, body: file } = await attach(region, school.collection, pdf(), act)
    expect(status).toBe(201)
    expect((await save(region, at, before.version + 2, { set: ['review', null, 'act'], value: file })).status).toBe(200)
    const menu = await attach(region, school.collection, pdf(), { participant: participant.organisation.id })
    expect(menu.body).toMatchObject({ code: 'attachment-refused', detail: 'Заполняет организация.' })
    expect((await attach(school.person, school.collection, pdf(), { ...act, participant: '' })).body.detail).toBe(
      'Заполняет координатор.',
    )

    // Nobody else: not another region, not another municipality, not a school, not the organizer.
    for (const login of ['reg02', 'mun0102', 'edu010002', 'edu010001']) {
      const other = await world.as(login)
      expect([login, (await save(other, at, before.version, visited)).status]).toEqual([login, 404])
      expect([login, (await other.get(at)).status]).toEqual([login, 404])
    }
    expect((await save(await world.as('fed'), at, before.version, visited)).code).toBe('nothing-to-fill')

    // It is nothing that the school has done.
    expect(await listed(region, school, 'edu010001')).toMatchObject({
      status: 'submitted',
      unsubmittedChanges: false,
      changedAt: changed,
      partAt: expect.any(String) as string,
      fillsNow: true,
    })
    expect(await listed(await world.as('fed'), school, 'edu010001')).toMatchObject({ fillsNow: false })
    const seen = await school.draft()
    expect(seen).toMatchObject({ unsubmittedChanges: false, state: 'submitted', savedBy: 'edu010001' })
    expect(seen.data['review']).toMatchObject({ visited: '2026-11-20', good: true })
    const history = await region.get<{ items: { by: string }[] }>(at.replace(/draft$/u, 'history'))
    expect(history.body.items.map(({ by }) => by)).toEqual(expect.arrayContaining(['reg01', 'mun0101', 'edu010001']))
  })

  test('stays when the school submits again, and holds up nothing even with something wrong in it', async () => {
    const school = await schoolOf('edu010003')
    const region = await world.as('reg01')
    await submitFaultless(school, form)
    const at = address(school, await listed(region, school, 'edu010003'))
    const { version } = await school.draft()
    await save(region, at, version, { set: ['review', null, 'visited'], value: { $raw: 'вчера' } })
    school.version = version
    expect((await school.save(seats)).body).toMatchObject({ others: [{ by: 'reg01' }] })
    expect(await listed(region, school, 'edu010003')).toMatchObject({ unsubmittedChanges: true })
    const again = await decided(school.person, (await submit(school)).body.id)
    expect(again).toMatchObject({ state: 'accepted', number: 2 })
    expect(await school.draft()).toMatchObject({ unsubmittedChanges: false, data: { review: { visited: { $raw: 'вчера' } } } })
  })

  const resultsOf = async (person: Person, collection: string): Promise<string> => {
    const { body } = await person.post<{ id: string }>(`/api/collections/${collection}/exports?format=csv`)
    const done = async (): Promise<boolean> =>
      (await person.get<{ state: string }>(`/api/reports/${body.id}`)).body.state === 'done'
    await expect.poll(done, { timeout: 45_000 }).toBe(true)
    const zip = await readZip(Buffer.from(await (await person.fetch('GET', `/api/reports/${body.id}/content`)).arrayBuffer()))
    return [...zip.values()].map(String).join('\n')
  }

  test('is in the results with what its formulas say, though it was filled after the submission', async () => {
    const school = await schoolOf('edu010004')
    const region = await world.as('reg01')
    await submitFaultless(school, form)
    const at = address(school, await listed(region, school, 'edu010004'))
    const { version } = await school.draft()
    const field = (column: string, value: Scalar): Op => ({ set: ['review', null, column], value })
    await save(region, at, version, field('good', false), field('remark', 'Нет меню на стене'), field('eating', 1))
    // What the school changes after its submission is in the results neither by itself nor through a formula.
    const submitted = 7
    school.version = version + 1
    expect((await school.save({ set: ['benefit', 'large', 'pupils'], value: 500 })).status).toBe(200)
    const [row = ''] = (await resultsOf(region, school.collection)).split('\n').filter((line) => line.includes('Нет меню'))
    expect(row).toContain(`;${submitted};1;${submitted - 1};`)
  })
})
