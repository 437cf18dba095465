import { sourcesRead } from '@tabel/engine'
import type { BlockData, CellValue, CompiledForm, FormData, ReadSource, SourceData } from '@tabel/engine'
import type { Scope } from '../../policies/scope.ts'
import type { Reader } from '../../storage/database.ts'
import { ownRegistryRows } from '../../storage/registries.ts'
import { ownDocument, ownSubmissions } from '../../storage/submissions.ts'
import { fieldsContent, registryContent, submittedContent } from './source-content.ts'
import { isWithin } from './version-range.ts'

/** When sources are read: the draft is opened, or «Сохранить черновик» is pressed (a report that is handed in counts as saved). */
export type Occasion = 'open' | 'save'

/**
 * The snapshot that a draft would have now. Sources that are not read again on this occasion stay as `known` has them; what was
 * never read is read. Only what belongs to the scope's own organisation is looked at.
 */
export async function resolveSources(
  scope: Scope,
  db: Reader,
  form: CompiledForm,
  collection: string,
  known: SourceData,
  occasion: Occasion,
): Promise<SourceData> {
  const found = await Promise.all(
    sourcesRead(form).map(async (read) => {
      const { name, source } = read
      const before = known[name]
      const stays = source.refresh === 'never' || (source.refresh === 'open' && occasion === 'save')
      const content = before !== undefined && stays ? before : await contentOf(scope, db, form, collection, read)
      return content === undefined ? [] : [[name, content] as const]
    }),
  )
  return Object.fromEntries(found.flat())
}

function contentOf(
  scope: Scope,
  db: Reader,
  form: CompiledForm,
  collection: string,
  read: ReadSource,
): Promise<SourceData[string] | undefined> {
  const { source } = read
  switch (source.kind) {
    case 'organisation':
      return Promise.resolve(organisationContent(scope, read))
    case 'registry':
      return registry(scope, db, read)
    case 'previous':
      return submitted(scope, db, read, form.form, collection)
    case 'form':
      return submitted(scope, db, read, source.of ?? '', null)
    case 'values':
      return Promise.resolve(undefined)
  }
}

function organisationContent({ person }: Scope, { parts }: ReadSource): BlockData {
  const { organisation, login } = person
  const values: Readonly<Record<string, CellValue>> = {
    login,
    name: organisation.name,
    kind: organisation.kind,
    region: codeOf('reg', organisation.path),
    municipality: codeOf('mun', organisation.path),
  }
  return parts[''] ? fieldsContent(parts[''], values) : {}
}

/** The digits of the login of the region or municipality that an organisation belongs to: `01`, `0101`. */
function codeOf(kind: 'reg' | 'mun', path: string): string | null {
  const login = path.split('/').find((part) => part.startsWith(kind))
  return login === undefined ? null : login.slice(kind.length)
}

async function registry(scope: Scope, db: Reader, { source, parts }: ReadSource): Promise<BlockData> {
  const rows = await ownRegistryRows(scope, db, source.of ?? '')
  return parts[''] ? registryContent(parts[''], rows) : {}
}

/** The latest submission of a form by the same organisation; undefined when there is none. */
async function submitted(
  scope: Scope,
  db: Reader,
  { source, parts }: ReadSource,
  form: string,
  except: string | null,
): Promise<SourceData[string] | undefined> {
  const earlier = await ownSubmissions(scope, db, form, except)
  const last = earlier.find(({ formVersion }) => isWithin(formVersion, source.version))
  if (!last) return undefined
  const { data } = JSON.parse(await ownDocument(scope, db, last.id)) as { readonly data: FormData }
  const blocks = Object.entries(parts).flatMap(([name, block]) => {
    const content = submittedContent(block, data[name])
    return content === undefined ? [] : [[name, content] as const]
  })
  return Object.fromEntries(blocks)
}
