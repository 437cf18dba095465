import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from '../../support/chromium.ts'
import { createDatabase } from '../../support/database.ts'
import type { TestDatabase } from '../../support/database.ts'
import { freePort } from '../../support/free-port.ts'
import { Person as Client } from '../../support/person.ts'
import { built, ServerProcess } from '../../support/server-process.ts'
import { Complaints, Person } from './person.ts'

/** The collection of results, with files: most requirements are shown on it. */
export const results = 'ВПР. Математика. 4 класс: сбор результатов'

/** The computer somebody sits at. */
export interface Computer {
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Its time zone; null is that of the computer the tests run on. */
  readonly zone?: string | null
}

const laptop = { viewport: { width: 1366, height: 768 }, zone: 'Europe/Moscow' }

/** What is special about a stage. */
export interface Special {
  /** What people sit at when nothing else is said: by itself a laptop in Moscow. */
  readonly computer?: Computer
  /** Further settings of the server. */
  readonly settings?: Readonly<Record<string, string>>
  /** Is done before the server starts. */
  readonly prepare?: (stage: Stage) => Promise<unknown>
}

/** The product as `npm start` starts it, with its demo data, and a browser. */
export class Stage {
  readonly complaints = new Complaints()
  readonly #special: Special
  readonly #people = new Map<string, Promise<Person>>()
  #folder = ''
  #database: TestDatabase | null = null
  #server: ServerProcess | null = null
  #browser: Browser | null = null

  constructor(special: Special = {}) {
    this.#special = special
  }

  async open(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'tabel-e2e-'))
    this.#database = await createDatabase('SQLite')
    await this.#special.prepare?.(this)
    this.#server = new ServerProcess(await freePort(), this.database.location, this.path('files'), built, this.#special.settings)
    const [{ executablePath, env, args }] = await Promise.all([findChromium(), this.#server.start()])
    this.#browser = await chromium.launch({ executablePath, env, args: [...args] })
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.#server?.stop()
    await this.#database?.drop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  get server(): ServerProcess {
    if (this.#server === null) throw new Error('the stage is not open')
    return this.#server
  }

  get url(): string {
    return this.server.url
  }

  get database(): TestDatabase {
    if (this.#database === null) throw new Error('the stage is not open')
    return this.#database
  }

  /** A path in a folder of the stage's own. */
  readonly path = (name: string): string => join(this.#folder, name)

  /** A browser of its own. */
  async context(computer: Computer = {}): Promise<BrowserContext> {
    if (this.#browser === null) throw new Error('the stage is not open')
    const { viewport, zone } = { ...laptop, ...this.#special.computer, ...computer }
    const context = await this.#browser.newContext({ viewport, locale: 'ru-RU', ...(zone !== null && { timezoneId: zone }) })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.url })
    return context
  }

  /** Somebody at the page for signing in. */
  async visitor(computer?: Computer): Promise<Person> {
    return Person.open(await this.context(computer), this.url, this.complaints)
  }

  /** Somebody who is signed in, in a browser of their own. */
  async newPerson(login: string, computer?: Computer, password = 'demo-2026'): Promise<Person> {
    const person = await this.visitor(computer)
    await person.signIn(login, password)
    return person
  }

  /** Somebody of the demo who is signed in; the same page every time. */
  person(login: string, zone?: string): Promise<Person> {
    const known = this.#people.get(login) ?? this.#settled(login, zone === undefined ? {} : { zone })
    this.#people.set(login, known)
    return known
  }

  async #settled(login: string, computer: Computer): Promise<Person> {
    const person = await this.newPerson(login, computer)
    await person.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
    return person
  }

  /** Somebody of the demo who asks the server without a browser, to make ready what a test is about. */
  client(login: string): Promise<Client> {
    return Client.signIn(this.url, login)
  }
}

/** Opens a stage for the tests of one file, and closes it behind them: no page may have complained then, or asked another host. */
export function openStage(special?: Special): Stage {
  const stage = new Stage(special)
  beforeAll(() => stage.open())
  afterAll(async () => {
    // Closed first: a check that fails would leave the server and the browser running.
    await stage.close()
    expect(stage.complaints.list).toEqual([])
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

/** The organizer, with the publication open, moves the end of its collection. @param moscow day and time in Moscow. */
export async function moveDeadline({ page }: Person, moscow: string): Promise<void> {
  await page.getByRole('button', { name: 'Изменить срок' }).click()
  const window = page.getByRole('dialog', { name: 'Изменить срок' })
  await window.getByLabel('Окончание сбора, по московскому времени').fill(moscow)
  await window.getByRole('button', { name: 'Изменить срок' }).click()
  await page.getByText('Срок изменен.').last().waitFor()
  await expect.poll(() => window.isVisible()).toBe(false)
}

/** Presses something that downloads a file. */
export async function downloadBy(page: Page, button: Locator): Promise<{ readonly name: string; readonly path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), path: await download.path() }
}
