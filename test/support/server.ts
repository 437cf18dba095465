import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningServer, Settings } from '@tabel/server'
import { startServer } from '@tabel/server'
import { afterAll, beforeAll, describe } from 'vitest'
import { createDatabase, databaseKinds } from './database.ts'
import type { DatabaseKind, TestDatabase } from './database.ts'
import { Person } from './person.ts'

const numbers = [...Array(20).keys()].map((index) => String(index + 1).padStart(4, '0'))
const schools = ['02', '01']
  .flatMap((region) => numbers.map((number) => `edu${region}${number}`))
  .filter((login) => !['edu020010', 'edu010010', 'edu010020'].includes(login))

/** A server with demo data on a database of its own, and a clock that stands still until a test moves it. */
export class World {
  readonly kind: DatabaseKind
  /** What the server takes for the present, milliseconds since 1970. */
  now = Date.parse('2026-05-18T09:00:00Z')
  /** Statements sent to the database, while a test listens. */
  statements: string[] | null = null
  readonly #settings: Partial<Settings>
  #database: TestDatabase | null = null
  #server: RunningServer | null = null
  #files = ''
  #used = 0

  constructor(kind: DatabaseKind, settings: Partial<Settings>) {
    this.kind = kind
    this.#settings = settings
  }

  async open(): Promise<void> {
    this.#database = await createDatabase(this.kind)
    this.#files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    await this.start()
  }

  async start(): Promise<void> {
    this.#server = await startServer({
      port: 0,
      database: this.#database?.location ?? '',
      files: this.#files,
      logLevel: 'error',
      now: () => this.now,
      checkReplies: true,
      onStatement: (sql) => this.statements?.push(sql),
      ...this.#settings,
    })
  }

  async stop(): Promise<void> {
    await this.#server?.close()
    this.#server = null
  }

  async close(): Promise<void> {
    await this.stop()
    await this.#database?.drop()
    await rm(this.#files, { recursive: true, force: true })
  }

  get url(): string {
    if (this.#server === null) throw new Error('the server does not run')
    return this.#server.url
  }

  /** Looks into the database behind the server's back. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#database?.query(sql) ?? Promise.resolve([])
  }

  /** Somebody who is signed in. */
  as(login: string): Promise<Person> {
    return Person.signIn(this.url, login)
  }

  /** Somebody of a school that no test of this world has signed in for yet. */
  freshSchool(): Promise<Person> {
    const login = schools[this.#used]
    this.#used += 1
    if (login === undefined) throw new Error('the demo has no more schools')
    return this.as(login)
  }

  /** Somebody who is not. */
  stranger(): Person {
    return new Person(this.url)
  }

  /** Runs `work` at another time of the clock; `work` may move it on. */
  async at(time: string, work: () => Promise<void>): Promise<void> {
    const before = this.now
    this.now = Date.parse(time)
    try {
      await work()
    } finally {
      this.now = before
    }
  }

  /** Runs `work` and gives back the statements it caused. */
  async statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    this.statements = []
    try {
      await work()
      return this.statements
    } finally {
      this.statements = null
    }
  }
}

/** Describes the same behaviour on both databases, each with a server of its own. */
export function onBothDatabases(title: string, body: (world: World) => void, settings: Partial<Settings> = {}): void {
  describe.each(databaseKinds)(`${title} on %s`, (kind) => {
    const world = new World(kind, settings)
    beforeAll(() => world.open())
    afterAll(() => world.close())
    body(world)
  })
}
