import type { FormData, Op } from '@tabel/engine'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { attach, attached, pdf } from '../support/attachments.ts'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { Page } from '../support/vpr.ts'

const put = (value: unknown): Op => ({ set: ['hall', null, 'menu'], value: value as null })

async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  return new Page(school, await collectionOf(school, 'pitanie'))
}

onBothDatabases('files in the cells of a form', (world) => {
  test('are kept for the school and those above it, in every version and in what was submitted', async () => {
    const page = await newPage(world)
    const { person, collection } = page
    const { status, body: menu } = await attach(person, collection, pdf())
    expect([status, menu]).toMatchObject([201, { name: 'меню.pdf', size: pdf().length }])
    expect((await page.draft()).data).toEqual({})
    expect((await page.save(put(menu))).status).toBe(200)
    // The same file once more is the same attachment, another one of this name is not.
    expect((await attach(person, collection, pdf())).body).toEqual(menu)
    const { body: second } = await attach(person, collection, pdf('На другую неделю'))
    expect(second.$file).not.toBe(menu.$file)
    expect((await page.save(put(second))).status).toBe(200)
    expect((await page.save(put(null))).status).toBe(200)
    // Undo brings the former file back, and a version of before still has its own.
    expect((await page.save(put(menu))).status).toBe(200)
    const { body: before } = await person.get<{ data: FormData }>(`/api/collections/${collection}/draft/versions/2`)
    expect(before.data).toMatchObject({ hall: { menu: second } })
    for (const { $file } of [menu, second]) expect((await attached(person, collection, $file)).status).toBe(200)

    const region = `reg${person.login.slice(3, 5)}`
    for (const login of [region, 'fed', person.login]) {
      const found = await attached(await world.as(login), collection, menu.$file)
      expect([login, found.status]).toEqual([login, 200])
      expect(new Uint8Array(await found.arrayBuffer())).toEqual(pdf())
    }
    const stranger = await newPage(world)
    for (const one of [stranger.person, await world.as(region === 'reg01' ? 'reg02' : 'reg01')])
      expect((await attached(one, collection, menu.$file)).status).toBe(404)
  })

  test('are shown where they can do no harm, else saved', async () => {
    const { person, collection } = await newPage(world)
    const { body: menu } = await attach(person, collection, pdf())
    const shown = await attached(person, collection, menu.$file, '?view=1')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/u)
    expect(shown.headers.get('content-disposition')).toContain(encodeURIComponent('меню.pdf'))
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await attached(person, collection, menu.$file)).headers.get('content-disposition')).toMatch(/^attachment/u)
  })

  test('must be what their column asks for', async () => {
    const { person, collection } = await newPage(world)
    const refusals = [
      [await attach(person, collection, pdf(), { name: 'меню.docx' }), 'Файл «меню.docx» не подходит: нужен pdf.'],
      [await attach(person, collection, new Uint8Array([0x89, 0x50, 0x4e, 0x47])), 'не того вида, что в его имени'],
      [await attach(person, collection, new Uint8Array(5_100_000).fill(37)), 'МБ: можно не больше 5 МБ.'],
      [await attach(person, collection, pdf(), { column: 'seats' }), 'В эту ячейку файл не прикладывают.'],
      [await attach(person, collection, pdf(), { block: 'nothing' }), 'В эту ячейку файл не прикладывают.'],
    ] as const
    for (const [{ status, body }, text] of refusals) {
      expect([status, body.code]).toEqual([422, 'attachment-refused'])
      expect(body.detail).toContain(text)
    }
    // What the server itself takes at most, whatever forms say.
    expect((await attach(person, collection, new Uint8Array(21 * 1024 * 1024))).status).toBe(413)
    expect((await attach(person, collection, new Uint8Array())).body.code).toBe('empty-file')
    expect((await attach(person, collection, pdf(), { name: '../меню.pdf' })).body.code).toBe('bad-file-name')
  })

  test('of another school, or made up, cannot be saved in a cell', async () => {
    const page = await newPage(world)
    const other = await newPage(world)
    const { body: mine } = await attach(page.person, page.collection, pdf())
    const { body: foreign } = await attach(other.person, other.collection, pdf('чужое'))
    for (const value of [
      foreign,
      { ...mine, $file: 'made-up' },
      { ...mine, name: 'другое.pdf' },
      { ...mine, size: mine.size - 1 },
    ]) {
      const { status, body } = await page.save({ set: ['hall', null, 'seats'], value: 5 }, put(value))
      expect(status).toBe(422)
      expect(body.faults).toEqual([
        {
          index: 1,
          code: 'unknown-file',
          message: `Файл «${value.name}» не приложен к этому отчету. Приложите его еще раз.`,
        },
      ])
    }
    expect((await page.draft()).version).toBe(0)
    expect((await page.save(put(mine))).status).toBe(200)
  })

  test('are told by name in a workbook, which does not change them', async () => {
    const page = await newPage(world)
    const { person, collection } = page
    const { body: menu } = await attach(person, collection, pdf())
    expect((await page.save(put(menu))).status).toBe(200)
    await (await world.as('fed')).post(`/api/collections/${collection}/excel`, { allowed: true })
    const template = await person.fetch('GET', `/api/collections/${collection}/template`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await template.arrayBuffer())
    const cells: ExcelJS.Cell[] = []
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void (cell.text === 'меню.pdf' && cells.push(cell)))))
    const [named] = cells
    if (!named) throw new Error('the template does not tell the file')
    expect([cells.length, named.protection?.locked ?? true]).toEqual([1, true])
    named.value = 'другое.pdf'
    const filled = new Blob([new Uint8Array(await book.xlsx.writeBuffer()) as Uint8Array<ArrayBuffer>])
    const { body: preview } = await person.post<{
      changes: { total: number }
      ignored: { items: { message: string; text: string }[] }
    }>(`/api/collections/${collection}/uploads?name=a.xlsx`, filled, { 'content-type': 'application/octet-stream' })
    expect(preview.changes.total).toBe(0)
    expect(preview.ignored.items).toMatchObject([
      { text: 'другое.pdf', message: 'Файлы прикладывают на сайте: изменение не взято.' },
    ])
  })

  test('are no more taken once the collection is closed, and what was submitted keeps its own', async () => {
    const page = await newPage(world)
    const { person, collection } = page
    await submitFaultless(page, 'pitanie')
    const { body: draft } = await person.get<{ data: { hall: { menu: { $file: string } } } }>(
      `/api/collections/${collection}/draft`,
    )
    const { closesAt } = (await person.get<{ closesAt: string }>(`/api/collections/${collection}`)).body
    world.now = Date.parse(closesAt) + 60_000
    const late = await world.as(person.login)
    expect((await attach(late, collection, pdf())).body.code).toBe('closed')
    expect((await attached(late, collection, draft.data.hall.menu.$file)).status).toBe(200)
  })
})
