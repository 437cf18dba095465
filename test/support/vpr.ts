import type { Cells, CompiledForm, DynamicRow, FormData, Op, Problem } from '@tabel/engine'
import { readdir, readFile } from 'node:fs/promises'
import type { Person, Reply } from './person.ts'

const section = 'vpr'

interface CollectionHead {
  readonly id: string
  readonly status: 'open' | 'closed'
}

/** Ids of the demo's collections that somebody sees, open and closed. */
export async function demoCollections(person: Person): Promise<{ readonly open: string; readonly closed: string }> {
  const list = await person.get<{ items: { slug: string }[] }>(`/api/sections/${section}/publications`)
  const found: CollectionHead[] = []
  for (const { slug } of list.body.items) {
    const publication = await person.get<{ collections: CollectionHead[] }>(`/api/publications/${section}/${slug}`)
    found.push(...publication.body.collections)
  }
  const idOf = (status: string): string => found.find((collection) => collection.status === status)?.id ?? 'none'
  return { open: idOf('open'), closed: idOf('closed') }
}

/** Data of a form of the library in which it finds no error: the case that expects warnings alone. */
export async function faultlessData(library = 'vpr-fsr-ma4'): Promise<FormData> {
  const folder = new URL(`../../forms/library/${library}/cases/`, import.meta.url)
  for (const name of (await readdir(folder)).sort()) {
    if (!name.startsWith('valid')) continue
    const { data } = JSON.parse(await readFile(new URL(name, folder), 'utf8')) as { data: FormData }
    return data
  }
  throw new Error('the library has no valid case')
}

/** Ops that enter whole data into an empty draft, computed cells left out. */
export function opsFor(form: CompiledForm, data: FormData): readonly Op[] {
  return Object.entries(data).flatMap(([key, content]): readonly Op[] => {
    const block = form.blocks[key]
    if (!block) return []
    const typed = new Set(block.columns.flatMap((column) => (column.computed === undefined ? [column.key] : [])))
    const cells = (row: object) => Object.entries(row as Cells).filter(([column]) => typed.has(column))
    const sets = (row: string | null, given: object): readonly Op[] =>
      cells(given).map(([column, value]): Op => ({ set: [key, row, column], value }))
    if (block.kind === 'fields') return sets(null, content)
    if (block.kind === 'fixed') return Object.entries(content).flatMap(([row, given]) => sets(row, given as object))
    const rows = (content as readonly DynamicRow[]).map((row) => ({ $id: row.$id, ...Object.fromEntries(cells(row)) }))
    return [{ insert: key, after: null, rows }]
  })
}

/** One browser page that saves the draft of a collection: it numbers its saves and knows the version it has seen. */
export class Page {
  readonly clientId: string
  readonly person: Person
  readonly collection: string
  seq = 0
  version = 0
  formVersion: string | null = null

  constructor(person: Person, collection: string, clientId: string = crypto.randomUUID()) {
    this.person = person
    this.collection = collection
    this.clientId = clientId
  }

  /** Sends the next save; what is refused does not use up its number. */
  async save(...ops: readonly Op[]): Promise<Reply<SaveAnswer>> {
    const reply = await this.send({ seq: this.seq + 1, ops })
    if (reply.status === 200) {
      this.seq += 1
      this.version = reply.body.version
    }
    return reply
  }

  /** Sends a save as it is told. */
  async send(save: {
    readonly seq: number
    readonly ops: readonly unknown[]
    readonly baseVersion?: number
    readonly formVersion?: string
  }): Promise<Reply<SaveAnswer>> {
    this.formVersion ??= (await this.draft()).formVersion
    return this.person.patch<SaveAnswer>(`/api/collections/${this.collection}/draft`, {
      clientId: this.clientId,
      baseVersion: this.version,
      formVersion: this.formVersion,
      ...save,
    })
  }

  async draft(): Promise<DraftAnswer> {
    return (await this.person.get<DraftAnswer>(`/api/collections/${this.collection}/draft`)).body
  }
}

interface SaveAnswer {
  readonly version: number
  readonly savedAt: string
  readonly others: readonly { readonly version: number; readonly by: string; readonly at: string; readonly ops: readonly Op[] }[]
  readonly detail: string
  readonly expected: number
  readonly conflicts: readonly unknown[]
  readonly faults: readonly { readonly index: number; readonly code: string; readonly message: string }[]
}

interface DraftAnswer {
  readonly version: number
  readonly savedAt: string | null
  readonly savedBy: string | null
  readonly formVersion: string
  readonly data: FormData
  readonly today: string
  readonly state: string
  readonly unsubmittedChanges: boolean
  readonly submittedAt: string | null
  readonly readOnly: { readonly reason: string; readonly message: string } | null
}

/** A row of «Классы» with a letter and the number of pupils. */
export function classRow($id: string, letter: string, listed: number): DynamicRow {
  return { $id, letter, listed }
}

export interface Submission {
  readonly id: string
  readonly state: 'checking' | 'accepted' | 'refused'
  readonly version: number
  readonly number: number | null
  readonly submittedAt: string | null
  readonly problems: readonly Problem[]
}

/** Submits the draft of a page at the version that it knows. */
export function submit(page: Page, version = page.version) {
  return page.person.post<{ id: string; version?: number }>(`/api/collections/${page.collection}/submissions`, undefined, {
    'if-match': `"${version}"`,
  })
}

/** Asks until the submission is decided, and does something in between. */
export async function decided(person: Person, id: string, between = () => {}): Promise<Submission> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { body } = await person.get<Submission>(`/api/submissions/${id}`)
    if (body.state !== 'checking') return body
    between()
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the submission was not decided in time')
}
