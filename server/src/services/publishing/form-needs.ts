import { sourcesRead } from '@tabel/engine'
import type { CompiledForm, ReadSource } from '@tabel/engine'
import type { Scope } from '../../policies/scope.ts'
import type { Reader } from '../../storage/database.ts'
import { listFormVersions } from '../../storage/form-versions.ts'
import { listRegistries } from '../../storage/registries.ts'
import { isWithin } from '../sources/version-range.ts'

/** What a form reads that the organizer has to see to before a collection, and how far it is there. */
export interface FormNeeds {
  readonly registries: readonly {
    readonly name: string
    /** What the form reads of it. */
    readonly columns: readonly string[]
    /** Those of them that it has not. */
    readonly missing: readonly string[]
    /** Null where nothing was ever imported. */
    readonly rows: number | null
  }[]
  /** Forms whose reports it reads. */
  readonly forms: readonly {
    readonly form: string
    /** Null where no collection has had it in a version that suits. */
    readonly title: string | null
  }[]
  /** It reads reports of earlier collections of its own. */
  readonly previous: boolean
}

export const noNeeds: FormNeeds = { registries: [], forms: [], previous: false }

/** What a form needs from outside. Nothing is asked of the database for a form that reads nothing. */
export async function needsOf(scope: Scope, db: Reader, form: CompiledForm): Promise<FormNeeds> {
  const read = sourcesRead(form)
  const of = (kind: ReadSource['source']['kind']) => read.filter(({ source }) => source.kind === kind)
  const [registries, forms] = [of('registry'), of('form')]
  return {
    registries: registries.length === 0 ? [] : await registriesOf(scope, db, registries),
    forms: forms.length === 0 ? [] : await formsOf(scope, db, forms),
    previous: of('previous').length > 0,
  }
}

async function registriesOf(scope: Scope, db: Reader, read: readonly ReadSource[]): Promise<FormNeeds['registries']> {
  const imported = await listRegistries(scope, db)
  return read.map(({ source, parts }) => {
    // The latest import of each stands first.
    const found = imported.find(({ registry }) => registry === source.of)
    const columns = parts['']?.columns.map(({ key }) => key) ?? []
    const missing = found ? columns.filter((column) => !found.columns.includes(column)) : []
    return { name: source.of ?? '', columns, missing, rows: found?.rows ?? null }
  })
}

async function formsOf(scope: Scope, db: Reader, read: readonly ReadSource[]): Promise<FormNeeds['forms']> {
  const known = await listFormVersions(scope, db)
  return read.map(({ source }) => {
    const found = known.find(({ form, version }) => form === source.of && isWithin(version, source.version))
    return { form: source.of ?? '', title: found?.title ?? null }
  })
}
