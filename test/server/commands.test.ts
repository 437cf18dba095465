import { backupTables, leftOut, run, startServer } from '@tabel/server'
import type { RunningServer, Settings } from '@tabel/server'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { DatabaseKind, TestDatabase } from '../support/database.ts'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { Person } from '../support/person.ts'
import { classRow, Page } from '../support/vpr.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-commands-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs a command on a database, and gives back its exit code and what it wrote. */
async function command(database: TestDatabase, ...words: readonly string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const print = { out: (text: string) => lines.push(text), error: (text: string) => lines.push(text) }
  const code = await run(words, { TABEL_DB: database.location, TABEL_FILES: join(folder, 'files') }, print)
  return { code, said: lines.join('\n') }
}

const opened: TestDatabase[] = []
const running: RunningServer[] = []

async function newDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const database = await createDatabase(kind)
  opened.push(database)
  return database
}

async function serve(database: TestDatabase, more: Partial<Settings> = {}): Promise<RunningServer> {
  const settings = { port: 0, database: database.location, files: join(folder, 'files'), logLevel: 'error' } as const
  const server = await startServer({ ...settings, ...more })
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
  for (const database of opened.splice(0)) await database.drop()
})

describe.each(databaseKinds)('on %s', (kind) => {
  const other = databaseKinds.find((one) => one !== kind) ?? kind

  test('a backup that is taken while schools type restores everything, on the other database too', async () => {
    const source = await newDatabase(kind)
    const server = await serve(source)
    const school = await Person.signIn(server.url, 'edu010001')
    await submitFaultless(new Page(school, await collectionOf(school, 'oo1-klassy')), 'oo1-klassy')
    const page = new Page(school, await collectionOf(school, 'vpr-fsr-ma4'))
    let typing = true
    const typed = (async () => {
      for (let row = 0; typing; row += 1)
        expect((await page.save({ insert: 'classes', after: null, rows: [classRow(`r${row}`, 'А', row)] })).status).toBe(200)
    })()
    await Promise.race([vi.waitUntil(() => page.version > 120, { timeout: 40_000 }), typed])
    const before = page.version
    const file = join(folder, `${kind}.gz`)
    expect(await command(source, 'backup', file)).toMatchObject({ code: 0 })
    const after = page.version
    typing = false
    await typed
    await server.close()

    for (const target of [await newDatabase(kind), await newDatabase(other)]) {
      expect((await command(target, 'restore', file)).said).toContain('База восстановлена по состоянию на')
      const again = await serve(target, { demo: false })
      const person = await Person.signIn(again.url, 'edu010001')
      const restored = await new Page(person, page.collection).draft()
      expect(restored.version).toBeGreaterThanOrEqual(before)
      expect(restored.version).toBeLessThanOrEqual(after + 1)
      expect(restored.data['classes']).toHaveLength(restored.version)
      expect(await new Page(person, await collectionOf(person, 'oo1-klassy')).draft()).toMatchObject({ state: 'submitted' })
      // Work goes on where it was.
      const next = new Page(person, page.collection)
      next.version = restored.version
      expect((await next.save({ remove: 'classes', ids: ['r0'] })).status).toBe(200)
      expect(await command(target, 'doctor')).toMatchObject({ code: 0 })
    }
  })

  test('a backup that is not whole, or a database that is not empty, restores nothing', async () => {
    const source = await newDatabase(kind)
    await command(source, 'accounts', 'organizer', 'fed')
    const file = join(folder, `half-${kind}.gz`)
    await command(source, 'backup', file)
    expect(await command(source, 'restore', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('База не пуста') as string,
    })

    const target = await newDatabase(kind)
    await truncate(file, (await readFile(file)).length - 20)
    expect(await command(target, 'restore', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Это не целая резервная копия') as string,
    })
    await writeFile(file, 'hello')
    expect((await command(target, 'restore', file)).said).toContain('Это не целая резервная копия')
    // Nothing of it was done, so the whole one still goes in.
    await command(source, 'backup', file)
    expect(await command(target, 'restore', file)).toMatchObject({ code: 0 })
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('an empty production server gets its first account by a command, and a password is given anew', async () => {
    const database = await newDatabase(kind)
    const server = await serve(database, { demo: false })
    const made = await command(database, 'accounts', 'organizer', 'fed')
    const password = /Пароль: (\S+)/u.exec(made.said)?.[1] ?? ''
    const organizer = await Person.signIn(server.url, 'fed', password)
    expect((await organizer.get('/api/me')).body).toMatchObject({ login: 'fed', role: 'fed' })
    expect(await command(database, 'accounts', 'organizer', 'fed')).toMatchObject({ code: 1 })
    expect(await command(database, 'accounts', 'organizer', 'edu1')).toMatchObject({ code: 1 })

    const anew = /Пароль: (\S+)/u.exec((await command(database, 'accounts', 'password', 'fed')).said)?.[1] ?? ''
    await expect(Person.signIn(server.url, 'fed', password)).rejects.toThrow('bad-credentials')
    expect((await (await Person.signIn(server.url, 'fed', anew)).get('/api/me')).status).toBe(200)
    expect(await command(database, 'accounts', 'password', 'Fed')).toMatchObject({ code: 1 })
  })

  test('the doctor says what is wrong, and how to mend it', async () => {
    const database = await newDatabase(kind)
    const early = await command(database, 'doctor')
    expect(early).toMatchObject({ code: 1, said: expect.stringContaining('Выполните: tabel-server migrate') as string })
    expect((await command(database, 'migrate')).said).toContain('Схема базы обновлена: 0001-first')
    expect((await command(database, 'migrate')).said).toBe('Схема базы уже этой версии.')
    const well = await command(database, 'doctor')
    expect(well).toMatchObject({ code: 0 })
    expect(well.said.split('\n').every((line) => line.startsWith('✓'))).toBe(true)
  })

  test('the doctor finds a log with a gap, a snapshot that lies, and a report that was changed', async () => {
    const database = await newDatabase(kind)
    const server = await serve(database)
    const school = await Person.signIn(server.url, 'edu010001')
    await submitFaultless(new Page(school, await collectionOf(school, 'oo1-klassy')), 'oo1-klassy')
    const page = new Page(school, await collectionOf(school, 'vpr-fsr-ma4'))
    for (let row = 0; row < 100; row += 1)
      await page.save({ insert: 'classes', after: null, rows: [classRow(`r${row}`, 'А', row)] })
    expect(await command(database, 'doctor')).toMatchObject({ code: 0 })

    await database.query(`update draft_snapshot set data = replace(data, '"А"', '"Б"')`)
    expect((await command(database, 'doctor')).said).toMatch(/✗ Снимки черновиков сходятся с журналами: черновики /u)
    await database.query(`update submission set document = replace(document, '500', '501')`)
    expect((await command(database, 'doctor')).said).toMatch(/✗ Сданные отчеты не изменены: отчеты /u)
    await database.query('delete from draft_entry where version = 50')
    const { code, said } = await command(database, 'doctor')
    expect(code).toBe(1)
    expect(said).toMatch(/✗ Журналы черновиков без пропусков: черновики /u)
  })

  test('a backup holds every table, or says which it leaves out', async () => {
    const database = await newDatabase(kind)
    await command(database, 'migrate')
    const names =
      kind === 'SQLite'
        ? await database.query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
        : await database.query("select tablename as name from pg_tables where schemaname = 'public'")
    // The log of drafts is partitioned on PostgreSQL: what is in its parts is read from the whole.
    const own = names.map(({ name }) => String(name)).filter((name) => !/^(knex|draft_entry)_/.test(name))
    expect(own.toSorted()).toEqual([...backupTables.map(({ name }) => name), ...leftOut].toSorted())
  })
})

test('a word that is no command is answered with the help', async () => {
  const database = await newDatabase('SQLite')
  expect(await command(database, 'restor')).toMatchObject({
    code: 2,
    said: expect.stringContaining('Команды «restor» нет') as string,
  })
  expect(await command(database, 'backup')).toMatchObject({ code: 2 })
  expect(await command(database, 'help')).toMatchObject({ code: 0 })
})

describe('roles', () => {
  test('a web node takes reports and leaves them to a worker; a worker shows no pages', async () => {
    const database = await newDatabase('PostgreSQL')
    const web = await serve(database, { role: 'web' })
    const school = await Person.signIn(web.url, 'edu010001')
    const page = new Page(school, await collectionOf(school, 'oo1-klassy'))
    const taken = submitFaultless(page, 'oo1-klassy')
    const worker = await serve(database, { role: 'worker' })
    await taken
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
    for (const path of ['/', '/lk', '/api/me']) expect((await fetch(`${worker.url}${path}`)).status).toBe(404)
  })

  test('on SQLite one process does everything', async () => {
    const database = await newDatabase('SQLite')
    await expect(serve(database, { role: 'web' })).rejects.toThrow('needs PostgreSQL')
  })
})
