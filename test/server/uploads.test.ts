import type { FormData, Op } from '@tabel/engine'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { nextForm } from '../support/next-form.ts'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

interface Preview {
  readonly id: string
  readonly version: number
  readonly applied: boolean
  readonly changes: {
    readonly items: readonly {
      readonly place: string
      readonly was: string
      readonly becomes: string
      readonly address: string
    }[]
  }
  readonly conflicts: { readonly items: readonly { readonly key: string }[] }
  readonly added: { readonly items: readonly { readonly text: string }[]; readonly total: number }
  readonly missing: { readonly total: number }
  readonly ignored: { readonly total: number }
  readonly problems: { readonly items: readonly { readonly message: string; readonly address: string }[]; readonly total: number }
  readonly detail: string
}

const insert = (...rows: ReturnType<typeof classRow>[]): Op => ({ insert: 'classes', after: null, rows })
const listed = (row: string, value: number): Op => ({ set: ['classes', row, 'listed'], value })

/** A school that has filled in two classes, in a collection that may be filled in Excel. */
async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  const page = new Page(school, (await demoCollections(school)).open)
  const fed = await world.as('fed')
  expect((await fed.post(`/api/collections/${page.collection}/excel`, { allowed: true })).body).toMatchObject({ excel: true })
  await page.save(insert(classRow('a', 'А', 25), classRow('b', 'Б', 24)))
  return page
}

async function template(page: Page, what: 'template' | 'filled' = 'template'): Promise<ExcelJS.Workbook> {
  const reply = await page.person.fetch('GET', `/api/collections/${page.collection}/${what}`)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-disposition')).toContain(encodeURIComponent('ВПР'))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await reply.arrayBuffer())
  return workbook
}

/** Where the form's cell stands in the template of these tests: classes begin in row 5. */
function cell(workbook: ExcelJS.Workbook, row: number, title: string): ExcelJS.Cell {
  const sheet = workbook.getWorksheet('Классы')
  if (!sheet) throw new Error('no sheet «Классы»')
  let found: ExcelJS.Cell | null = null
  sheet.eachRow((line) => line.eachCell((one) => (found ??= new RegExp(`^${title}(?![а-я])`, 'u').test(one.text) ? one : null)))
  const head = found as ExcelJS.Cell | null
  if (head === null) throw new Error(`no column ${title}`)
  let first = 1
  sheet.eachRow((line, number) => (first = line.getCell(1).value === 'a' ? number : first))
  return sheet.getCell(first + row, head.col as unknown as number)
}

