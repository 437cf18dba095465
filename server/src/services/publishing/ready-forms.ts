import { readdir, readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { compileForm } from '@tabel/engine/compile'
import type { CompiledForm } from '@tabel/engine'
import type { FileAnswer } from '../../http/route.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'

/** Where the forms stand that the product comes with, each in a folder of its own: the same place seen from `src` and from `dist`. */
const library = new URL('../../../../forms/library/', import.meta.url)

/** A form that the product comes with. */
export interface ReadyForm {
  /** Name of its folder. */
  readonly id: string
  readonly form: string
  readonly version: string
  readonly title: string
  readonly hint: string | null
  readonly sheets: number
  /** Of all its tables, and its single fields. */
  readonly columns: number
  readonly checks: number
}

interface Known {
  readonly view: ReadyForm
  readonly source: string
}

/** The forms that the product comes with: an organizer begins with one of them. They are read once. */
export class ReadyForms {
  #known: Promise<ReadonlyMap<string, Known>> | null = null

  /** All of them, by title. */
  async list(scope: Scope): Promise<readonly ReadyForm[]> {
    onlyTheOrganizer(scope)
    return [...(await this.#read()).values()].map(({ view }) => view)
  }

  /** The file of a form, as its author wrote it. @throws the problem `not-found`. */
  async source(scope: Scope, id: string): Promise<string> {
    onlyTheOrganizer(scope)
    const found = (await this.#read()).get(id)
    if (found === undefined) throw problems.notFound({})
    return found.source
  }

  /** The same to be saved and changed. @throws the problem `not-found`. */
  async file(scope: Scope, id: string): Promise<FileAnswer> {
    const bytes = Buffer.from(await this.source(scope, id))
    return { stream: Readable.from([bytes]), type: 'application/json', size: bytes.length, name: `${id}.json` }
  }

  #read(): Promise<ReadonlyMap<string, Known>> {
    if (this.#known) return this.#known
    const reading = readLibrary()
    this.#known = reading
    // What could not be read is looked for again.
    reading.catch(() => (this.#known = null))
    return reading
  }
}

/** Form by form, so that others are answered between them. */
async function readLibrary(): Promise<ReadonlyMap<string, Known>> {
  const found: Known[] = []
  const folders = (await readdir(library, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const { name: id } of folders) {
    const source = await readFile(new URL(`${id}/form.json`, library), 'utf8')
    const { form, diagnostics } = compileForm(source)
    if (form === null) throw new Error(`ready form ${id}: ${diagnostics[0]?.message ?? 'does not compile'}`)
    found.push({ view: viewOf(id, form), source })
  }
  found.sort((one, other) => one.view.title.localeCompare(other.view.title, 'ru'))
  return new Map(found.map((one) => [one.view.id, one]))
}

function viewOf(id: string, compiled: CompiledForm): ReadyForm {
  const { form, version, title, hint, sheets, blocks, checks } = compiled
  const columns = Object.values(blocks).reduce((sum, block) => sum + block.columns.length, 0)
  return { id, form, version, title, hint: hint?.text ?? null, sheets: sheets.length, columns, checks: checks.length }
}
