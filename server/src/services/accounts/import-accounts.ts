import type { Clock } from '../../clock.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { insertAccounts } from '../../storage/accounts.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { newId } from '../../storage/ids.ts'
import { exclusively } from '../../storage/migrations/index.ts'
import { insertOrganisations, listOrganisations, renameOrganisation } from '../../storage/organisations.ts'
import type { Organisation } from '../../storage/organisations.ts'
import type { Forms } from '../forms.ts'
import { oneTimePassword } from '../passwords.ts'
import { joinCollections } from './join-collections.ts'
import { readOrganisations } from './read-organisations.ts'
import type { WantedOrganisation } from './read-organisations.ts'

/** What an import did, or would do. Passwords are told here and nowhere else. */
export interface AccountsImport {
  readonly created: readonly {
    readonly login: string
    readonly name: string
    /** Login of the organisation above. */
    readonly parent: string
    readonly password: string | null
  }[]
  /** Organisations whose name or time zone was another. */
  readonly changed: number
  /** What is written anew of them. */
  readonly changes: readonly { readonly login: string; readonly was: Written; readonly becomes: Written }[]
  readonly unchanged: number
}

interface Written {
  readonly name: string
  readonly zone: string
}

/** So many errors of a file are told, line by line. */
const mostErrors = 1000

/** Organisations and their accounts from a file. */
export class AccountsImporter {
  readonly #database: Database
  readonly #forms: Forms
  readonly #now: Clock

  constructor(database: Database, forms: Forms, now: Clock) {
    this.#database = database
    this.#forms = forms
    this.#now = now
  }

  /**
   * Makes what the file names and is not there, each with a password to be used once, and mends names and time zones of what is. New
   * organisations take part in the collections that are not over and are meant for them. All of it is done, or nothing.
   *
   * @param actor who answers for it: a login, or `system`.
   * @throws the problem `accounts-refused` with everything that is wrong in the file.
   */
  async import(scope: Scope, actor: string, bytes: Uint8Array, dryRun: boolean): Promise<AccountsImport> {
    const { wanted, errors } = await readOrganisations(bytes, await listOrganisations(scope, this.#database.read))
    if (errors.length > 0)
      throw problems.accountsRefused({ errors: errors.slice(0, mostErrors), more: Math.max(0, errors.length - mostErrors) })
    const fresh = wanted.filter(({ known }) => known === null)
    const changed = wanted.filter(({ known, name, zone }) => known !== null && (known.name !== name || known.zone !== zone))
    const counts = { changed: changed.length, unchanged: wanted.length - fresh.length - changed.length }
    const changes = changed.flatMap(({ known, login, name, zone }) =>
      known ? [{ login, was: { name: known.name, zone: known.zone }, becomes: { name, zone } }] : [],
    )
    if (dryRun)
      return { created: fresh.map(({ login, name, parent }) => ({ login, name, parent, password: null })), ...counts, changes }

    const made = fresh.map((one) => ({ ...one, ...oneTimePassword() }))
    await exclusively(this.#database, async (tx) => {
      const organisations = await this.#insert(scope, tx, made)
      for (const { known, name, zone } of changed) if (known) await renameOrganisation(scope, tx, { ...known, name, zone })
      await joinCollections(scope, tx, this.#forms, this.#now, organisations)
      const details = { created: made.length, ...counts }
      await recordAudit(scope, tx, { at: this.#now(), actor, action: 'accounts-imported', subject: 'accounts', details })
    })
    return { created: made.map(({ login, name, parent, password }) => ({ login, name, parent, password })), ...counts, changes }
  }

  async #insert(
    scope: Scope,
    tx: Tx,
    made: readonly (WantedOrganisation & { readonly hash: string })[],
  ): Promise<readonly Organisation[]> {
    const ids = new Map((await listOrganisations(scope, tx)).map(({ login, id }) => [login, id]))
    const organisations = made.map(({ login, name, kind, parent, path, zone }): Organisation => {
      const id = newId()
      ids.set(login, id)
      return { id, parentId: ids.get(parent) ?? null, path, kind, login, name, zone }
    })
    await insertOrganisations(scope, tx, organisations)
    const accounts = made.map(({ login, hash }) => ({
      login,
      passwordHash: hash,
      mustChange: true,
      organisationId: ids.get(login) ?? '',
    }))
    await insertAccounts(scope, tx, accounts)
    return organisations
  }
}
