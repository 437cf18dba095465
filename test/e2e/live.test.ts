import type { BrowserContext, Page, Request } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { Form, Person } from './support/person.ts'
import { openStage } from './support/stage.ts'

// What one person does is seen by the others while it happens: on the product as it is started by `npm start`.

const stage = openStage({ computer: { viewport: { width: 1280, height: 900 }, zone: null } })

/** Much less than the pace at which a page asks by itself what is new (15 s), so what is there by then was told. */
const soon = { timeout: 8_000 }

/** A browser of its own, and the addresses of the streams of events that are open in it. */
async function newBrowser(): Promise<{ context: BrowserContext; streams: () => readonly string[] }> {
  const context = await stage.context()
  const open = new Set<Request>()
  const ended = (request: Request) => open.delete(request)
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') open.add(request)
  })
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
  const alive = () => [...open].filter((request) => !request.frame().page().isClosed())
  return { context, streams: () => alive().map((request) => request.url()) }
}

async function signedIn(context: BrowserContext, login: string): Promise<Person> {
  const person = await Person.open(context, stage.url, stage.complaints)
  await person.signIn(login, 'demo-2026')
  return person
}

async function atForm(person: Person): Promise<Form> {
  const publication = await person.openPublication()
  await publication.getByRole('button', { name: 'Развернуть публикацию' }).click()
  return person.openForm('Заполнить')
}

const hasDraft = (stream: string) => stream.includes('draft=')

async function type(form: Form, row: number, column: string, text: string): Promise<void> {
  await form.goTo('classes', row, column)
  await form.keys(text)
  await form.press('Enter')
}

async function sees(form: Form, row: number, column: string, text: string, time = soon): Promise<void> {
  const shown = async () => (await form.cell('classes', row, column).textContent())?.trim()
  await expect.poll(shown, time).toBe(text)
}

describe.sequential('two people in one form, each with a browser of their own', () => {
  let one: Form
  let two: Form
  const streams: (() => readonly string[])[] = []

  beforeAll(async () => {
    const forms: Form[] = []
    for (let count = 0; count < 2; count += 1) {
      const own = await newBrowser()
      streams.push(own.streams)
      forms.push(await atForm(await signedIn(own.context, 'edu010001')))
    }
    ;[one, two] = forms as [Form, Form]
  })

  test('what one types in a cell appears to the other at once, and the other way round', async () => {
    for (const own of streams) await expect.poll(() => own().map(hasDraft), soon).toEqual([true])
    await type(one, 0, 'letter', 'А')
    await sees(two, 0, 'letter', 'А')
    await type(two, 0, 'listed', '25')
    await sees(one, 0, 'listed', '25')
    // At the same moment, in different cells.
    await Promise.all([type(one, 0, 'absent', '1'), type(two, 0, 'wrote', '24')])
    for (const form of [one, two]) {
      await sees(form, 0, 'absent', '1')
      await sees(form, 0, 'wrote', '24')
      await form.saved()
    }
  })

  test('nothing is lost when the server dies in between, and the stream comes back by itself', async () => {
    await stage.server.kill()
    await type(one, 0, 'listed', '30')
    await type(two, 0, 'letter', 'Б')
    for (const form of [one, two])
      await expect.poll(() => form.saveLine.textContent(), { timeout: 20_000 }).toBe('Нет связи: изменения на этом компьютере')
    await stage.server.start()
    for (const form of [one, two]) {
      await sees(form, 0, 'listed', '30', { timeout: 40_000 })
      await sees(form, 0, 'letter', 'Б', { timeout: 40_000 })
      await form.saved()
    }
    for (const own of streams) await expect.poll(() => own().length, { timeout: 40_000 }).toBe(1)
    await type(one, 0, 'absent', '2')
    await sees(two, 0, 'absent', '2')
    await type(two, 0, 'wrote', '28')
    await sees(one, 0, 'wrote', '28')
  })
})

