import { iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { ReadUpload } from '../http/route.ts'
import { roleOf } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { Database } from '../storage/database.ts'
import { listOrganisations } from '../storage/organisations.ts'
import { insertRegistryVersion, listRegistries } from '../storage/registries.ts'
import type { RegistryRow, RegistryVersion } from '../storage/registries.ts'
import { sha256 } from './canonical-json.ts'
import { readRegistry } from './sources/read-registry.ts'

export interface RegistryView {
  readonly registry: string
  readonly number: number
  readonly columns: readonly string[]
  readonly rows: number
  readonly sha256: string
  readonly at: string
  readonly by: string
}

/** What an import did, or would do. */
export interface ImportView {
  readonly registry: string
  /** Number of the version; null when it was only tried. */
  readonly number: number | null
  readonly columns: readonly string[]
  readonly rows: number
  /** How many organisations have rows of their own. */
  readonly organisations: number
}

/** At most so many errors are told one by one. */
const mostErrors = 20

/** Registries: tables that the organizer imports and forms read. Nobody else sees them as a whole. */
export class Registries {
  readonly #database: Database
  readonly #now: Clock

  constructor(database: Database, now: Clock) {
    this.#database = database
    this.#now = now
  }

  /** @throws the problem `not-found` for everybody but the organizer. */
  async list(scope: Scope): Promise<readonly RegistryView[]> {
    organizerOnly(scope)
    return (await listRegistries(scope, this.#database.read)).map(toView)
  }

  /**
   * Reads a file and makes it the version that forms read from now on. All of it is taken, or nothing.
   *
   * @param dryRun only looks whether it could be taken.
   * @throws the problem `registry-refused` with everything that is wrong in the file.
   */
  async import(scope: Scope, registry: string, read: ReadUpload, dryRun: boolean): Promise<ImportView> {
    organizerOnly(scope)
    const file = await read()
    const organisations = await listOrganisations(scope, this.#database.read)
    const ids = new Map(organisations.map(({ login, id }) => [login, id]))
    const { columns, rows, errors } = await readRegistry(file, (login) => ids.has(login))
    if (errors.length > 0)
      throw problems.registryRefused({ errors: errors.slice(0, mostErrors), more: Math.max(0, errors.length - mostErrors) })

    const parts = new Map<string | null, RegistryRow[]>()
    for (const { owner, row } of rows) {
      const id = owner === null ? null : (ids.get(owner) ?? null)
      const part = parts.get(id)
      if (part) part.push(row)
      else parts.set(id, [row])
    }
    const view = { registry, columns, rows: rows.length, organisations: parts.size - (parts.has(null) ? 1 : 0) }
    if (dryRun) return { ...view, number: null }
    const version = { registry, columns, rows: rows.length, sha256: sha256(file), at: this.#now(), by: scope.person.login }
    const number = await this.#database.write((tx) => insertRegistryVersion(scope, tx, version, parts))
    return { ...view, number }
  }
}

function organizerOnly(scope: Scope): void {
  if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
}

function toView(version: RegistryVersion): RegistryView {
  return { ...version, at: iso(version.at) }
}
