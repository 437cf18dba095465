import { applyOps } from '@tabel/engine'
import type { CompiledForm, Op } from '@tabel/engine'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { classRow, faultlessData, opsFor } from './vpr.ts'
import { libraryForm } from './school.ts'

type Row = Readonly<Record<string, unknown>>

/** When these rows were written, milliseconds since 1970. */
export const writtenAt = Date.parse('2026-05-10T09:00:00Z')
const library = 'vpr-fsr-ma4'

/** The page in which somebody typed. */
export const clientOf = (login: string): string => `00000000-0000-4000-8000-000${login.replace('edu', '')}000`

/** The saves of `edu010001`, in order. */
export const saves: readonly (readonly Op[])[] = [
  [{ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] }],
  [{ set: ['classes', 'a', 'listed'], value: 26 }],
  [{ insert: 'classes', after: 'a', rows: [classRow('b', 'Б', 20)] }],
]

/**
 * What a database held when its schema had come to a step: rows by table, in the order of their references. They are written down as
 * they were then, and not made by the program, which has moved on.
 *
 * `edu010001` is typing, `edu010002` has submitted, the submission of `edu010003` and a report of `reg01` wait for a worker. All
 * have the password `demo-2026`.
 *
 * @param step name of the step that made the tables, such as `0001-first`; one that is not known here had no rows.
 */
export async function rowsOf(step: string): Promise<readonly (readonly [table: string, rows: readonly Row[]])[]> {
  if (step === '0001-first') return [...people(), ...(await collection()), ...work()]
  if (step === '0002-registries') return registries()
  if (step === '0003-check-switches') return switches()
  if (step === '0005-accounts')
    return [
      ['audit', [{ id: 'au1', at: writtenAt, actor: 'fed', action: 'password-reset', subject: 'edu010001', details: '{}' }]],
    ]
  return []
}

const passwordHash = '$argon2id$v=19$m=19456,t=2,p=1$U/cWlTqe1MylNGjF87yDYA$p+8euj32AJxswgkL3Oo9jgnbyodXraSIL2Efx5w++wo'
const schools = ['edu010001', 'edu010002', 'edu010003']
const pathOf = (login: string): string => `/reg01/mun0101/${login}/`

function people(): readonly (readonly [string, readonly Row[]])[] {
  const zone = 'Europe/Moscow'
  const place = (id: string, parent_id: string | null, path: string, kind: string): Row => {
    const name = `Организация ${id}`
    return { id, parent_id, path, kind, login: id, name, search: `${id} ${name.toLowerCase()}`, zone }
  }
  const organisations = [
    place('fed', null, '/', 'fed'),
    place('reg01', 'fed', '/reg01/', 'reg'),
    place('mun0101', 'reg01', '/reg01/mun0101/', 'mun'),
    ...schools.map((login) => place(login, 'mun0101', pathOf(login), 'edu')),
  ]
  const accounts = organisations.map(({ id }) => ({
    id: `account-${String(id)}`,
    login: id,
    password_hash: passwordHash,
    organisation_id: id,
  }))
  return [
    ['organisation', organisations],
    ['account', accounts],
  ]
}

