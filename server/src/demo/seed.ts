import { systemScope } from '../policies/scope.ts'
import { insertAccounts } from '../storage/accounts.ts'
import type { Blob, Blobs } from '../storage/blobs.ts'
import type { Database, Tx } from '../storage/database.ts'
import { findFact, putFact } from '../storage/facts.ts'
import { newId } from '../storage/ids.ts'
import { exclusively } from '../storage/migrations/index.ts'
import { hasOrganisations, insertOrganisations, listOrganisations } from '../storage/organisations.ts'
import { insertSection } from '../storage/publications.ts'
import { insertRegistryVersion } from '../storage/registries.ts'
import { sha256 } from '../services/canonical-json.ts'
import type { Services } from '../services/index.ts'
import { openCollection, publish } from '../services/publishing/publish.ts'
import type { ReadyForms } from '../services/publishing/ready-forms.ts'
import { slugOf } from '../services/publishing/slug.ts'
import { seedFiles, writeDemoFiles } from './files.ts'
import { demoPupils, pupilColumns } from './pupils.ts'
import { publications, sections } from './texts.ts'
import { demoOrganisations } from './tree.ts'

/** The password of all demo accounts. It is public, so a server with demo accounts listens on its own machine only. */
export const demoPassword = 'demo-2026'

const day = 24 * 60 * 60 * 1000
const scope = systemScope('demo data')

/** Whether this database holds demo accounts. */
export async function hasDemo(database: Database): Promise<boolean> {
  return (await findFact(scope, database.read, 'demo')) !== null
}

/** Fills an empty database with organisations, accounts, publications and collections that are open around `now`. */
export async function seedDemo(
  database: Database,
  blobs: Blobs,
  { passwords, readyForms }: Pick<Services, 'passwords' | 'readyForms'>,
  now: number,
): Promise<void> {
  if (await hasOrganisations(scope, database.read)) return
  const sources = await formSources(readyForms)
  // Everybody knows the one password of the demo, so one hash, made outside of the transaction, is enough for all.
  const hash = await passwords.hash(demoPassword)
  const files = await writeDemoFiles(blobs)
  await exclusively(database, async (tx) => {
    if (await hasOrganisations(scope, tx)) return
    await putFact(scope, tx, 'demo', new Date(now).toISOString())
    await seedPeople(tx, hash)
    await seedPublications(tx, sources, files, now)
    await seedPupils(tx, now)
  })
}

async function seedPeople(tx: Tx, passwordHash: string): Promise<void> {
  const ids = new Map<string, string>()
  const rows = demoOrganisations().map((organisation) => {
    const id = newId()
    ids.set(organisation.login, id)
    const isRoot = organisation.kind === 'fed'
    const parent = isRoot ? null : (organisation.path.at(-2) ?? 'fed')
    return {
      id,
      parentId: parent === null ? null : (ids.get(parent) ?? null),
      path: isRoot ? '/' : `/${organisation.path.join('/')}/`,
      kind: organisation.kind,
      login: organisation.login,
      name: organisation.name,
      zone: organisation.zone,
    }
  })
  await insertOrganisations(scope, tx, rows)
  const accounts = rows.map(({ login, id }) => ({
    login,
    passwordHash,
    mustChange: false,
    organisationId: id,
  }))
  await insertAccounts(scope, tx, accounts)
}

/** The texts of the ready forms that the demo collects, by id. */
async function formSources(readyForms: ReadyForms): Promise<ReadonlyMap<string, string>> {
  const forms = new Set(publications.flatMap(({ collections }) => collections.map(({ form }) => form)))
  const read = [...forms].map(async (form) => [form, await readyForms.source(scope, form)] as const)
  return new Map(await Promise.all(read))
}

/** The registry of pupils that the form of the olympiad reads. */
async function seedPupils(tx: Tx, at: number): Promise<void> {
  const schools = (await listOrganisations(scope, tx)).filter(({ kind }) => kind === 'edu')
  const parts = new Map(schools.map(({ id, login }) => [id, demoPupils(login)]))
  const rows = [...parts.values()].reduce((sum, pupils) => sum + pupils.length, 0)
  const version = {
    registry: 'pupils',
    columns: pupilColumns,
    rows,
    sha256: sha256(JSON.stringify([...parts.values()])),
    at,
    by: 'fed',
  }
  await insertRegistryVersion(scope, tx, version, parts)
}

async function seedPublications(
  tx: Tx,
  sources: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, Blob>,
  now: number,
): Promise<void> {
  const sectionIds = new Map<string, string>()
  for (const [place, title] of sections.entries()) {
    sectionIds.set(title, await insertSection(scope, tx, { slug: slugOf(title), title, place }))
  }
  const today = now - (now % day)
  for (const publication of publications) {
    const sectionId = sectionIds.get(publication.section) ?? ''
    const publishedAt = today + publication.publishedDay * day
    const { id: publicationId } = await publish(scope, tx, { ...publication, sectionId, publishedAt })
    await seedFiles(scope, tx, { id: publicationId, title: publication.title }, files, now)
    for (const [place, { form, title, opensDay, closesDay }] of publication.collections.entries()) {
      const opensAt = today + opensDay * day
      // 18:00 in Moscow.
      const closesAt = today + closesDay * day + 15 * 60 * 60 * 1000
      const source = sources.get(form) ?? ''
      await openCollection(scope, tx, { publicationId, title, source, opensAt, closesAt, place }, now)
    }
  }
}
