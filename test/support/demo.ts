import type { CompiledForm, FormData } from '@tabel/engine'
import { attach, pdf } from './attachments.ts'
import type { Person } from './person.ts'
import { decided, faultlessData, opsFor, submit } from './vpr.ts'
import type { Page } from './vpr.ts'

/** A collection as somebody sees it. */
interface Head {
  readonly id: string
  readonly title: string
  readonly form: { readonly form: string }
  readonly status: 'open' | 'closed'
}

/** Id of the demo's collection of a form of the library that somebody sees: the first of this status. */
export async function collectionOf(person: Person, form: string, status: 'open' | 'closed' = 'open'): Promise<string> {
  const { body: sections } = await person.get<{ items: { slug: string }[] }>('/api/sections')
  for (const { slug: section } of sections.items) {
    const { body: list } = await person.get<{ items: { slug: string }[] }>(`/api/sections/${section}/publications`)
    for (const { slug } of list.items) {
      const { body } = await person.get<{ collections: Head[] }>(`/api/publications/${section}/${slug}`)
      const found = body.collections.find((one) => one.form.form === form && one.status === status)
      if (found) return found.id
    }
  }
  throw new Error(`the demo collects no ${form} that is ${status}`)
}

/** Enters the faultless case of a form of the library into an empty draft, and submits it. @throws when it is not accepted. */
export async function submitFaultless(page: Page, library: string): Promise<void> {
  const { body: form } = await page.person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
  const { body: renewal } = await page.person.post<{ version: number }>(`/api/collections/${page.collection}/draft/refresh`, {
    on: 'open',
  })
  page.version = renewal.version
  const data = JSON.parse(JSON.stringify(await faultlessData(library))) as Record<string, Record<string, unknown>>
  // A file of a case is nobody's: the school attaches one of its own.
  if (library === 'pitanie') data['hall'] = { ...data['hall'], menu: (await attach(page.person, page.collection, pdf())).body }
  const saved = await page.save(...opsFor(form, data as FormData))
  if (saved.status !== 200) throw new Error(saved.body.detail)
  const taken = await submit(page)
  const { state, problems } = await decided(page.person, taken.body.id)
  if (state !== 'accepted') throw new Error(problems.map(({ message }) => message).join('\n'))
}
