import { iso } from '../clock.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { Database } from '../storage/database.ts'
import { findOwnSubmission } from '../storage/submissions.ts'
import type { Forms } from './forms.ts'

/** «Квитанция о сдаче»: what an organisation can show to prove that it has submitted. */
export interface ReceiptView {
  /** Of the submission within its collection and organisation, from 1. */
  readonly number: number
  /** As it was called then. */
  readonly organisation: { readonly login: string; readonly name: string }
  /** Title of the collection. */
  readonly collection: string
  readonly form: { readonly title: string; readonly version: string }
  /** ISO time of receipt. */
  readonly submittedAt: string
  /** Login. */
  readonly submittedBy: string
  /** Of the submission as it is kept. */
  readonly sha256: string
}

/** What a receipt takes from the document of a submission. */
interface Submitted {
  readonly form: string
  readonly formVersion: string
  readonly organisation: { readonly login: string; readonly name: string }
}

/** Receipts of submissions. */
export class Receipts {
  readonly #database: Database
  readonly #forms: Forms

  constructor(database: Database, forms: Forms) {
    this.#database = database
    this.#forms = forms
  }

  /** Of the latest submission of the scope's own organisation. @throws the problem `not-found` when there is none. */
  async latest(scope: Scope, collectionId: string): Promise<ReceiptView> {
    const found = await findOwnSubmission(scope, this.#database.read, collectionId)
    if (found === null) throw problems.notFound({})
    const { form: key, formVersion: version, organisation } = JSON.parse(found.document) as Submitted
    const loaded = await this.#forms.ofVersion(this.#database.read, key, version)
    return {
      number: found.number,
      organisation: { login: organisation.login, name: organisation.name },
      collection: found.collection,
      form: { title: loaded?.form.title ?? key, version },
      submittedAt: iso(found.submittedAt),
      submittedBy: found.submittedBy,
      sha256: found.sha256,
    }
  }
}
