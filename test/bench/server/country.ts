import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { startServer } from '@tabel/server'
import knex from 'knex'
import type { Knex } from 'knex'
import { faultlessData } from '../../support/vpr.ts'

/** Somebody who is signed in. */
export interface Visitor {
  readonly cookie: string
  readonly csrf: string
}

/** A country in a database: its organisations take part in one open collection. */
export interface Country {
  readonly collection: string
  /** Schools that are signed in, each with a draft of its own. */
  readonly schools: readonly Visitor[]
  /** The first of the regions. */
  readonly region: Visitor
  readonly organizer: Visitor
}

export interface CountrySize {
  readonly organisations: number
  /** So many schools are signed in. */
  readonly signedIn: number
  /** So many organisations have submitted. */
  readonly submitted: number
}

const regions = 80
const form = new URL('../../../forms/library/vpr-fsr-ma4/form.json', import.meta.url)
const zone = 'Europe/Moscow'

/** Fills an empty database, past the server: forty thousand organisations by its own import would take minutes. */
export async function fillCountry(location: string, files: string, size: CountrySize): Promise<Country> {
  const server = await startServer({ port: 0, database: location, files, demo: false, logLevel: 'error' })
  await server.close()
  const db = knex(
    location.startsWith('postgres')
      ? { client: 'pg', connection: location }
      : { client: 'sqlite3', connection: { filename: location }, useNullAsDefault: true },
  )
  try {
    return await db.transaction((tx) => fill(tx, size))
  } finally {
    await db.destroy()
  }
}

async function fill(tx: Knex.Transaction, { organisations, signedIn, submitted }: CountrySize): Promise<Country> {
  const now = Date.now()
  const tree = organisationsOf(organisations)
  await tx.batchInsert('organisation', tree, 50)
  const schools = tree.filter(({ kind }) => kind === 'edu')

  const source = withRoom(await readFile(form, 'utf8'))
  const sha256 = createHash('sha256').update(source).digest('hex')
  await tx('form_version').insert({
    id: 'form',
    form: 'vpr-fsr-ma4',
    version: '2026.1.0',
    source,
    sha256,
    created_at: now,
  })
  await tx('section').insert({ id: 'section', slug: 'vpr', title: 'ВПР', place: 0 })
  await tx('publication').insert({
    id: 'publication',
    section_id: 'section',
    slug: 'sbor',
    title: 'Сбор',
    body: '',
    published_at: now,
  })
  await tx('collection').insert({
    id: 'collection',
    publication_id: 'publication',
    form_version_id: 'form',
    title: 'Сбор',
    place: 0,
    opens_at: now - 1_000,
    closes_at: now + 1_000_000_000,
  })
  await tx.batchInsert(
    'assignment',
    schools.map(({ id, path }, index) => ({
      id: `a-${id}`,
      collection_id: 'collection',
      organisation_id: id,
      path,
      status: index >= schools.length - submitted ? 'submitted' : index % 2 === 0 ? 'notStarted' : 'inProgress',
      version: 0,
    })),
    50,
  )
  if (submitted > 0) await submitFor(tx, schools.slice(-submitted), now)

  const visit = (id: string) => signIn(tx, id, now)
  const visitors: Visitor[] = []
  for (const { id } of schools.slice(0, signedIn)) visitors.push(await visit(id))
  return {
    collection: 'collection',
    schools: visitors,
    region: await visit('reg00'),
    organizer: await visit('fed'),
  }
}

/** The form with room for drafts larger than its own, so that a large one can be measured. */
function withRoom(source: string): string {
  const roomy = source.replace('"max": 30,', '"max": 1000,')
  if (roomy === source) throw new Error('The form of the bench no longer limits its classes to 30 rows.')
  return roomy
}

interface OrganisationRow {
  readonly id: string
  readonly parent_id: string | null
  readonly path: string
  readonly kind: string
  readonly login: string
  readonly name: string
  readonly search: string
  readonly zone: string
}

/** Eighty regions with as many schools each. */
function organisationsOf(count: number): readonly OrganisationRow[] {
  const row = (id: string, kind: string, parent: OrganisationRow | null): OrganisationRow => ({
    id,
    parent_id: parent?.id ?? null,
    path: parent === null ? '/' : `${parent.path}${id}/`,
    kind,
    login: id,
    name: `Организация ${id}`,
    search: `${id} организация ${id}`,
    zone,
  })
  const fed = row('fed', 'fed', null)
  const rows = [fed]
  for (let number = 0; number < regions; number += 1) {
    const region = row(`reg${String(number).padStart(2, '0')}`, 'reg', fed)
    rows.push(region)
    for (let school = 0; school < Math.ceil(count / regions) && rows.length <= count + number + 1; school += 1)
      rows.push(row(`edu${String(number).padStart(2, '0')}${String(school).padStart(4, '0')}`, 'edu', region))
  }
  return rows
}

async function submitFor(tx: Knex.Transaction, schools: readonly OrganisationRow[], now: number): Promise<void> {
  const data = await faultlessData()
  const at = new Date(now).toISOString()
  const rows = schools.map(({ id, login, name }) => ({
    id: `s-${id}`,
    assignment: `a-${id}`,
    by: login,
    document: JSON.stringify({ organisation: { id, login, name }, submittedAt: at, formVersion: '2026.1.0', data }),
  }))
  await tx.batchInsert(
    'intent',
    rows.map(({ id, assignment, by }) => ({
      id,
      assignment_id: assignment,
      version: 1,
      state: 'accepted',
      received_at: now,
      received_by: by,
      problems: '[]',
    })),
    50,
  )
  await tx.batchInsert(
    'submission',
    rows.map(({ id, assignment, by, document }) => ({
      id,
      assignment_id: assignment,
      number: 1,
      draft_version: 1,
      document,
      sha256: createHash('sha256').update(document).digest('hex'),
      submitted_at: now,
      submitted_by: by,
    })),
    50,
  )
  await tx('assignment')
    .where({ status: 'submitted' })
    .update({
      submission_id: tx.raw("'s-' || organisation_id"),
      submitted_at: now,
      submitted_by: 'school',
      submitted_version: 0,
    })
}

async function signIn(tx: Knex.Transaction, organisation: string, now: number): Promise<Visitor> {
  const token = `token-${organisation}`
  const csrf = `csrf-${organisation}`
  await tx('account').insert({ id: organisation, login: organisation, password_hash: '', organisation_id: organisation })
  await tx('session').insert({
    token_hash: createHash('sha256').update(token).digest('hex'),
    account_id: organisation,
    csrf,
    created_at: now,
    seen_at: now,
  })
  return { cookie: `sid=${token}`, csrf }
}
