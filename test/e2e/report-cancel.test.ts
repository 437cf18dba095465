import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../support/chromium.ts'
import { createDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { collectionOf } from '../support/demo.ts'
import { freePort } from '../support/free-port.ts'
import { holdReport } from '../support/held-report.ts'
import { Person as Client } from '../support/person.ts'
import { built, ServerProcess } from '../support/server-process.ts'
import { Complaints, Person } from './support/person.ts'

let files: string
let database: TestDatabase
let server: ServerProcess
let browser: Browser
const complaints = new Complaints()

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
  database = await createDatabase('SQLite')
  server = new ServerProcess(await freePort(), database.location, files, built)
  await server.start()
  const { executablePath, env, args } = await findChromium()
  browser = await chromium.launch({ executablePath, env, args: [...args] })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await database?.drop()
  await rm(files, { recursive: true, force: true })
})

test('a coordinator takes the order of a report back, and orders it anew', async () => {
  const collection = await collectionOf(await Client.signIn(server.url, 'reg01'), 'vpr-fsr-ma4')
  await holdReport(database, 'reg01', collection, Date.now())

  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' })
  const person = await Person.open(context, server.url, complaints)
  await person.signIn('reg01', 'demo-2026')
  const publication = await person.openPublication()
  await publication.getByRole('button', { expanded: false }).first().click()
  const order = publication.getByRole('button', { name: 'Экспорт результатов' })
  await order.click()
  await publication.getByText('Отчет формируется.').waitFor()
  await publication.getByRole('button', { name: 'Отменить' }).click()
  await publication.getByText('Формирование отчета отменено.').waitFor()

  await order.click()
  await publication.getByRole('link', { name: 'Загрузить отчет' }).waitFor({ timeout: 60_000 })
  expect(complaints.list).toEqual([])
})
