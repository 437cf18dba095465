import type { CompiledForm } from '@tabel/engine'
import { iso } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { roleOf } from '../../policies/collection.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import {
  assignNewcomers,
  circleOfCollection,
  findCollection,
  nextCollectionPlace,
  participantIds,
  setCircle,
  setExcel,
} from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import { listOrganisations } from '../../storage/organisations.ts'
import type { Circle } from '../../storage/publication-audience.ts'
import { findPublication, findSection } from '../../storage/publications.ts'
import { sha256 } from '../canonical-json.ts'
import type { Announce } from '../events/announcement.ts'
import type { Forms } from '../forms.ts'
import { compiledOrRefused } from './form-desk.ts'
import { openCollection, participantsOf } from './publish.ts'

/** What the organizer says of a collection. */
export interface CollectionOrder {
  readonly title: string
  /** Text of the form file. */
  readonly source: string
  /** ISO times. */
  readonly opensAt: string
  readonly closesAt: string
  /** Schools may fill it in Excel. */
  readonly excel: boolean
  readonly circle: Circle
  /** For these organisations alone: a trial run. Empty: for all of the circle. */
  readonly logins: readonly string[]
}

/** Opens collections of data: the organizer's alone. */
export class CollectionOpener {
  readonly #database: Database
  readonly #forms: Forms
  readonly #now: Clock
  readonly #announce: Announce

  constructor(database: Database, forms: Forms, now: Clock, announce: Announce) {
    this.#database = database
    this.#forms = forms
    this.#now = now
    this.#announce = announce
  }

  /**
   * Opens a collection in a publication, after its others. @returns its id.
   *
   * @throws the problems `not-found`, `form-refused`, `version-taken`, `bad-interval`, `no-participants`, `unknown-logins`.
   */
  async open(scope: Scope, sectionSlug: string, slug: string, order: CollectionOrder): Promise<string> {
    onlyTheOrganizer(scope)
    const db = this.#database.read
    const section = await findSection(scope, db, sectionSlug)
    const publication = section && (await findPublication(scope, db, section.id, slug, this.#now()))
    if (!publication) throw problems.notFound({})
    const opensAt = Date.parse(order.opensAt)
    const closesAt = Date.parse(order.closesAt)
    if (!(closesAt > opensAt)) throw problems.badInterval({})
    const form = compiledOrRefused(order.source)
    const at = this.#now()
    return this.#database.write(async (tx) => {
      const earlier = await this.#forms.ofVersion(tx, form.form, form.version)
      if (earlier && earlier.sha256 !== sha256(order.source)) throw problems.versionTaken({ version: form.version })
      const logins = await this.#chosen(scope, form, order)
      const place = await nextCollectionPlace(scope, tx, publication.id)
      const { title, source, circle } = order
      const opened = { publicationId: publication.id, title, source, circle, opensAt, closesAt, place }
      const id = await openCollection(scope, tx, logins.length > 0 ? { ...opened, logins } : opened, at)
      if (order.excel) await setExcel(scope, tx, id, true)
      const details = { title, form: form.form, version: form.version, opensAt: iso(opensAt), closesAt: iso(closesAt), logins }
      await recordAudit(scope, tx, { at, actor: scope.person.login, action: 'collection-opened', subject: id, details })
      return id
    })
  }

  /**
   * Opens a collection to a wider circle: who is in it and takes no part yet must submit as well. Nobody is put out.
   *
   * @returns how many came.
   */
  async widen(scope: Scope, id: string, circle: Circle): Promise<number> {
    onlyTheOrganizer(scope)
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null) throw problems.notFound({})
    const { form } = await this.#forms.get(this.#database.read, collection.formVersionId)
    const came = await this.#database.write(async (tx) => {
      const before = await circleOfCollection(scope, tx, id)
      const known = new Set(await participantIds(scope, tx, id))
      const all = participantsOf(form, circle, await listOrganisations(scope, tx))
      const newcomers = all.filter((organisation) => !known.has(organisation.id))
      await assignNewcomers(scope, tx, id, newcomers)
      await setCircle(scope, tx, id, circle)
      const details = { before, circle, came: newcomers.length }
      const at = this.#now()
      await recordAudit(scope, tx, { at, actor: scope.person.login, action: 'collection-widened', subject: id, details })
      return newcomers.length
    })
    this.#announce({ kind: 'collection', collection: id })
    return came
  }

  /** The logins of a trial run, each of which must be somebody's who may fill the form; none: everybody of the circle. */
  async #chosen(scope: Scope, form: CompiledForm, { circle, logins }: CollectionOrder): Promise<readonly string[]> {
    const organisations = await listOrganisations(scope, this.#database.read)
    const all = participantsOf(form, circle, organisations)
    const known = new Set(all.map(({ login }) => login))
    const unknown = logins.filter((login) => !known.has(login))
    if (unknown.length > 0) throw problems.unknownLogins({ logins: unknown })
    // Where nobody fills forms yet, a choice cannot be wrong: who is imported later takes part by itself.
    const isEmpty = organisations.every(({ kind }) => roleOf(kind) !== 'org')
    if (all.length === 0 && !isEmpty) throw problems.noParticipants({})
    return logins
  }
}
