import { readdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { withSources } from '@tabel/engine'
import type { CompiledForm, FormData, Scalar, SourceData } from '@tabel/engine'
import { buildTemplate, marksVersion } from '@tabel/excel'
import { libraryForm } from '../support/school.ts'

const forms = new URL('../../forms/library/', import.meta.url)

/** The forms of the library. */
export const library: readonly string[] = readdirSync(forms).sort()

interface Case {
  readonly data: FormData
  readonly sources?: SourceData
  readonly constants?: Readonly<Record<string, Scalar>>
  readonly today?: string
}

/** A case of a form of the library, and the template that carries its data. Nothing in it is calculated yet. */
export interface FilledTemplate {
  readonly form: CompiledForm
  readonly data: FormData
  readonly today: string
  readonly bytes: Uint8Array
}

/** Every case of a form, by the name of its file. */
export async function filledTemplates(name: string): Promise<ReadonlyMap<string, FilledTemplate>> {
  const form = await libraryForm(name)
  const folder = new URL(`${name}/cases/`, forms)
  const files = (await readdir(folder)).sort()
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const one = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as Case
        const own = withConstants(form, one.constants ?? {})
        const data = withSources(one.data, one.sources ?? {})
        const filled = { form: own, data, today: one.today ?? '2026-04-22', bytes: await template(own, data) }
        return [file.replace('.json', ''), filled] as const
      }),
    ),
  )
}

export function template(form: CompiledForm, data: FormData): Promise<Uint8Array> {
  const meta = {
    marks: marksVersion,
    form: form.form,
    formVersion: form.version,
    formHash: '',
    collection: '',
    organisation: '',
    organisationName: '',
    draftVersion: 0,
    madeAt: '2026-11-27T00:00:00.000Z',
  }
  return buildTemplate(form, { meta, data })
}

function withConstants(form: CompiledForm, values: Readonly<Record<string, Scalar>>): CompiledForm {
  const constants = Object.entries(form.constants).map(([name, constant]) => [
    name,
    { ...constant, value: values[name] ?? constant.value },
  ])
  return { ...form, constants: Object.fromEntries(constants) as CompiledForm['constants'] }
}
