import { join } from 'node:path'
import type { Logger } from 'pino'
import { JobRunner } from '../jobs/job-runner.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { CheckPool } from '../jobs/check-pool.ts'
import { ReportJob, reportKind } from '../reports/report-job.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'
import { PasswordChanges } from './accounts/change-password.ts'
import { AccountsImporter } from './accounts/import-accounts.ts'
import { Checks } from './checks/checks.ts'
import { Collections } from './collections.ts'
import { DraftCache } from './draft-cache.ts'
import { LiveEvents } from './events/live-events.ts'
import { Exports } from './exports.ts'
import { Forms } from './forms.ts'
import { SubmissionJudge } from './judge-submission.ts'
import { Deadlines } from './move-deadline.ts'
import { Monitoring } from './monitoring.ts'
import { Notifications } from './notifications.ts'
import { Passwords } from './passwords.ts'
import { Publications } from './publications.ts'
import { DraftRefresher } from './refresh-draft.ts'
import { Registries } from './registries.ts'
import { DraftSaver } from './save-draft.ts'
import { Sessions } from './sessions.ts'
import { SignIn } from './sign-in.ts'
import { judgeKind, Submissions } from './submit.ts'

/** Everything the server can do, put together once. */
export interface Services {
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly passwordChanges: PasswordChanges
  readonly accountsImporter: AccountsImporter
  readonly publications: Publications
  readonly collections: Collections
  readonly saver: DraftSaver
  readonly refresher: DraftRefresher
  readonly registries: Registries
  readonly checks: Checks
  readonly deadlines: Deadlines
  readonly submissions: Submissions
  readonly monitoring: Monitoring
  readonly exports: Exports
  readonly notifications: Notifications
  readonly events: LiveEvents
  /** Begins the work that nobody waits for: judging, reports. What a crash interrupted goes on. */
  start(): Promise<void>
  /** Puts back the work under way, for the next start. */
  stop(): Promise<void>
}

export function createServices(database: Database, settings: Settings, log: Logger): Services {
  const { now } = settings
  const passwords = new Passwords()
  const sessions = new Sessions(database, now, (session) => events.announce({ kind: 'session', session }))
  const events = new LiveEvents(database, sessions, log, settings.heartbeat)
  const signIn = new SignIn(database, sessions, passwords, now)
  const forms = new Forms()
  const cache = new DraftCache()
  const collections = new Collections(database, forms, cache, now)
  const monitoring = new Monitoring(database, collections, now)
  const folder = join(settings.files, 'reports')

  const pool = new CheckPool(settings.checkTimeout)
  const refresher = new DraftRefresher(database, forms, cache, pool, now, events.announce)
  const report = new ReportJob(database, forms, folder, now, events.announce)
  const jobs = new JobRunner(
    database,
    now,
    log,
    new Map<string, JobHandler>([
      [judgeKind, new SubmissionJudge(database, forms, cache, pool, now, events.announce)],
      [reportKind, report],
    ]),
  )
  return {
    passwords,
    sessions,
    signIn,
    passwordChanges: new PasswordChanges(database, signIn, sessions, passwords, now, events.announce, settings.coordinatorReset),
    accountsImporter: new AccountsImporter(database, forms, now),
    publications: new Publications(database, collections, now),
    collections,
    saver: new DraftSaver(database, forms, cache, now),
    refresher,
    registries: new Registries(database, now),
    deadlines: new Deadlines(database, now, events.announce),
    checks: new Checks(database, forms, now, events.announce),
    submissions: new Submissions(database, refresher, now, () => jobs.wake(judgeKind)),
    monitoring,
    exports: new Exports(database, monitoring, folder, now, { kind: reportKind, wake: () => jobs.wake(reportKind) }),
    notifications: new Notifications(database, now),
    events,
    start: () => jobs.start(),
    stop: async () => {
      await jobs.stop()
      report.stop()
      await pool.close()
      await jobs.settled()
    },
  }
}
