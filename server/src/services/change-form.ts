import type { Clock } from '../clock.ts'
import { roleOf } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { recordAudit } from '../storage/audit.ts'
import { findCollection, setForm } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { putFormVersion } from '../storage/form-versions.ts'
import { sha256 } from './canonical-json.ts'
import type { Announce } from './events/announcement.ts'
import type { Forms } from './forms.ts'
import { compiledOrRefused } from './publishing/form-desk.ts'

/** Puts another version of its form into a running collection: the organizer's alone. */
export class FormChanges {
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
   * From now on the collection has the form of this file. Drafts are taken over by the migrations of the new form when somebody next
   * changes them, open forms open anew by themselves, what was typed into the former version and comes late is taken over too; reports
   * that were submitted stay as they are.
   *
   * @param source text of the form file.
   * @throws the problems `not-found`; `form-refused` when the file has mistakes; `other-form`; `version-taken` when this version is there
   *   already with another content.
   */
  async change(scope: Scope, id: string, source: string): Promise<void> {
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null || roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    const form = compiledOrRefused(source)
    const { form: now } = await this.#forms.get(this.#database.read, collection.formVersionId)
    if (form.form !== now.form) throw problems.otherForm({ expected: now.form, got: form.form })

    const at = this.#now()
    await this.#database.write(async (tx) => {
      const earlier = await this.#forms.ofVersion(tx, form.form, form.version)
      if (earlier && earlier.sha256 !== sha256(source)) throw problems.versionTaken({ version: form.version })
      const to = await putFormVersion(scope, tx, { form: form.form, version: form.version, title: form.title, source, at })
      if (to === collection.formVersionId) return
      await setForm(scope, tx, collection, to)
      const details = { from: now.version, to: form.version }
      await recordAudit(scope, tx, { at, actor: scope.person.login, action: 'form-changed', subject: id, details })
    })
    this.#announce({ kind: 'collection', collection: id })
  }
}
