import type { CompiledForm } from '@tabel/engine'
import { compileForm, formDifference, lintForm } from '@tabel/engine/compile'
import type { FormDifference } from '@tabel/engine/compile'
import { iso } from '../../clock.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Database } from '../../storage/database.ts'
import { findFormVersion, listFormVersions } from '../../storage/form-versions.ts'
import { describeChecks } from '../checks/describe-checks.ts'
import type { CheckText } from '../checks/describe-checks.ts'
import type { Forms } from '../forms.ts'
import { needsOf, noNeeds } from './form-needs.ts'
import type { FormNeeds } from './form-needs.ts'

/** Mistakes of a form file that are told at once; the rest is counted. */
const mostTold = 20

/** What a form file is, before anything is done with it. */
export interface FormReading {
  /** Null when it has errors. */
  readonly form: CompiledForm | null
  readonly title: string | null
  readonly version: string | null
  readonly mistakes: readonly {
    readonly severity: 'error' | 'warning'
    /** From 1. */
    readonly line: number
    readonly column: number
    readonly message: string
    /** How to mend it; empty when there is nothing to add. */
    readonly hint: string
  }[]
  /** Mistakes that are not listed. */
  readonly more: number
  readonly checks: readonly CheckText[]
  readonly needs: FormNeeds
}

export interface KnownForm {
  readonly id: string
  readonly form: string
  readonly version: string
  readonly title: string
  /** ISO time. */
  readonly createdAt: string
  /** How many collections have it. */
  readonly collections: number
}

/** Forms as the organizer handles them: files that are read, shown and kept. */
export class FormDesk {
  readonly #database: Database
  readonly #forms: Forms

  constructor(database: Database, forms: Forms) {
    this.#database = database
    this.#forms = forms
  }

  /** Reads a form file and stores nothing. */
  async read(scope: Scope, source: string): Promise<FormReading> {
    onlyTheOrganizer(scope)
    const reading = readingOf(source)
    const { form } = reading
    return { ...reading, needs: form ? await needsOf(scope, this.#database.read, form) : noNeeds }
  }

  /** Every form file that some collection has had, the newest first. */
  async list(scope: Scope): Promise<readonly KnownForm[]> {
    onlyTheOrganizer(scope)
    const found = await listFormVersions(scope, this.#database.read)
    return found.map(({ id, form, version, title, createdAt, collections }) => ({
      id,
      form,
      version,
      title,
      createdAt: iso(createdAt),
      collections,
    }))
  }

  /** The file of a form, as its author wrote it. @throws the problem `not-found`. */
  async source(scope: Scope, id: string): Promise<string> {
    onlyTheOrganizer(scope)
    const found = await findFormVersion(scope, this.#database.read, id)
    if (found === null) throw problems.notFound({})
    return found.source
  }

  /** How a form of a collection differs from another. @throws the problems `not-found` and `other-form`. */
  async difference(scope: Scope, before: string, after: string): Promise<FormDifference> {
    return differenceOf(await this.#known(scope, before), await this.#known(scope, after))
  }

  /** How a form file differs from a form of a collection; nothing is stored. @throws the problems `not-found`, `form-refused`, `other-form`. */
  async differenceOfFile(scope: Scope, before: string, source: string): Promise<FormDifference> {
    return differenceOf(await this.#known(scope, before), compiledOrRefused(source))
  }

  async #known(scope: Scope, id: string): Promise<CompiledForm> {
    await this.source(scope, id)
    return (await this.#forms.get(this.#database.read, id)).form
  }
}

function differenceOf(before: CompiledForm, after: CompiledForm): FormDifference {
  if (before.form !== after.form) throw problems.otherForm({ expected: before.form, got: after.form })
  return formDifference(before, after)
}

/** @throws the problem `form-refused` when a form file has errors. */
export function compiledOrRefused(source: string): CompiledForm {
  const { form, diagnostics } = compileForm(source)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (form !== null && errors.length === 0) return form
  const told = errors.slice(0, mostTold).map(({ line, column, message }) => ({ line, column, message }))
  throw problems.formRefused({ errors: told, more: errors.length - told.length })
}

function readingOf(source: string): Omit<FormReading, 'needs'> {
  const compiled = compileForm(source)
  const { form } = compiled
  const diagnostics = [...compiled.diagnostics, ...lintForm(source)]
  const errors = diagnostics.some(({ severity }) => severity === 'error')
  const good = errors ? null : form
  const told = diagnostics
    .slice(0, mostTold)
    .map(({ severity, line, column, message, hint }) => ({ severity, line, column, message, hint: hint ?? '' }))
  return {
    form: good,
    title: form?.title ?? titleOf(source),
    version: form?.version ?? null,
    mistakes: told,
    more: diagnostics.length - told.length,
    checks: good ? describeChecks(good) : [],
  }
}

/** The title of a form file that may be no form at all. */
function titleOf(source: string): string | null {
  try {
    const { title } = JSON.parse(source) as { readonly title?: unknown }
    return typeof title === 'string' ? title : null
  } catch {
    return null
  }
}
