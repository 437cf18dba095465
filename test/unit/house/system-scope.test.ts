import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../../server/src')

/** Where nobody is signed in: jobs, commands, and what happens before somebody is. Everything else sees what its person may see. */
const allowed = [
  // Jobs and what they write.
  'jobs/job-runner.ts',
  'reports/end-with-notice.ts',
  'reports/remove-old-reports.ts',
  'reports/report-job.ts',
  'reports/write-report.ts',
  'services/judge-submission.ts',
  // Commands and the demo.
  'commands/accounts.ts',
  'commands/backup.ts',
  'commands/doctor.ts',
  'commands/files.ts',
  'demo/seed.ts',
  // Before somebody is signed in.
  'services/sessions.ts',
  'services/sign-in.ts',
  // Figures without people, and form files, which belong to nobody.
  'services/forms.ts',
  'services/index.ts',
]

test('the scope that sees everything is made for jobs, commands and signing in alone', () => {
  const users = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && file !== 'policies/scope.ts')
    .filter((file) => readFileSync(resolve(root, file), 'utf8').includes('systemScope('))
  expect(users.toSorted((one, other) => one.localeCompare(other))).toEqual(
    allowed.toSorted((one, other) => one.localeCompare(other)),
  )
})
