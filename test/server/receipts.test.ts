import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { onBothDatabases } from '../support/server.ts'
import { Page } from '../support/vpr.ts'

const form = 'vpr-zayavka'

onBothDatabases('a receipt', (world) => {
  test('proves the latest submission: number, who, when, and the hash of what is kept', async () => {
    const school = await world.freshSchool()
    const collection = await collectionOf(school, form)
    const path = `/api/collections/${collection}/receipt`
    expect((await school.get(path)).status).toBe(404)

    await submitFaultless(new Page(school, collection), form)
    const { body } = await school.get<{ sha256: string }>(path)
    expect(body).toMatchObject({
      number: 1,
      organisation: { login: school.login },
      collection: 'Заявка на участие в ВПР',
      form: { title: expect.stringMatching(/\S/u) as string, version: expect.stringMatching(/^\d/u) as string },
      submittedAt: new Date(world.now).toISOString(),
      submittedBy: school.login,
    })
    const kept = await world.query(`select document from submission where submitted_by = '${school.login}'`)
    const hashes = kept.map(({ document }) => createHash('sha256').update(String(document)).digest('hex'))
    expect(hashes).toEqual([body.sha256])
  })

  test('is of one’s own organisation alone', async () => {
    const school = await world.freshSchool()
    const collection = await collectionOf(school, form)
    await submitFaultless(new Page(school, collection), form)
    for (const other of [await world.freshSchool(), await world.as('mun0101'), await world.as('fed')])
      expect((await other.get(`/api/collections/${collection}/receipt`)).status).toBe(404)
  })
})
