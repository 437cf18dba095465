import type { CompiledForm, Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import { nextForm, nextVersion } from '../support/next-form.ts'
import type { Person, Reply } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

const insert = (...rows: ReturnType<typeof classRow>[]): Op => ({ insert: 'classes', after: null, rows })
const set = (row: string, column: string, value: number | string): Op => ({ set: ['classes', row, column], value })

function change(person: Person, collection: string, source: string): Promise<Reply> {
  return person.post(`/api/collections/${collection}/form`, { source })
}

async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  return new Page(school, (await demoCollections(school)).open)
}

const former = '2026.1.0'

onBothDatabases('a collection that gets another version of its form', (world) => {
  test('takes over drafts, what comes late, and what was submitted; nothing that was typed is lost', async () => {
    const page = await newPage(world)
    const untouched = await newPage(world)
    const waiting = await newPage(world)
    const submitted = await newPage(world)
    const { body: form } = await page.person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(insert(classRow('a', 'А', 25)))
    await page.save(set('a', 'wrote', 20))
    await waiting.save(insert(classRow('a', 'Б', 12)))
    await submitted.save(...opsFor(form, await faultlessData()))
    const first = await decided(submitted.person, (await submit(submitted)).body.id)
    expect(first).toMatchObject({ state: 'accepted', number: 1 })

    const fed = await world.as('fed')
    const changed = await change(fed, page.collection, await nextForm())
    expect(changed.body).toMatchObject({ form: { version: nextVersion } })

    // Who reads sees today's names; nothing was written for that.
    expect(await page.draft()).toMatchObject({
      version: 2,
      formVersion: nextVersion,
      data: { classes: [{ letter: 'А', enrolled: 25, wrote: 20 }] },
    })
    expect(await untouched.draft()).toMatchObject({ version: 0, data: {}, state: 'notStarted' })
    expect(await submitted.draft()).toMatchObject({ unsubmittedChanges: false, state: 'submitted' })

    // A page that lay open under the former form goes on saving, and sends once more what it does not know to be there.
    const late = await page.save(set('a', 'listed', 26), set('a', 'absent', 6))
    expect(late.status).toBe(200)
    expect(late.body).toMatchObject({ version: 4, others: [] })
    expect(await page.send({ seq: 3, baseVersion: 2, ops: [set('a', 'listed', 26), set('a', 'absent', 6)] })).toMatchObject({
      status: 200,
      body: { version: 4 },
    })
    expect(await page.draft()).toMatchObject({ data: { classes: [{ letter: 'А', enrolled: 26, wrote: 20, absent: 6 }] } })

    // A page with the new form does not mind what the former one called it.
    const anew = new Page(page.person, page.collection)
    anew.version = 4
    expect((await anew.save(set('a', 'enrolled', 27))).body).toMatchObject({ version: 5 })
    expect((await page.send({ seq: 4, baseVersion: 4, ops: [set('a', 'listed', 30)], formVersion: former })).code).toBe(
      'conflict',
    )

    // The empty draft begins with the new form, whoever was there before.
    untouched.formVersion = former
    expect((await untouched.save(insert(classRow('a', 'В', 11)))).body).toMatchObject({ version: 1 })
    expect(await untouched.draft()).toMatchObject({ data: { classes: [{ letter: 'В', enrolled: 11 }] } })

    // Everything again from the log, on a server that has just started and remembers nothing.
    await world.stop()
    await world.start()
    const [again, other] = [await world.as(page.person.login), await world.as(waiting.person.login)]
    expect(await new Page(again, page.collection).draft()).toMatchObject({
      version: 5,
      data: { classes: [{ letter: 'А', enrolled: 27, wrote: 20, absent: 6 }] },
    })
    expect(await new Page(other, page.collection).draft()).toMatchObject({ data: { classes: [{ letter: 'Б', enrolled: 12 }] } })
  })

  test('judges what was received before by the form of then, and what comes after by the new one', async () => {
    const page = await newPage(world)
    const fed = await world.as('fed')
    const { body: form } = await page.person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    const unsent = await newPage(world)
    await page.save(...opsFor(form, renamed(await faultlessData())))
    await unsent.save(...opsFor(form, renamed(await faultlessData())))
    const { body } = await submit(page)
    expect((await change(fed, page.collection, await nextForm('2026.3.0'))).status).toBe(200)
    expect(await decided(page.person, body.id)).toMatchObject({ state: 'accepted', number: 1, version: 1 })
    // What was submitted as it stands is submitted.
    expect((await submit(page)).body.id).toBe(body.id)

    // A draft is taken over before it is submitted: the report is one of the new form.
    const late = await submit(unsent)
    expect(late.status).toBe(202)
    expect(await decided(unsent.person, late.body.id)).toMatchObject({ state: 'accepted', number: 1, version: 2 })
  })

  test('is looked at before it is put in, and after: what differs, and what becomes of data', async () => {
    const page = await newPage(world)
    const fed = await world.as('fed')
    interface Difference {
      readonly changes: readonly { readonly kind: string; readonly what: string }[]
      readonly data: readonly { readonly kind: string; readonly from: object }[]
    }
    const versionsOf = async () => {
      const { body } = await fed.get<{ items: readonly { id: string; form: string; version: string }[] }>('/api/admin/forms')
      return body.items.filter(({ form }) => form === 'vpr-fsr-ma4')
    }
    const { version } = (await fed.get<{ form: { version: string } }>(`/api/collections/${page.collection}`)).body.form
    const now = (await versionsOf()).find((one) => one.version === version)
    const source = (await nextForm('2028.1.0'))
      .replaceAll('enrolled', 'counted')
      .replace('"classes[listed]"', '"classes[enrolled]"')
    const { body: before } = await fed.post<Difference>(`/api/admin/forms/${now?.id}/difference`, { source })
    expect(before.data).toContainEqual(expect.objectContaining({ kind: 'moved' }))
    expect((await versionsOf()).some((one) => one.version === '2028.1.0')).toBe(false)

    expect((await change(fed, page.collection, source)).status).toBe(200)
    const then = (await versionsOf()).find((one) => one.version === '2028.1.0')
    const compare = (from: string | undefined, to: string | undefined) =>
      fed.get<Difference>(`/api/admin/forms/${to}/difference?from=${from}`)
    expect((await compare(now?.id, then?.id)).body).toEqual(before)
    expect((await compare(then?.id, then?.id)).body).toEqual({ changes: [], data: [] })
    const other = (await nextForm('2028.1.0')).replace('"vpr-fsr-ma4"', '"vpr-fsr-ma5"')
    expect((await fed.post(`/api/admin/forms/${now?.id}/difference`, { source: other })).code).toBe('other-form')
    expect((await fed.post(`/api/admin/forms/${now?.id}/difference`, { source: '{' })).code).toBe('form-refused')
    expect((await compare('nothing', then?.id)).status).toBe(404)
  })

  test('is refused with what is wrong, and then nothing has changed', async () => {
    const page = await newPage(world)
    const fed = await world.as('fed')
    const { version } = (await fed.get<{ form: { version: string } }>(`/api/collections/${page.collection}`)).body.form
    const broken = (await nextForm('2027.1.0')).replace('[@enrolled] = [@wrote]', '[@enroled] = [@wrote]')
    const refused = await change(fed, page.collection, broken)
    expect(refused.status).toBe(422)
    expect(refused.code).toBe('form-refused')
    expect(refused.body['detail']).toMatch(/Строка \d+: .*enroled/u)
    const other = (await nextForm('2027.1.0')).replace('"vpr-fsr-ma4"', '"vpr-fsr-ma5"')
    expect((await change(fed, page.collection, other)).code).toBe('other-form')
    const twice = (await nextForm(version)).replace('Математика', 'Алгебра')
    expect((await change(fed, page.collection, twice)).code).toBe('version-taken')
    expect((await change(fed, page.collection, 'форма')).code).toBe('form-refused')
    expect((await change(page.person, page.collection, await nextForm('2027.1.0'))).status).toBe(404)
    expect((await fed.get<{ form: { version: string } }>(`/api/collections/${page.collection}`)).body.form.version).toBe(version)
  })

  test('does not read what never was a form, nor what could not have been typed into the former one', async () => {
    const page = await newPage(world)
    const { formVersion } = await page.draft()
    expect((await page.send({ seq: 1, ops: [insert(classRow('a', 'А', 1))], formVersion: '1.0.0' })).code).toBe('form-version')
    expect(formVersion).not.toBe(former)
    const nonsense = { set: ['classes', 'nobody', 'gone'], value: { deep: ['x'] } }
    expect((await page.send({ seq: 1, ops: [nonsense], formVersion: former })).code).toBe('bad-ops')
    expect((await page.draft()).version).toBe(0)
  })
})

/** The same data in the names of the second version. */
function renamed(data: Awaited<ReturnType<typeof faultlessData>>): typeof data {
  return JSON.parse(JSON.stringify(data).replaceAll('"listed"', '"enrolled"')) as typeof data
}
