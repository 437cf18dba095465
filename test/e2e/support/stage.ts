import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../support/chromium.ts'
import { freePort } from '../../support/free-port.ts'
import { Person as Client } from '../../support/person.ts'
import { built, ServerProcess } from '../../support/server-process.ts'
import { Complaints, Person } from './person.ts'

/** The collection of results, with files: most requirements are shown on it. */
export const results = 'ВПР. Математика. 4 класс: сбор результатов'

/** The product with its demo data and a browser, started once for a section of requirements; each person signs in once. */
export class Stage {
  readonly complaints = new Complaints()
  readonly #people = new Map<string, Promise<Person>>()
  #folder = ''
  #server: ServerProcess | null = null
  #browser: Browser | null = null

  async open(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'tabel-e2e-'))
    this.#server = new ServerProcess(await freePort(), this.path('tabel.sqlite'), this.path('files'), built)
    const [{ executablePath, env, args }] = await Promise.all([findChromium(), this.#server.start()])
    this.#browser = await chromium.launch({ executablePath, env, args: [...args] })
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.#server?.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  get url(): string {
    if (this.#server === null) throw new Error('the stage is not open')
    return this.#server.url
  }

  /** A path in a folder of the stage's own. */
  path(name: string): string {
    return join(this.#folder, name)
  }

  /** Somebody at the page for signing in. @param zone of the computer. */
  async visitor(zone = 'Europe/Moscow'): Promise<Person> {
    if (this.#browser === null) throw new Error('the stage is not open')
    const viewport = { width: 1440, height: 900 }
    const context = await this.#browser.newContext({ viewport, locale: 'ru-RU', timezoneId: zone })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.url })
    return Person.open(context, this.url, this.complaints)
  }

  /** Somebody of the demo who is signed in; the same page every time. */
  person(login: string, zone?: string): Promise<Person> {
    const known = this.#people.get(login) ?? this.#signIn(login, zone)
    this.#people.set(login, known)
    return known
  }

  async #signIn(login: string, zone?: string): Promise<Person> {
    const person = await this.visitor(zone)
    await person.signIn(login, 'demo-2026')
    await person.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
    return person
  }

  /** Somebody of the demo who asks the server without a browser, to make ready what a test is about. */
  client(login: string): Promise<Client> {
    return Client.signIn(this.url, login)
  }
}

/**
 * Opens a stage for the requirements of one file, `from` … `to`, and at the end says what came of each: number, test, result.
 * A requirement without a test fails the file, and so does a page that complains or asks another host.
 */
export function stageFor(section: string, from: number, to: number): Stage {
  const stage = new Stage()
  const ends = new Map<number, string>()
  beforeAll(() => stage.open())
  afterAll(() => stage.close())
  afterEach(({ task }) => {
    const [, number, words] = /^(\d+) (.+)$/u.exec(task.name) ?? []
    if (number === undefined) return
    ends.set(Number(number), `${number.padStart(2)} │ ${task.result?.state === 'pass' ? 'pass' : 'FAIL'} │ ${words}`)
  })
  afterAll(() => {
    const numbers = Array.from({ length: to - from + 1 }, (_, place) => from + place)
    const lines = numbers.map((number) => ends.get(number) ?? `${String(number).padStart(2)} │ not run`)
    process.stdout.write(`\n${section}\n${lines.join('\n')}\n`)
    expect(stage.complaints.list).toEqual([])
  })
  test(`every requirement of ${section} has a test`, ({ task }) => {
    const named = task.file.tasks.map(({ name }) => Number.parseInt(name, 10)).filter((number) => !Number.isNaN(number))
    expect(named.sort((one, other) => one - other)).toEqual(Array.from({ length: to - from + 1 }, (_, place) => from + place))
  })
  return stage
}

/** A publication, expanded; by itself the one with the collection of results. */
export async function expanded(person: Person, section = 'ВПР', title = results): Promise<Locator> {
  const publication = await person.openPublication(section, title)
  const fold = publication.getByRole('button', { name: 'Развернуть публикацию' })
  if ((await fold.count()) > 0) await fold.click()
  await publication.getByRole('heading', { level: 3 }).first().waitFor()
  return publication
}

/** Presses something that downloads a file. */
export async function downloadBy(page: Page, button: Locator): Promise<{ readonly name: string; readonly path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), path: await download.path() }
}
