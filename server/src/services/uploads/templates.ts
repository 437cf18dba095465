import type { CompiledForm, ComputedCell, FormData } from '@tabel/engine'
import { marksVersion, TemplateMaker } from '@tabel/excel'
import { LRUCache } from 'lru-cache'
import { Readable } from 'node:stream'
import { dayIn, iso } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import type { FileAnswer } from '../../http/route.ts'
import { roleOf } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Assignment } from '../../storage/assignments.ts'
import { setExcel } from '../../storage/collections.ts'
import type { Collection } from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import type { CheckPool } from '../../jobs/check-pool.ts'
import { todayFor } from '../today.ts'
import type { Collections } from '../collections.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Forms } from '../forms.ts'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Forms as workbooks: given to schools of collections that are open for them. */
export class Templates {
  readonly #database: Database
  readonly #collections: Collections
  readonly #drafts: Drafts
  readonly #forms: Forms
  readonly #pool: CheckPool
  readonly #now: Clock
  /** By the id of the stored form. */
  readonly #makers = new LRUCache<string, TemplateMaker>({ max: 20 })

  constructor(database: Database, collections: Collections, drafts: Drafts, forms: Forms, pool: CheckPool, now: Clock) {
    this.#database = database
    this.#collections = collections
    this.#drafts = drafts
    this.#forms = forms
    this.#pool = pool
    this.#now = now
  }

  /** Opens a collection for workbooks, or closes it for them: the organizer's alone. @throws the problem `not-found`. */
  async allow(scope: Scope, collectionId: string, allowed: boolean): Promise<void> {
    await this.#collections.require(scope, collectionId)
    if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    await this.#database.write(async (tx) => {
      await setExcel(scope, tx, collectionId, allowed)
      const { login: actor } = scope.person
      await recordAudit(scope, tx, {
        at: this.#now(),
        actor,
        action: 'excel-allowed',
        subject: collectionId,
        details: { allowed },
      })
    })
  }

  /**
   * The form of a collection as a workbook, with what one's own organisation has entered so far.
   *
   * @throws the problems `not-found` and `excel-off`.
   */
  async template(scope: Scope, collectionId: string): Promise<FileAnswer> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, null)
    if (!collection.excel) throw problems.excelOff({})
    return this.#workbook(scope, collection, assignment, '')
  }

  /** «Скачать заполненную форму»: what one's own organisation has entered, to keep or to print; after the end, too. @throws `not-found`. */
  async filled(scope: Scope, collectionId: string): Promise<FileAnswer> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, null)
    return this.#workbook(scope, collection, assignment, 'заполнено ')
  }

  async #workbook(scope: Scope, collection: Collection, assignment: Assignment, mark: string): Promise<FileAnswer> {
    const { id: collectionId } = collection
    const db = this.#database.read
    const { form, data } = await this.#drafts.current(db, assignment, collection.formVersionId)
    const { sha256 } = await this.#forms.get(db, collection.formVersionId)
    const { organisation, login } = scope.person
    const at = this.#now()
    const maker = this.#makers.get(collection.formVersionId) ?? new TemplateMaker(form)
    this.#makers.set(collection.formVersionId, maker)
    const bytes = await maker.make({
      data,
      computed: await this.#computed(collectionId, form, data, todayFor(form, organisation.zone, at)),
      meta: {
        marks: marksVersion,
        form: form.form,
        formVersion: form.version,
        formHash: sha256,
        collection: collectionId,
        organisation: login,
        organisationName: organisation.name,
        draftVersion: assignment.version,
        madeAt: iso(at),
      },
    })
    const title = collection.title
      .replace(/[\\/:*?"<>|«»\p{Cc}]/gu, '')
      .slice(0, 120)
      .trim()
    const name = `${title} ${mark}${login} ${dayIn(organisation.zone, at)}.xlsx`
    return { stream: Readable.from([Buffer.from(bytes)]), type: workbookType, size: bytes.length, name }
  }

  /** What computed cells hold: programs that only show a workbook do not calculate it. */
  async #computed(collectionId: string, form: CompiledForm, data: FormData, today: string): Promise<readonly ComputedCell[]> {
    if (!Object.values(form.blocks).some(hasComputed)) return []
    // A template without them is still one: Excel computes them when it opens it.
    return this.#pool.judge(collectionId, { form, data, options: { today } }).then(
      ({ computed }) => computed,
      () => [],
    )
  }
}

function hasComputed(block: CompiledForm['blocks'][string]): boolean {
  const rows = block.kind === 'fixed' ? block.rows : []
  return [block.columns, ...rows.map(({ cells }) => Object.values(cells))].some((all) =>
    all.some(({ computed }) => computed !== undefined),
  )
}