describe.sequential('one browser with many tabs', () => {
  const tabs: Page[] = []
  let streams: () => readonly string[]

  test('seven tabs share one stream, and every tab still gets its answers', async () => {
    const own = await newBrowser()
    streams = own.streams
    const person = await signedIn(own.context, 'edu010002')
    tabs.push(person.page)
    const address = (await atForm(person)).page.url()
    for (let count = 1; count < 7; count += 1) {
      const page = await own.context.newPage()
      stage.complaints.watch(page, stage.url)
      await page.goto(address)
      await new Form(page).ready()
      tabs.push(page)
    }
    await expect.poll(() => streams().length, soon).toBe(1)
    for (const page of tabs) expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200)
  })

  test('when the tab that has the stream is closed, another one takes over and hears', async () => {
    const [leader, ...rest] = tabs as [Page, ...Page[]]
    await leader.close()
    await expect.poll(() => streams().map(hasDraft), soon).toEqual([true])
    const other = await newBrowser()
    const elsewhere = await atForm(await signedIn(other.context, 'edu010002'))
    await type(elsewhere, 0, 'letter', 'В')
    for (const page of rest) {
      await page.bringToFront()
      await sees(new Form(page), 0, 'letter', 'В')
    }
    expect(streams()).toHaveLength(1)
    await other.context.close()
  })

  test('signing out in one tab asks the others to sign in again', async () => {
    const [one, two] = tabs.slice(1) as [Page, Page]
    await new Form(one).close()
    await one.getByRole('button', { name: 'Выйти' }).click()
    await two.getByRole('dialog', { name: 'Войдите еще раз' }).waitFor()
    await expect.poll(() => streams().length, soon).toBe(0)
    await one.context().close()
  })
})

test('a coordinator sees the numbers move and the bell ring without touching the page', async () => {
  const { context } = await newBrowser()
  const coordinator = await signedIn(context, 'mun0101')
  const { page } = coordinator
  const publication = await coordinator.openPublication()
  await publication.getByRole('button', { name: 'Развернуть публикацию' }).click()
  const working = publication.locator('dl.figures .inProgress dd')
  await working.waitFor()
  const before = Number(await working.textContent())
  await publication.getByRole('button', { name: 'Список участников' }).click()
  const list = page.getByRole('dialog', { name: 'Список участников' })
  const row = list.getByRole('row').filter({ hasText: 'edu010003' })
  await row.getByText('Не приступал', { exact: true }).waitFor()

  const school = await newBrowser()
  const form = await atForm(await signedIn(school.context, 'edu010003'))
  await type(form, 0, 'letter', 'А')
  await expect.poll(() => working.textContent().then(Number), { timeout: 20_000 }).toBe(before + 1)
  await row.getByText('В работе', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await school.context.close()

  // The same account orders a report elsewhere.
  const elsewhere = await newBrowser()
  const other = await signedIn(elsewhere.context, 'mun0101')
  const theirs = await other.openPublication()
  await theirs.getByRole('button', { name: 'Развернуть публикацию' }).click()
  await theirs.getByRole('button', { name: 'Экспорт результатов' }).click()
  await expect.poll(() => page.getByRole('button', { name: /Уведомления, 1/u }).count(), { timeout: 20_000 }).toBe(1)
  await elsewhere.context.close()
  await context.close()
})

test('a stream from which nothing has come for long is opened anew', async () => {
  const { context, streams } = await newBrowser()
  let opened = 0
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') opened += 1
  })
  const person = await signedIn(context, 'edu010004')
  await expect.poll(() => streams().length, soon).toBe(1)
  await person.page.clock.install()
  await person.page.reload()
  await expect.poll(() => opened, soon).toBe(2)
  await expect.poll(() => streams().length, soon).toBe(1)
  const before = opened
  // A computer that slept: its clock has gone on, and no sign of life has come.
  await person.page.clock.fastForward(60_000)
  await expect.poll(() => opened, soon).toBe(before + 1)
  await expect.poll(() => streams().length, soon).toBe(1)
  await context.close()
})

test('a server that is told to stop while pages listen ends at once and in good order', async () => {
  const { context, streams } = await newBrowser()
  await signedIn(context, 'edu010004')
  await expect.poll(() => streams().length, soon).toBe(1)
  await stage.server.stop()
  expect(stage.server.exitCode).toBe(0)
  await stage.server.start()
  await context.close()
})

test('no page has complained, broken its Content-Security-Policy or asked another host', () => {
  expect(stage.complaints.list).toEqual([])
})
