import { run, startServer } from '@tabel/server'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { Person } from '../support/person.ts'
import { download, filesSeen, makeStore } from '../support/stores.ts'

async function hashesOf(database: TestDatabase, name: string): Promise<readonly string[]> {
  const rows = await database.query(`select sha256 from file where name = '${name}'`)
  return rows.map(({ sha256 }) => String(sha256))
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(databaseKinds)(
  'a folder is laid out by logins: shown first, then done, and done again without harm, on %s',
  async (kind) => {
    const database = await createDatabase(kind)
    const files = join(folder, `files-${kind}`)
    const server = await startServer({ port: 0, database: database.location, files, logLevel: 'error' })
    const importing = async (...words: readonly string[]) => {
      const lines: string[] = []
      const print = { out: (text: string) => lines.push(text), error: (text: string) => lines.push(text) }
      const code = await run(['files', ...words], { TABEL_DB: database.location, TABEL_FILES: files }, print)
      return { code, lines }
    }
    try {
      const organizer = await Person.signIn(server.url, 'fed')
      const store = await makeStore(organizer, 'organisations')
      const source = join(folder, `source-${kind}`)
      await mkdir(join(source, 'регион 01'), { recursive: true })
      const write = (name: string, text: string) => writeFile(join(source, name), text)
      await write('коды edu010001.txt', 'первая')
      await write('регион 01/коды_EDU010002.txt', 'вторая')
      await write('коды.txt', 'ничьи')
      await write('коды edu990001.txt', 'чужие')
      await write('edu010001-edu010002.txt', 'обе')
      await write('пусто edu010003.txt', '')

      const shown = await importing('import', source, '--store', store)
      expect(shown.code).toBe(1)
      expect(shown.lines).toEqual([
        'Хранилище «Материалы для проверки», публикация «Порядок проведения всероссийских проверочных работ».',
        '  edu010001 ← коды edu010001.txt',
        '  edu010002 ← коды_EDU010002.txt',
        'Будет размещено файлов: 2. Ничего не изменено: чтобы разместить, добавьте --apply.',
        `  ${source}/edu010001-edu010002.txt: в имени логины нескольких организаций: edu010001, edu010002. Оставьте один.`,
        `  ${source}/коды edu990001.txt: организации с логином edu990001 нет. Проверьте имя файла.`,
        `  ${source}/коды.txt: в имени нет логина организации. Добавьте его, например: справка eduRRNNNN.pdf.`,
        `  ${source}/пусто edu010003.txt: файл пуст.`,
        'Не размещается файлов: 4. Исправьте имена и повторите: остальные не задвоятся.',
      ])
      expect(await filesSeen(organizer, store)).toEqual([])

      for (const name of ['edu010001-edu010002.txt', 'коды edu990001.txt', 'коды.txt', 'пусто edu010003.txt'])
        await rm(join(source, name))
      const counts = async () => (await importing('import', source, '--store', store, '--apply')).lines[1]
      expect(await counts()).toBe('Размещено – 2, заменено – 0, уже на месте – 0.')
      await write('коды edu010001.txt', 'исправленная')
      await write('коды edu010004.txt', 'первая')
      expect(await counts()).toBe('Размещено – 1, заменено – 1, уже на месте – 1.')
      expect(await counts()).toBe('Размещено – 0, заменено – 0, уже на месте – 3.')

      const school = await Person.signIn(server.url, 'edu010001')
      const [own, ...others] = await filesSeen(school, store)
      expect(others).toEqual([])
      expect(await (await download(school, own?.id ?? '')).text()).toBe('исправленная')
      expect((await filesSeen(organizer, store)).map(({ organisation }) => organisation?.login)).toEqual([
        'edu010001',
        'edu010004',
        'edu010002',
      ])
      // Nothing half written is left.
      expect(await readdir(join(files, 'incoming'))).toEqual([])
      expect((await importing('stores')).lines.join('\n')).toContain(`${store}  Материалы для проверки`)
      expect((await importing('import', source, '--store', 'нет')).code).toBe(1)
      expect((await importing('import', source)).code).toBe(2)

      // Whoever hangs up in the middle of a file leaves nothing.
      const upload = request(`${server.url}/api/admin/stores/${store}/files?name=x.txt`, {
        method: 'POST',
        headers: {
          cookie: organizer.cookie,
          'x-tabel-csrf': organizer.csrf,
          'content-type': 'application/octet-stream',
          'content-length': 100_000,
        },
      })
      const ended = once(upload, 'error')
      upload.write('половина')
      await expect.poll(() => readdir(join(files, 'incoming'))).toHaveLength(1)
      upload.destroy(new Error('hung up'))
      await ended
      await expect.poll(() => readdir(join(files, 'incoming'))).toEqual([])
      expect(await filesSeen(organizer, store)).toHaveLength(3)

      // The doctor misses what is not there any more.
      const doctor = async () => {
        const lines: string[] = []
        const print = { out: (text: string) => lines.push(text), error: (text: string) => lines.push(text) }
        await run(['doctor'], { TABEL_DB: database.location, TABEL_FILES: files }, print)
        return lines.find((line) => line.includes('Файлы хранилищ'))
      }
      expect(await doctor()).toBe('✓ Файлы хранилищ на месте')
      const corrected = 'коды edu010001.txt'
      const sha256 =
        (await hashesOf(database, corrected)).find((one) => one !== createHash('sha256').update('первая').digest('hex')) ?? ''
      await truncate(join(files, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), 3)
      expect(await doctor()).toBe(`✗ Файлы хранилищ на месте: файлы ${corrected}`)
      const gone = await school.get(`/api/placements/${own?.id ?? ''}/content`)
      expect(gone).toMatchObject({ status: 410, code: 'file-gone' })
    } finally {
      await server.close()
      await database.drop()
    }
  },
)
