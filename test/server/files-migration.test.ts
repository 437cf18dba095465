import { run, startServer } from '@tabel/server'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import { Person } from '../support/person.ts'

/** A backup of the version before there were files: a region with a report that it was told of. */
const tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  organisation: [
    { id: 'o1', parent_id: null, path: '/', kind: 'fed', login: 'fed', name: 'Организатор', search: '', zone: 'Europe/Moscow' },
    {
      id: 'o2',
      parent_id: 'o1',
      path: '/reg01/',
      kind: 'reg',
      login: 'reg01',
      name: 'Регион',
      search: '',
      zone: 'Europe/Moscow',
    },
    {
      id: 'o3',
      parent_id: 'o2',
      path: '/reg01/edu010001/',
      kind: 'edu',
      login: 'edu010001',
      name: 'Школа',
      search: '',
      zone: 'Europe/Moscow',
    },
  ],
  account: [{ id: 'a2', login: 'reg01', password_hash: '', organisation_id: 'o2', must_change: 0 }],
  section: [{ id: 's1', slug: 'vpr', title: 'ВПР', place: 0 }],
  publication: [
    { id: 'p1', section_id: 's1', slug: 'sbor', title: 'Сбор', body: '', published_at: 0 },
    { id: 'p2', section_id: 's1', slug: 'poriadok', title: 'Порядок', body: '', published_at: 0 },
  ],
  form_version: [{ id: 'f1', form: 'x', version: '1', source: '{}', sha256: 'x', created_at: 0 }],
  collection: [
    { id: 'c1', publication_id: 'p1', form_version_id: 'f1', title: 'Форма', place: 0, opens_at: 0, closes_at: 1_000_000 },
  ],
  assignment: [
    { id: 'as1', collection_id: 'c1', organisation_id: 'o3', path: '/reg01/edu010001/', status: 'notStarted', version: 0 },
  ],
  report: [
    {
      id: 'r1',
      account_id: 'a2',
      collection_id: 'c1',
      path: '/reg01/',
      title: 'Экспорт',
      state: 'failed',
      progress: 0,
      message: 'Не вышло',
      created_at: 5,
    },
  ],
  notification: [
    { id: 'n1', account_id: 'a2', at: 6, kind: 'report-failed', text: 'Экспорт: не вышло', report_id: 'r1', read_at: null },
    { id: 'n2', account_id: 'a2', at: 7, kind: 'password-reset', text: 'Пароль', report_id: null, read_at: 8 },
  ],
}

test.each(databaseKinds)('reports and what was told of them outlive the coming of files, on %s', async (kind) => {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-migration-'))
  const database = await createDatabase(kind)
  const command = async (...words: readonly string[]) => {
    const lines: string[] = []
    const print = { out: (text: string) => lines.push(text), error: (text: string) => lines.push(text) }
    const code = await run(words, { TABEL_DB: database.location, TABEL_FILES: folder }, print)
    return { code, said: lines.join('\n') }
  }
  try {
    const schema = ['0001-first', '0002-registries', '0003-check-switches', '0005-accounts']
    const end = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]))
    const lines = [
      { tabel: 'backup', format: 1, schema, at: '2026-01-01T00:00:00.000Z' },
      ...Object.entries(tables).map(([table, rows]) => ({ table, rows })),
      { end },
    ]
    const file = join(folder, 'old.gz')
    await writeFile(file, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
    expect(await command('restore', file)).toMatchObject({ code: 0 })

    const password = /Пароль: (\S+)/u.exec((await command('accounts', 'password', 'reg01')).said)?.[1] ?? ''
    const server = await startServer({ port: 0, database: database.location, files: folder, logLevel: 'error', demo: false })
    try {
      const person = await Person.signIn(server.url, 'reg01', password)
      const changed = await person.post<{ csrf: string }>('/api/password', { current: password, next: 'три слова подряд' })
      person.csrf = changed.body.csrf
      const { body } = await person.get<{ items: Record<string, unknown>[] }>('/api/notifications')
      expect(body.items.filter(({ id }) => id === 'n1' || id === 'n2')).toMatchObject([
        { id: 'n2', reportId: null },
        { id: 'n1', reportId: 'r1', readAt: null },
      ])
      expect((await person.get('/api/reports/r1')).body).toMatchObject({ state: 'failed', message: 'Не вышло', title: 'Экспорт' })
      expect((await person.get('/api/publications/vpr/poriadok')).body).toMatchObject({ stores: [], documents: [] })
    } finally {
      await server.close()
    }
    expect(await command('doctor')).toMatchObject({ code: 0 })
  } finally {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
})
