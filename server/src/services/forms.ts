import type { CompiledForm } from '@tabel/engine'
import { compileForm } from '@tabel/engine/compile'
import { LRUCache } from 'lru-cache'
import { systemScope } from '../policies/scope.ts'
import type { Reader } from '../storage/database.ts'
import { findFormVersion, findFormVersionId } from '../storage/form-versions.ts'

export interface LoadedForm {
  readonly form: CompiledForm
  /** The compiled form as JSON. */
  readonly text: string
  /** SHA-256 of the form file. */
  readonly sha256: string
}

/** Compiled forms of the collections. A form file never changes, so each is compiled once and kept. */
export class Forms {
  readonly #known = new LRUCache<string, Promise<LoadedForm>>({ max: 200 })

  /**
   * @param db where to read: inside a transaction its own, so that it never waits for a second connection.
   */
  get(db: Reader, formVersionId: string): Promise<LoadedForm> {
    const known = this.#known.get(formVersionId)
    if (known) return known
    const loading = load(db, formVersionId)
    this.#known.set(formVersionId, loading)
    loading.catch(() => this.#known.delete(formVersionId))
    return loading
  }

  /** A form by its key and version, of which some collection had it; null when there was none. */
  async ofVersion(db: Reader, form: string, version: string): Promise<LoadedForm | null> {
    const id = await findFormVersionId(systemScope('what was typed into an earlier form'), db, form, version)
    return id === null ? null : this.get(db, id)
  }
}

async function load(db: Reader, formVersionId: string): Promise<LoadedForm> {
  const file = await findFormVersion(systemScope('a form of a collection that was found'), db, formVersionId)
  if (file === null) throw new Error(`no form version ${formVersionId}`)
  const { form, diagnostics } = compileForm(file.source)
  if (form === null) throw new Error(`form ${file.form} ${file.version}: ${diagnostics[0]?.message ?? 'does not compile'}`)
  return { form, text: JSON.stringify(form), sha256: file.sha256 }
}
