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

// The end of a collection comes while a school types, and is moved, on the product as it is started by `npm start`.

let folder: string
let server: ServerProcess
let browser: Browser
const complaints = new Complaints()
const soon = { timeout: 20_000 }

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

async function newPerson(login: string): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'ru-RU',
    timezoneId: 'Asia/Vladivostok',
  })
  const person = await Person.open(context, server.url, complaints)
  await person.signIn(login, 'demo-2026')
  return person
}

test('what is typed after the end waits on the computer, and is sent by itself when the end is moved', async () => {
  const organizer = await newPerson('fed')
  const desk = await organizer.openPublication()
  await desk.getByRole('button', { expanded: false }).first().click()
  const moveTo = async (moscow: string): Promise<void> => {
    await desk.getByRole('button', { name: 'Изменить срок' }).click()
    const window = organizer.page.getByRole('dialog', { name: 'Изменить срок' })
    await window.getByLabel('Окончание сбора, по московскому времени').fill(moscow)
    await window.getByRole('button', { name: 'Изменить срок' }).click()
    await organizer.page.getByText('Срок изменен.').last().waitFor()
    await expect.poll(() => window.isVisible()).toBe(false)
  }

  const school = await newPerson('edu010001')
  const publication = await school.openPublication()
  await publication.getByRole('button', { expanded: false }).first().click()
  const form = await school.openForm('Заполнить')
  await form.goTo('classes', 0, 'letter')
  await form.keys('А')
  await form.press('Enter')
  await form.saved()

  // Yesterday, in Moscow.
  const yesterday = new Date(Date.now() + 3 * 3_600_000 - 24 * 3_600_000).toISOString().slice(0, 16)
  await moveTo(yesterday)
  await desk.getByText('Закрыт', { exact: true }).waitFor()
  await form.goTo('classes', 0, 'listed')
  await form.keys('25')
  await form.press('Enter')
  await form.root
    .getByText(/^Сбор данных закрыт/u)
    .first()
    .waitFor()
  await form.expectCell('classes', 0, 'listed', '25')

  await organizer.page.getByRole('button', { name: 'Изменить срок' }).click()
  expect(await findings(organizer.page)).toEqual([])
  await organizer.page.keyboard.press('Escape')
  await moveTo('2030-12-01T18:00')
  await desk.getByText('Открыт', { exact: true }).waitFor()
  await desk
    .getByText(/1 декабря 2030 г. в 18:00 по московскому времени|2 декабря 2030 г. в 01:00/u)
    .first()
    .waitFor()
  await expect.poll(() => form.saveLine.textContent(), soon).toMatch(/^Сохранено в/u)
  await form.goTo('classes', 0, 'absent')
  await form.keys('1')
  await form.press('Enter')
  await form.saved()
  await school.page.reload()
  await form.ready()
  await form.expectCell('classes', 0, 'listed', '25')
  await form.expectCell('classes', 0, 'absent', '1')
  expect(complaints.list).toEqual([])
})

test('one school gets more time, with a reason that it reads; the others stay as they are', async () => {
  const organizer = await newPerson('fed')
  const desk = await organizer.openPublication()
  await desk.getByRole('button', { expanded: false }).first().click()
  await desk.getByRole('button', { name: 'Изменить срок' }).click()
  const window = organizer.page.getByRole('dialog', { name: 'Изменить срок' })
  const later = new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 16)
  await window.getByLabel('Окончание сбора, по московскому времени').fill(later)
  await window.getByLabel('Только для этих организаций').fill('edu010003')
  await window.getByRole('button', { name: 'Продлить' }).click()
  await window.getByText('Напишите, почему срок продлен').waitFor()
  await window.getByLabel('Причина').fill('Карантин')
  expect(await findings(organizer.page)).toEqual([])
  await window.getByRole('button', { name: 'Продлить' }).click()
  await organizer.page.getByText('Срок продлен: edu010003.').waitFor()
  await desk.getByRole('button', { name: 'Список участников' }).click()
  await organizer.page
    .getByRole('row', { name: /edu010003/u })
    .getByText(/^срок до/u)
    .waitFor()

  const school = await newPerson('edu010003')
  const publication = await school.openPublication()
  await publication.getByRole('button', { expanded: false }).first().click()
  await publication.getByText('Срок для вас продлен: Карантин').waitFor()
  const other = await newPerson('edu010004')
  const theirs = await other.openPublication()
  await theirs.getByRole('button', { expanded: false }).first().click()
  await theirs.getByText('Состояние').waitFor()
  expect(await theirs.getByText('Срок для вас продлен').count()).toBe(0)
  expect(complaints.list).toEqual([])
})