async function collection(): Promise<readonly (readonly [string, readonly Row[]])[]> {
  const source = await readFile(new URL(`../../forms/library/${library}/form.json`, import.meta.url), 'utf8')
  const form = await libraryForm(library)
  const sha256 = createHash('sha256').update(source).digest('hex')
  const whole = opsFor(form, await faultlessData(library))
  const assigned = schools.map((login) => ({
    id: `assignment-${login}`,
    collection_id: 'collection-1',
    organisation_id: login,
    path: pathOf(login),
    status: 'inProgress',
    version: login === 'edu010001' ? saves.length : 1,
    started_at: writtenAt,
    changed_at: writtenAt,
    changed_by: login,
  }))
  const document = JSON.stringify({ data: await faultlessData(library), submittedAt: new Date(writtenAt).toISOString() })
  const documentSha256 = createHash('sha256').update(document).digest('hex')
  const submitted = { submitted_at: writtenAt, submitted_by: 'edu010002', submitted_version: 1, submission_id: 'intent-2' }
  return [
    ['section', [{ id: 'section-1', slug: 'vpr', title: 'ВПР', place: 0 }]],
    [
      'publication',
      [{ id: 'pub-1', section_id: 'section-1', slug: 'sbor', title: 'Сбор', body: '<p>Текст</p>', published_at: writtenAt }],
    ],
    ['form_version', [{ id: 'form-1', form: form.form, version: form.version, source, sha256, created_at: writtenAt }]],
    [
      'collection',
      [
        {
          id: 'collection-1',
          publication_id: 'pub-1',
          form_version_id: 'form-1',
          title: 'Сбор результатов',
          place: 0,
          opens_at: writtenAt - 86_400_000,
          closes_at: writtenAt + 30 * 86_400_000,
        },
      ],
    ],
    [
      'assignment',
      assigned.map((row) => (row.organisation_id === 'edu010002' ? { ...row, ...submitted, status: 'submitted' } : row)),
    ],
    [
      'draft_snapshot',
      [{ assignment_id: 'assignment-edu010001', version: 2, data: JSON.stringify(fold(form, saves.slice(0, 2))) }],
    ],
    [
      'draft_entry',
      [
        ...saves.map((ops, place) => entry('edu010001', place + 1, ops)),
        entry('edu010002', 1, whole),
        entry('edu010003', 1, whole),
      ],
    ],
    ['intent', [intent('intent-2', 'edu010002', 'accepted'), intent('intent-3', 'edu010003', 'checking')]],
    [
      'submission',
      [
        {
          id: 'intent-2',
          assignment_id: 'assignment-edu010002',
          number: 1,
          draft_version: 1,
          document,
          sha256: documentSha256,
          submitted_at: writtenAt,
          submitted_by: 'edu010002',
        },
      ],
    ],
  ]
}

const fold = (form: CompiledForm, all: readonly (readonly Op[])[]) => all.reduce((data, ops) => applyOps(form, data, ops), {})

function entry(login: string, version: number, ops: readonly Op[]): Row {
  const text = JSON.stringify(ops, (_, part: unknown) => (isMap(part) ? sorted(part) : part))
  return {
    assignment_id: `assignment-${login}`,
    version,
    client_id: clientOf(login),
    seq: version,
    ops: text,
    at: writtenAt,
    by: login,
  }
}

/** The program keeps ops in a form in which equal ones are equal texts. */
const sorted = (part: object): object => Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))

function isMap(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}

function intent(id: string, login: string, state: string): Row {
  const problems = state === 'checking' ? null : '[]'
  return { id, assignment_id: `assignment-${login}`, version: 1, state, received_at: writtenAt, received_by: login, problems }
}

/** One that is waiting for a worker, and one that was done; what is waited for may be ordered only once. */
function work(): readonly (readonly [string, readonly Row[]])[] {
  const job = (id: string, kind: string, subject: string): Row => ({
    id,
    kind,
    subject,
    state: 'queued',
    run_at: writtenAt,
    attempts: 0,
  })
  const report = {
    account_id: 'account-reg01',
    collection_id: 'collection-1',
    path: '/reg01/',
    title: 'Экспорт',
    created_at: writtenAt,
  }
  const done = { state: 'done', progress: 1, rows: 1, file: 'report-1.xlsx', finished_at: writtenAt }
  return [
    ['job', [job('job-1', 'judge', 'intent-3'), job('job-2', 'report', 'report-2')]],
    [
      'report',
      [
        { ...report, id: 'report-1', ...done },
        { ...report, id: 'report-2', state: 'queued', progress: 0, running_key: 'account-reg01/collection-1' },
      ],
    ],
    [
      'notification',
      [
        {
          id: 'n1',
          account_id: 'account-reg01',
          at: writtenAt,
          kind: 'report-ready',
          text: 'Отчет готов',
          report_id: 'report-1',
        },
      ],
    ],
  ]
}

function registries(): readonly (readonly [string, readonly Row[]])[] {
  const version = { id: 'rv1', registry: 'rooms', number: 1, columns: '["code"]', rows: 1, sha256: 'x', at: writtenAt, by: 'fed' }
  return [
    ['registry_version', [version]],
    ['registry_rows', [{ id: 'rr1', version_id: 'rv1', organisation_id: null, rows: '[["1"]]' }]],
  ]
}

function switches(): readonly (readonly [string, readonly Row[]])[] {
  const turned = {
    id: 'cs1',
    collection_id: 'collection-1',
    check_id: 'R01',
    number: 1,
    mode: 'off',
    reason: 'Ошибка',
    at: writtenAt,
    by: 'fed',
  }
  const stopped = { assignment_id: 'assignment-edu010001', check_id: 'R02', collection_id: 'collection-1', form_error: 0 }
  return [
    ['check_switch', [turned]],
    ['stopped', [stopped]],
  ]
}
