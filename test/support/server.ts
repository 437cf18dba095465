import { renameSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role, RunningServer, Settings } from '@tabel/server'
import { startServer } from '@tabel/server'
import { afterAll, beforeAll, describe } from 'vitest'
import { Balancer } from './balancer.ts'
import { createDatabase, databaseKinds } from './database.ts'
import type { DatabaseKind, TestDatabase } from './database.ts'
import { startNodeProcess } from './node-process.ts'
import { Person } from './person.ts'

const numbers = [...Array(20).keys()].map((index) => String(index + 1).padStart(4, '0'))
const schools = ['02', '01']
  .flatMap((region) => numbers.map((number) => `edu${region}${number}`))
  .filter((login) => !['edu020010', 'edu010010', 'edu010020'].includes(login))

/**
 * Whether a world is three processes that serve and two that work, behind a balancer, instead of one that does both. A test of what is
 * inside one process (its memory, what it counts or allows) is skipped then: the next node would answer.
 */
export const manyNodes = process.env['TABEL_TEST_NODES'] === '1'
const kinds: readonly DatabaseKind[] = manyNodes ? ['PostgreSQL'] : databaseKinds

/** A server with demo data on a database of its own, and a clock that stands still until a test moves it. */
export class World {
  readonly kind: DatabaseKind
  /** Statements sent to the database, while a test listens. */
  statements: string[] | null = null
  readonly #settings: Partial<Settings>
  #now = Date.parse('2026-05-18T09:00:00Z')
  #database: TestDatabase | null = null
  #nodes: RunningServer[] = []
  #balancer: Balancer | null = null
  #url = ''
  #files = ''
  #used = 0

  constructor(kind: DatabaseKind, settings: Partial<Settings>) {
    this.kind = kind
    this.#settings = settings
  }

  /** What the server takes for the present, milliseconds since 1970. */
  get now(): number {
    return this.#now
  }

  set now(time: number) {
    this.#now = time
    if (!manyNodes) return
    // Nobody may read half of it.
    writeFileSync(`${this.#clock}.next`, String(time))
    renameSync(`${this.#clock}.next`, this.#clock)
  }

  /** Where nodes in processes of their own read the clock. */
  get #clock(): string {
    return join(this.#files, 'clock')
  }

  async open(): Promise<void> {
    this.#database = await createDatabase(this.kind)
    this.#files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    this.now = this.#now
    await this.start()
  }

  async start(): Promise<void> {
    // The first one migrates and fills the database, so that the others find it ready.
    const roles = manyNodes ? (['web', 'web', 'web', 'worker', 'worker'] as const) : (['all'] as const)
    for (const role of roles) this.#nodes.push(await this.#startNode(role))
    const serving = this.#nodes.filter((_, place) => roles[place] !== 'worker').map(({ url }) => url)
    this.#balancer = manyNodes ? new Balancer() : null
    this.#url = (await this.#balancer?.start(serving)) ?? serving[0] ?? ''
  }

  #startNode(role: Role): Promise<RunningServer> {
    const settings = { port: 0, database: this.location, files: this.#files, logLevel: 'error', ...this.#settings, role } as const
    if (manyNodes) return startNodeProcess({ settings, clock: this.#clock })
    const here = { now: () => this.now, checkReplies: true, onStatement: (sql: string) => this.statements?.push(sql) }
    return startServer({ ...settings, ...here })
  }

  async stop(): Promise<void> {
    for (const node of this.#nodes.splice(0)) await node.close()
    await this.#balancer?.stop()
    this.#balancer = null
  }

  async close(): Promise<void> {
    await this.stop()
    await this.#database?.drop()
    await rm(this.#files, { recursive: true, force: true })
  }

  get url(): string {
    if (this.#nodes.length === 0) throw new Error('the server does not run')
    return this.#url
  }

  /** What the setting TABEL_DB takes. */
  get location(): string {
    if (this.#database === null) throw new Error('the world is not open')
    return this.#database.location
  }

  /** Folder of the files that the server makes. */
  get files(): string {
    return this.#files
  }

  /** Does something behind the server's back. @returns the rows of a select. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    if (this.#database === null) throw new Error('the world is not open')
    return this.#database.query(sql)
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

/** Describes the same behaviour on both databases, each with a server of its own; with many nodes on PostgreSQL alone. */
export function onBothDatabases(title: string, body: (world: World) => void, settings: Partial<Settings> = {}): void {
  describe.each(kinds)(`${title} on %s`, (kind) => {
    const world = new World(kind, settings)
    beforeAll(() => world.open())
    afterAll(() => world.close())
    body(world)
  })
}
