import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { ServerProcess, built } from '../support/server-process.ts'
import { findings } from './support/axe.ts'
import { Complaints, Person } from './support/person.ts'

// The figures of the country by region and municipality, on the product as it is started by `npm start`.

let folder: string
let server: ServerProcess
let browser: Browser
const complaints = new Complaints()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-e2e-'))
  server = new ServerProcess(await freePort(), join(folder, 'tabel.sqlite'), join(folder, 'files'), built)
  await server.start()
  const { executablePath, env, args } = await findChromium()
  browser = await chromium.launch({ executablePath, env, args: [...args] })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the organizer goes from the country to a region and a municipality and back; a reload keeps the place', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' })
  const { page, ...fed } = await Person.open(context, server.url, complaints).then(async (person) => {
    await person.signIn('fed', 'demo-2026')
    return { page: person.page, publication: await person.openPublication() }
  })
  await fed.publication.getByRole('button', { expanded: false }).first().click()
  await fed.publication.getByRole('button', { name: 'По территориям' }).click()
  const window = page.getByRole('dialog', { name: 'По территориям' })
  const region = window.getByRole('row', { name: /reg01/u })
  await region.waitFor()
  expect(await window.getByRole('row').count()).toBe(3)
  expect(await findings(page)).toEqual([])
  await region.getByRole('button').click()
  await window
    .getByRole('row', { name: /mun0101/u })
    .getByRole('button')
    .click()
  await window.getByRole('row', { name: /edu010001/u }).waitFor()
  await page.reload()
  await window.getByRole('row', { name: /edu010001/u }).waitFor()
  await window.getByRole('navigation', { name: 'Где вы' }).getByRole('button').first().click()
  await window.getByRole('row', { name: /reg02/u }).waitFor()
  await page.goBack()
  await expect.poll(() => window.isVisible()).toBe(false)
  expect(complaints.list).toEqual([])
})