async function send(person: Person, collection: string, workbook: ExcelJS.Workbook | Uint8Array, name = 'Отчет.xlsx') {
  const bytes = workbook instanceof Uint8Array ? workbook : new Uint8Array(await workbook.xlsx.writeBuffer())
  const path = `/api/collections/${collection}/uploads?name=${encodeURIComponent(name)}`
  const reply = await fetch(`${person.url}${path}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'x-tabel-csrf': person.csrf, 'content-type': 'application/octet-stream' },
    body: bytes as Uint8Array<ArrayBuffer>,
  })
  return { status: reply.status, body: (await reply.json()) as Preview & { code?: string } }
}

const apply = (page: Page, { id, version }: Preview, more: object = {}) =>
  page.person.post<{ version: number }>(
    `/api/uploads/${id}/apply`,
    { mine: [], removeMissing: false, ...more },
    { 'if-match': `"${version}"` },
  )

onBothDatabases('a form filled in Excel', (world) => {
  test('is looked at before anything is done, done as one action, told in the history, and taken back', async () => {
    const page = await newPage(world)
    const workbook = await template(page)
    expect(cell(await template(page, 'filled'), 0, 'По списку').value).toBe(25)
    cell(workbook, 0, 'По списку').value = 26
    cell(workbook, 1, 'Выполняли').value = '20'
    cell(workbook, 2, 'Класс').value = 'В'
    const { status, body: preview } = await send(page.person, page.collection, workbook)
    expect(status).toBe(201)
    expect(preview.changes.items.map(({ place, was, becomes }) => `${place}: ${was} → ${becomes}`)).toEqual([
      'строка 1 (класс А), графа «По списку»: 25 → 26',
      'строка 2 (класс Б), графа «Выполняли работу»:  → 20',
    ])
    expect(preview).toMatchObject({
      version: 1,
      applied: false,
      added: { items: [{ text: 'В' }] },
      missing: { total: 0 },
      ignored: { total: 0 },
    })
    expect(preview.problems.items.find(({ address }) => address !== '')?.address).toMatch(/^Классы!/u)
    expect(await page.draft()).toMatchObject({ version: 1, data: { classes: [{ listed: 25 }, { listed: 24 }] } })

    expect((await apply(page, preview)).body).toEqual({ version: 2 })
    expect((await apply(page, preview)).body).toEqual({ version: 2 })
    expect(await page.draft()).toMatchObject({ data: { classes: [{ listed: 26 }, { listed: 24, wrote: 20 }, { letter: 'В' }] } })
    const { body: history } = await page.person.get(`/api/collections/${page.collection}/draft/history`)
    expect(history).toMatchObject({ items: [{ version: 2, how: 'xlsx', by: page.person.login }, { how: 'web' }] })

    // A page that opens the draft now can take it back like its own typing; not any more once somebody has worked since.
    const upload = async () =>
      (
        await page.person.get<{ upload: { before: FormData; entries: { own: boolean }[] } | null }>(
          `/api/collections/${page.collection}/draft`,
        )
      ).body.upload
    expect(await upload()).toMatchObject({ before: { classes: [{ listed: 25 }, { listed: 24 }] }, entries: [{ own: true }] })
    page.version = 2
    await page.save(listed('a', 30))
    expect(await upload()).toBeNull()
    const { body: undone } = await page.person.post(`/api/uploads/${preview.id}/undo`)
    expect(undone).toEqual({ version: 4, left: 1 })
    expect(await page.draft()).toMatchObject({ data: { classes: [{ listed: 30 }, { $id: 'b', listed: 24 }] } })
    expect((await page.draft()).data['classes']).toHaveLength(2)
    expect((await page.person.post(`/api/uploads/${preview.id}/undo`)).body).toEqual({ version: 4, left: 0 })
  })

  test('leaves what others did since, and a person chooses where both did', async () => {
    const page = await newPage(world)
    const workbook = await template(page)
    cell(workbook, 0, 'По списку').value = 26
    cell(workbook, 1, 'По списку').value = 20
    await page.save(listed('a', 27), { set: ['classes', 'b', 'wrote'], value: 5 })
    const { body: preview } = await send(page.person, page.collection, workbook)
    expect(preview.conflicts.items.map(({ key }) => key)).toEqual(['classes/a/listed'])
    expect((await apply(page, { ...preview, version: 1 })).code).toBe('version-mismatch')
    expect((await apply(page, preview, { mine: ['classes/a/listed'] })).status).toBe(200)
    expect(await page.draft()).toMatchObject({ data: { classes: [{ listed: 26 }, { listed: 20, wrote: 5 }] } })
  })

  test('goes on with a template of the form before, when the organizer has changed the form', async () => {
    const page = await newPage(world)
    const workbook = await template(page)
    cell(workbook, 0, 'По списку').value = 26
    const fed = await world.as('fed')
    expect((await fed.post(`/api/collections/${page.collection}/form`, { source: await nextForm() })).status).toBe(200)
    const { status, body: preview } = await send(page.person, page.collection, workbook)
    expect([status, preview.changes.items]).toMatchObject([201, [{ was: '25', becomes: '26' }]])
    expect((await apply(page, preview)).status).toBe(200)
    expect(await page.draft()).toMatchObject({ data: { classes: [{ enrolled: 26 }, { enrolled: 24 }] } })
  })

  test('of another school, of another kind, or where it is not meant to be, is refused with the reason', async () => {
    const page = await newPage(world)
    const other = await newPage(world)
    const { status, body } = await send(other.person, other.collection, await template(page))
    expect([status, body.code]).toEqual([422, 'file-refused'])
    expect(body.detail).toContain(page.person.login)
    const text = await send(page.person, page.collection, Buffer.from('Код;Балл'), 'Отчет.csv')
    expect(text.body).toMatchObject({ code: 'file-refused', reason: 'text' })

    const mine = (await send(page.person, page.collection, await template(page))).body
    for (const person of [other.person, await world.as('fed')]) {
      expect((await person.get(`/api/uploads/${mine.id}`)).status).toBe(404)
      expect((await person.post(`/api/uploads/${mine.id}/undo`)).status).toBe(404)
    }
    await (await world.as('fed')).post(`/api/collections/${page.collection}/excel`, { allowed: false })
    expect((await page.person.get(`/api/collections/${page.collection}/template`)).code).toBe('excel-off')
    expect((await send(page.person, page.collection, Buffer.from('x'))).body.code).toBe('excel-off')
    // What was entered is the school's own, however it was entered.
    expect((await template(page, 'filled')).getWorksheet('Классы')).toBeDefined()
  })
})
