import { defaultSettings, settingsFrom, startServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import { Person } from '../support/person.ts'

test('settings come from the environment, with defaults', () => {
  expect(settingsFrom({})).toEqual(defaultSettings)
  expect(settingsFrom({ PORT: '8080', TABEL_DB: 'postgres://db/tabel', TABEL_TLS: '1', TABEL_PROXY: '1' })).toMatchObject({
    port: 8080,
    database: 'postgres://db/tabel',
    tls: true,
    proxy: true,
  })
})

test('a setting that makes no sense stops the start and is named', () => {
  expect(() => settingsFrom({ PORT: 'eighty' })).toThrow('PORT must be a whole number from 0 to 65535, not «eighty»')
  expect(() => settingsFrom({ TABEL_TLS: 'yes' })).toThrow('TABEL_TLS must be 0 or 1, not «yes»')
  expect(() => settingsFrom({ TABEL_LOG: 'loud' })).toThrow('TABEL_LOG must be one of silent, error')
})

test('production never has demo accounts', () => {
  expect(settingsFrom({ NODE_ENV: 'production', TABEL_DEMO: '1' }).demo).toBe(false)
})

test.each(databaseKinds)(
  'an empty server on %s has no accounts; with demo accounts it listens on this machine alone',
  async (kind) => {
    const database = await createDatabase(kind)
    const files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    const settings = { port: 0, host: '0.0.0.0', database: database.location, files, logLevel: 'error' } as const

    const empty = await startServer({ ...settings, demo: false })
    await expect(Person.signIn(empty.url, 'fed')).rejects.toThrow('bad-credentials')
    await empty.close()

    const demo = await startServer({ ...settings, demo: true })
    expect(new URL(demo.url).hostname).toBe('127.0.0.1')
    await Person.signIn(demo.url, 'fed')
    await demo.close()

    const again = await startServer({ ...settings, demo: false })
    expect(new URL(again.url).hostname).toBe('127.0.0.1')
    await again.close()
    await database.drop()
    await rm(files, { recursive: true })
  },
)
