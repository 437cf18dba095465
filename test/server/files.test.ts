import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { demoPublication, download, filesSeen, makeStore, placeFile } from '../support/stores.ts'

/** Largest file, bytes: more than the network holds between two processes. */
const limit = 32 * 1024 * 1024

/** Names of the files that somebody sees, those that may not be downloaded with a mark. */
async function seen(person: Person, store: string): Promise<readonly string[]> {
  return (await filesSeen(person, store)).map(({ name, canDownload }) => `${canDownload ? '' : '× '}${name}`)
}

onBothDatabases(
  'stores of files',
  (world) => {
    test('what somebody sees and may download follows whom a file is for', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const place = (name: string, more: Record<string, string> = {}) => placeFile(organizer, store, name, name, more)
      expect((await place('а общий.txt')).body).toMatchObject({ done: 'placed', organisation: null })
      await place('б школам.txt', { for: 'organisations' })
      await place('в колледжам.txt', { for: 'organisations', kinds: 'spo,ksh' })
      await place('г региону.txt', { for: 'organisations', kinds: 'edu', regions: '02' })
      expect((await place('д EDU010001 справка.txt', { for: 'organisation' })).body.organisation).toMatchObject({
        login: 'edu010001',
      })
      await place('е_reg01_.txt', { for: 'organisation' })

      const expected: Record<string, readonly string[]> = {
        edu010001: ['а общий.txt', 'б школам.txt', 'д EDU010001 справка.txt'],
        edu010002: ['а общий.txt', 'б школам.txt'],
        ksh010010: ['а общий.txt', 'б школам.txt', 'в колледжам.txt'],
        edu020001: ['а общий.txt', 'б школам.txt', 'г региону.txt'],
        spo010001: ['а общий.txt', 'б школам.txt', 'в колледжам.txt'],
        mun0101: ['а общий.txt', '× б школам.txt', '× в колледжам.txt', '× д EDU010001 справка.txt'],
        mun0102: ['а общий.txt', '× б школам.txt', '× в колледжам.txt'],
        reg01: ['а общий.txt', '× б школам.txt', '× в колледжам.txt', '× д EDU010001 справка.txt', 'е_reg01_.txt'],
        reg02: ['а общий.txt', '× б школам.txt', '× в колледжам.txt', '× г региону.txt'],
      }
      const all = await filesSeen(organizer, store)
      expect(all.map(({ canDownload }) => canDownload)).toEqual(all.map(() => true))
      const found: Record<string, readonly string[]> = {}
      const got: Record<string, string> = {}
      const allowed: Record<string, string> = {}
      for (const [login, names] of Object.entries(expected)) {
        const person = await world.as(login)
        found[login] = await seen(person, store)
        // The server refuses as the list says: what is not seen is not there.
        for (const { id, name } of all) {
          const reply = await download(person, id)
          got[`${login}: ${name}`] = reply.status === 200 ? await reply.text() : String(reply.status)
          allowed[`${login}: ${name}`] = names.includes(name) ? name : names.includes(`× ${name}`) ? '403' : '404'
        }
      }
      expect(found).toEqual(expected)
      expect(got).toEqual(allowed)
      // An audit entry for each file that was placed and each download.
      const audited = async (action: string, actor: string) => {
        const rows = await world.query(`select details from audit where action = '${action}' and actor = '${actor}'`)
        return rows.map(({ details }) => (JSON.parse(String(details)) as { name: string }).name).sort()
      }
      expect(await audited('file-placed', 'fed')).toEqual(expect.arrayContaining([...(expected['edu010001'] ?? [])]))
      await expect.poll(() => audited('file-downloaded', 'edu010001')).toEqual(expected['edu010001'])
      const refused = await (await world.as('reg01')).get(`/api/placements/${all[1]?.id ?? ''}/content`)
      expect(refused).toMatchObject({ status: 403, code: 'only-for-organisations' })
    })

    test('in a store for organisations a coordinator downloads nothing, and placing again replaces', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer, 'organisations')
      const first = await placeFile(organizer, store, 'Ключи.txt', 'первые')
      expect(first.body).toMatchObject({ done: 'placed', size: 12 })
      expect(await seen(await world.as('reg01'), store)).toEqual(['× Ключи.txt'])

      const same = await placeFile(organizer, store, 'Ключи.txt', 'первые')
      expect(same.body).toMatchObject({ done: 'unchanged', id: first.body.id })
      const second = await placeFile(organizer, store, 'ключи.txt', 'вторые')
      expect(second.body.done).toBe('replaced')
      const school = await world.as('edu010001')
      expect(await (await download(school, second.body.id)).text()).toBe('вторые')
      expect((await download(school, first.body.id)).status).toBe(404)
      expect(await seen(school, store)).toEqual(['ключи.txt'])

      const narrowed = { addressee: 'organisations', kinds: ['spo'], regions: [] }
      expect((await organizer.patch(`/api/admin/placements/${second.body.id}`, narrowed)).status).toBe(204)
      expect(await seen(school, store)).toEqual([])
      expect((await organizer.patch(`/api/admin/placements/${second.body.id}`, { ...narrowed, addressee: 'all' })).code).toBe(
        'bad-audience',
      )
      expect((await organizer.post(`/api/admin/placements/${second.body.id}/removal`)).status).toBe(204)
      expect(await seen(organizer, store)).toEqual([])
      expect((await organizer.post(`/api/admin/placements/${second.body.id}/removal`)).status).toBe(404)
    })

    test('a file is replaced for the same audience under any free name, and a document is taken away; both are written down', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const shared = await placeFile(organizer, store, 'Ключи.txt', 'первые', {
        for: 'organisations',
        kinds: 'edu',
        regions: '01',
      })
      await placeFile(organizer, store, 'Приказ.txt', 'приказ')
      const own = await placeFile(organizer, store, 'коды edu010001.txt', 'коды', { for: 'organisation' })
      const replace = (id: string, name: string, content: string) =>
        organizer.send<{ id: string }>(
          'POST',
          `/api/admin/placements/${id}/replacement?${new URLSearchParams({ name })}`,
          content,
          {
            'content-type': 'application/octet-stream',
          },
        )
      const school = await world.as('edu010001')
      await (await download(school, shared.body.id)).text()

      const second = await replace(shared.body.id, 'Ключи, исправленные.txt', 'вторые')
      expect(second.status).toBe(200)
      expect(await (await download(school, second.body.id)).text()).toBe('вторые')
      expect((await download(school, shared.body.id)).status).toBe(404)
      expect(await seen(await world.as('reg01'), store)).toContain('× Ключи, исправленные.txt')
      expect(await seen(await world.as('edu020001'), store)).toEqual(['Приказ.txt'])
      // What is for one organisation stays for it, whatever the name says.
      const mine = await replace(own.body.id, 'новые коды.txt', 'новые')
      expect(await (await download(school, mine.body.id)).text()).toBe('новые')
      expect((await download(await world.as('edu010002'), mine.body.id)).status).toBe(404)
      // The same file again changes nothing of what is seen.
      const same = await replace(second.body.id, 'Ключи, исправленные.txt', 'вторые')
      expect(await (await download(school, same.body.id)).text()).toBe('вторые')

      expect((await replace(same.body.id, 'приказ.txt', 'третьи')).code).toBe('name-taken')
      expect((await replace(same.body.id, 'а/б.txt', 'третьи')).code).toBe('bad-file-name')
      expect((await replace(same.body.id, 'Ключи.txt', '')).code).toBe('empty-file')
      expect((await replace(shared.body.id, 'Ключи.txt', 'третьи')).status).toBe(404)
      expect(await seen(school, store)).toEqual(['Ключи, исправленные.txt', 'новые коды.txt', 'Приказ.txt'])

      const documents = `/api/admin/publications/vpr/${demoPublication}/documents?${new URLSearchParams({ name: 'а.txt', title: 'А' })}`
      const added = await organizer.send<{ id: string }>('POST', documents, 'а', { 'content-type': 'application/octet-stream' })
      expect((await organizer.post(`/api/admin/documents/${added.body.id}/removal`)).status).toBe(204)
      expect((await school.get(`/api/documents/${added.body.id}/content`)).status).toBe(404)
      expect((await organizer.post(`/api/admin/documents/${added.body.id}/removal`)).status).toBe(404)
      const written = async (kind: string) =>
        (await organizer.get<{ items: readonly { details: object }[] }>(`/api/audit?kind=${kind}`)).body.items
      expect(await written('document-removed')).toHaveLength(1)
      const replaced = await written('file-replaced')
      expect(replaced).toContainEqual(
        expect.objectContaining({
          details: expect.objectContaining({ name: 'Ключи, исправленные.txt', former: 'Ключи.txt' }) as object,
        }),
      )
    })

    test('a file is found by a part of its name in any case, page by page', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      for (let number = 10; number < 35; number += 1) await placeFile(organizer, store, `Приложение ${number}.txt`, `${number}`)
      await placeFile(organizer, store, 'Отчёт 100%_итог.txt', 'итог')
      const page = (query: string) =>
        organizer.get<{ total: number; page: number; per: number; items: { name: string }[] }>(
          `/api/stores/${store}/files?${query}`,
        )
      const second = await page('page=2&per=10')
      expect(second.body).toMatchObject({ total: 26, page: 2, per: 10 })
      // «О» comes before «П».
      expect(second.body.items.map(({ name }) => name)[0]).toBe('Приложение 19.txt')
      expect((await page('page=4&per=10')).body.items).toEqual([])
      expect((await page(`q=${encodeURIComponent('ОТЧЕТ')}`)).body).toMatchObject({ total: 1 })
      expect((await page(`q=${encodeURIComponent('0%_и')}`)).body.total).toBe(1)
      expect((await page(`q=${encodeURIComponent('%')}`)).body.total).toBe(1)
      expect((await page(`q=${encodeURIComponent('_')}`)).body.total).toBe(1)
      expect((await page('page=0')).status).toBe(422)
    })

    test('a download is whole or a part, is an attachment with its name, and its end is written down', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const content = 'абвгдеёжзи'.repeat(20_000)
      const size = Buffer.byteLength(content)
      const { body: placed } = await placeFile(organizer, store, 'Инструкция (1).html', content)
      const school = await world.as('edu010001')
      const mark = async () => (await filesSeen(school, store))[0]?.downloadedAt ?? null
      const ask = (headers: Record<string, string>) => download(school, placed.id, headers)

      const part = await ask({ range: 'bytes=2-5' })
      expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, `bytes 2-5/${size}`, 'бв'])
      expect(await mark()).toBeNull()
      const beyond = await ask({ range: `bytes=${size}-` })
      expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
      expect(await beyond.json()).toMatchObject({ code: 'bad-range' })
      const stale = await ask({ range: 'bytes=2-5', 'if-range': '"other"' })
      expect([stale.status, (await stale.text()).length]).toEqual([200, content.length])
      await expect.poll(mark).toBe('2026-05-18T09:00:00.000Z')
      expect((await ask({ 'if-none-match': `"${placed.sha256}"`, 'cache-control': 'max-age=0' })).status).toBe(304)

      const whole = await ask({})
      expect(whole.status).toBe(200)
      expect(Object.fromEntries(whole.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(size),
        'content-disposition':
          'attachment; filename="__________ (1).html"; filename*=UTF-8\'\'%D0%98%D0%BD%D1%81%D1%82%D1%80%D1%83%D0%BA%D1%86%D0%B8%D1%8F%20%281%29.html',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        etag: `"${placed.sha256}"`,
      })
      expect(await whole.text()).toBe(content)
      // Another school has its own mark.
      expect((await filesSeen(await world.as('edu010002'), store))[0]?.downloadedAt).toBeNull()
      await world.at('2026-05-18T09:20:00Z', async () => {
        const rest = await ask({ range: 'bytes=-4', 'if-range': `"${placed.sha256}"` })
        expect([rest.status, await rest.text()]).toEqual([206, 'зи'])
        await expect.poll(mark).toBe('2026-05-18T09:20:00.000Z')
      })
    })

    test('a download that is broken off is written down as not ended', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const { body: placed } = await placeFile(organizer, store, 'Большой.bin', new Blob([new Uint8Array(limit)]))
      expect(placed.size).toBe(limit)
      const school = await world.as('edu010001')
      const reader = (await download(school, placed.id)).body?.getReader()
      await reader?.read()
      await reader?.cancel()
      const downloads = () => world.query(`select bytes, completed from download where placement_id = '${placed.id}'`)
      await expect.poll(downloads).toMatchObject([{ completed: 0 }])
      expect(Number((await downloads())[0]?.['bytes'])).toBeLessThan(limit)
      expect((await filesSeen(school, store))[0]?.downloadedAt).toBeNull()
    })

    test('what cannot be a file of the store is refused in words, and leaves nothing behind', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const refusal = async (name: string, content: string | Blob, more: Record<string, string> = {}) => {
        const { status, code, body } = await placeFile(organizer, store, name, content, more)
        return [status, code, body.detail]
      }
      expect((await refusal('../etc.txt', 'x')).slice(0, 2)).toEqual([422, 'bad-file-name'])
      expect((await refusal('с\u202Eкот.txt', 'x')).slice(0, 2)).toEqual([422, 'bad-file-name'])
      expect((await refusal('пусто.txt', '')).slice(0, 2)).toEqual([422, 'empty-file'])
      expect(await refusal('много.txt', new Blob([new Uint8Array(limit + 1)]))).toEqual([
        413,
        'file-too-large',
        'Файл больше 32 МБ. Уменьшите его или разделите на части.',
      ])
      expect((await refusal('общий.txt', 'x', { kinds: 'edu' })).slice(0, 2)).toEqual([422, 'bad-audience'])
      expect(await refusal('справка.txt', 'x', { for: 'organisation' })).toEqual([
        422,
        'no-such-addressee',
        'Файл «справка.txt» не принят: в имени нет логина организации. Добавьте его, например: справка eduRRNNNN.pdf.',
      ])
      expect((await refusal('edu999999.txt', 'x', { for: 'organisation' }))[2]).toContain('организации с логином edu999999 нет')
      expect((await refusal('edu010001 edu010002.txt', 'x', { for: 'organisation' }))[2]).toContain(
        'логины нескольких организаций',
      )
      const typed = await organizer.send('POST', `/api/admin/stores/${store}/files?name=x.txt`, '{}', {})
      expect(typed.code).toBe('not-this-type')
      expect(await filesSeen(organizer, store)).toEqual([])
    })

    test('«Отчет» says who has downloaded what and when, of the coordinator’s own organisations', async () => {
      const organizer = await world.as('fed')
      const store = await makeStore(organizer)
      const { body: common } = await placeFile(organizer, store, 'Всем.txt', 'всем', { for: 'organisations', kinds: 'edu' })
      const { body: own } = await placeFile(organizer, store, 'edu010002.txt', 'одной', { for: 'organisation' })
      const school = await world.as('edu010001')
      await (await download(school, common.id)).text()
      await (await download(await world.as('edu020001'), common.id)).text()
      await expect.poll(async () => (await filesSeen(school, store))[0]?.downloadedAt).not.toBeNull()
      // Begun and not ended is not downloaded.
      await (await download(await world.as('edu010002'), own.id, { range: 'bytes=0-1' })).text()

      expect((await school.post(`/api/stores/${store}/reports`)).status).toBe(404)
      const coordinator = await world.as('mun0101')
      const { status, body: ordered } = await coordinator.post<{ id: string }>(`/api/stores/${store}/reports`)
      expect(status).toBe(202)
      await expect.poll(async () => (await coordinator.get(`/api/reports/${ordered.id}`)).body['state']).toBe('done')
      expect((await coordinator.get(`/api/reports/${ordered.id}`)).body).toMatchObject({
        rows: 10,
        title: 'Отчет о скачивании «Материалы для проверки»',
      })
      const notices = await coordinator.get<{ items: { text: string }[] }>('/api/notifications')
      expect(notices.body.items[0]?.text).toBe('Отчет о скачивании «Материалы для проверки» – отчет готов: 10 строк.')
      const workbook = new ExcelJS.Workbook()
      const reply = await coordinator.fetch('GET', `/api/reports/${ordered.id}/content`)
      expect(reply.headers.get('content-disposition')).toContain(encodeURIComponent('Отчет о скачивании'))
      await workbook.xlsx.load(await reply.arrayBuffer())
      const rows = (workbook.worksheets[0]?.getSheetValues() ?? []).slice(1).map((row) => (row as unknown[]).slice(1))
      expect(rows[0]?.slice(0, 4)).toEqual(['Логин', 'Организация', 'Файл', 'Скачан'])
      const moscow = new Date('2026-05-18T12:00:00Z')
      expect(rows.slice(1).map((row) => [row[0], row[2], row[3], row[4], row[6]])).toEqual([
        ['edu010001', 'Всем.txt', 'да', moscow, 1],
        ['edu010002', 'Всем.txt', 'нет', undefined, 0],
        ['edu010002', 'edu010002.txt', 'нет', undefined, 0],
        ...[3, 4, 5, 6, 7, 8, 9].map((number) => [`edu01000${number}`, 'Всем.txt', 'нет', undefined, 0]),
      ])
    })
  },
  { fileLimit: limit },
)
