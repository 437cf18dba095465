import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics/metrics.ts'
import { countJobs } from '../storage/jobs.ts'
import { JobRunner } from '../jobs/job-runner.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { CheckPool } from '../jobs/check-pool.ts'
import { systemScope } from '../policies/scope.ts'
import { downloadsKind, ReportJob, reportKind } from '../reports/report-job.ts'
import { removeOldReports } from '../reports/remove-old-reports.ts'
import type { Settings } from '../settings.ts'
import { Blobs } from '../storage/blobs.ts'
import type { Database } from '../storage/database.ts'
import { Attachments } from './attachments/attachments.ts'
import { Audit } from './audit.ts'
import { PasswordChanges } from './accounts/change-password.ts'
import { AccountsImporter } from './accounts/import-accounts.ts'
import { FormChanges } from './change-form.ts'
import { Checks } from './checks/checks.ts'
import { Collections } from './collections.ts'
import { DraftCache } from './drafts/draft-cache.ts'
import { Drafts } from './drafts/drafts.ts'
import { LiveEvents } from './events/live-events.ts'
import { Exports } from './exports.ts'
import { Documents } from './files/documents.ts'
import { StoreKeeper } from './files/store-keeper.ts'
import { Stores } from './files/stores.ts'
import { Forms } from './forms.ts'
import { DraftHistory } from './history/draft-history.ts'
import { SubmissionJudge } from './judge-submission.ts'
import { Deadlines } from './move-deadline.ts'
import { Monitoring } from './monitoring.ts'
import { Notifications } from './notifications.ts'
import { OrganisationKeeper } from './organisations/keeper.ts'
import { OrganisationTree } from './organisations/tree.ts'
import { Passwords } from './passwords.ts'
import { Publications } from './publications.ts'
import { FormDesk } from './publishing/form-desk.ts'
import { LastYear } from './publishing/last-year.ts'
import { CollectionOpener } from './publishing/open-collections.ts'
import { Previews } from './publishing/preview.ts'
import { Publishing } from './publishing/publishing.ts'
import { ReadyForms } from './publishing/ready-forms.ts'
import { ParkedSaves } from './drafts/parked-saves.ts'
import { DraftRefresher } from './drafts/refresh-draft.ts'
import { Receipts } from './receipts.ts'
import { Registries } from './registries.ts'
import { DraftSaver } from './drafts/save-draft.ts'
import { Sessions } from './sessions.ts'
import { SignIn } from './sign-in.ts'
import { Territories } from './territories.ts'
import { Templates } from './uploads/templates.ts'
import { Uploads } from './uploads/uploads.ts'
import { judgeKind, Submissions } from './submit.ts'

/** Everything the server can do, put together once. */
export interface Services {
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly passwordChanges: PasswordChanges
  readonly accountsImporter: AccountsImporter
  readonly organisationTree: OrganisationTree
  readonly organisationKeeper: OrganisationKeeper
  readonly audit: Audit
  readonly publications: Publications
  readonly stores: Stores
  readonly documents: Documents
  readonly storeKeeper: StoreKeeper
  readonly collections: Collections
  readonly saver: DraftSaver
  readonly refresher: DraftRefresher
  readonly registries: Registries
  readonly territories: Territories
  readonly publishing: Publishing
  readonly lastYear: LastYear
  readonly previews: Previews
  readonly formDesk: FormDesk
  readonly readyForms: ReadyForms
  readonly collectionOpener: CollectionOpener
  readonly checks: Checks
  readonly deadlines: Deadlines
  readonly formChanges: FormChanges
  readonly history: DraftHistory
  readonly parked: ParkedSaves
  readonly templates: Templates
  readonly uploads: Uploads
  readonly attachments: Attachments
  readonly submissions: Submissions
  readonly receipts: Receipts
  readonly monitoring: Monitoring
  readonly exports: Exports
  readonly notifications: Notifications
  readonly events: LiveEvents
  /** Begins the work that nobody waits for: judging, reports. What a crash interrupted goes on. */
  start(): Promise<void>
  /** Puts back the work under way, for the next start. */
  stop(): Promise<void>
}

export function createServices(database: Database, settings: Settings, log: Logger, metrics: Metrics): Services {
  const { now } = settings
  const passwords = new Passwords()
  const sessions = new Sessions(database, now, (session) => events.announce({ kind: 'session', session }))
  const events = new LiveEvents(database, sessions, (kind) => jobs.wake(kind), log, settings.heartbeat)
  const signIn = new SignIn(database, sessions, passwords, now)
  const forms = new Forms()
  const drafts = new Drafts(forms, new DraftCache())
  const collections = new Collections(database, forms, drafts, now)
  const monitoring = new Monitoring(database, collections, now)
  const folder = join(settings.files, 'reports')
  const blobs = new Blobs(settings.files)
  const stores = new Stores(database, blobs, now, log)
  const documents = new Documents(database, blobs, now)
  const publications = new Publications(database, { collections, stores, documents }, now)

  const saver = new DraftSaver(database, forms, drafts, now, metrics.saved)
  const pool = new CheckPool(settings.checkTimeout)
  const refresher = new DraftRefresher(database, forms, drafts, pool, now, events.announce)
  const reportJob = (kind: string): ReportJob => new ReportJob(kind, database, settings.database, folder, now, events.announce)
  const jobs = new JobRunner(
    database,
    now,
    log,
    new Map<string, JobHandler>([
      [judgeKind, new SubmissionJudge(database, forms, drafts, pool, now, events.announce, metrics.judged)],
      [reportKind, reportJob(reportKind)],
      [downloadsKind, reportJob(downloadsKind)],
    ]),
    { lease: settings.jobLease, pollEvery: settings.jobPoll },
    (at) => removeOldReports(database, folder, at - settings.reportsKept),
  )
  const wake = (job: string): void => (settings.role === 'web' ? events.announce({ kind: 'job', job }) : jobs.wake(job))
  const looking = systemScope('metrics')
  metrics.watch(
    {
      savesWaiting: () => database.waitingSaves(),
      checksWaiting: () => pool.waiting,
      checksRunning: () => pool.running,
      streams: () => events.streams,
      jobs: () => countJobs(looking, database.read),
    },
    [judgeKind, reportKind, downloadsKind],
  )
  return {
    passwords,
    sessions,
    signIn,
    passwordChanges: new PasswordChanges(database, signIn, sessions, passwords, now, events.announce, settings.coordinatorReset),
    accountsImporter: new AccountsImporter(database, forms, now),
    organisationTree: new OrganisationTree(database),
    organisationKeeper: new OrganisationKeeper(database, sessions, forms, now, events.announce),
    audit: new Audit(database),
    publications,
    stores,
    documents,
    storeKeeper: new StoreKeeper(database, blobs, now),
    collections,
    saver,
    refresher,
    registries: new Registries(database, now),
    deadlines: new Deadlines(database, now, events.announce),
    templates: new Templates(database, collections, drafts, forms, pool, now),
    uploads: new Uploads({ database, blobs, collections, drafts, saver, pool, now }),
    attachments: new Attachments(database, blobs, collections, now),
    parked: new ParkedSaves(database, collections, drafts, saver, now),
    history: new DraftHistory(database, collections, drafts),
    formChanges: new FormChanges(database, forms, now, events.announce),
    territories: new Territories(database, monitoring, now),
    publishing: new Publishing(database, now),
    lastYear: new LastYear(database),
    previews: new Previews(database, publications, stores, now),
    formDesk: new FormDesk(database, forms),
    readyForms: new ReadyForms(),
    collectionOpener: new CollectionOpener(database, forms, now, events.announce),
    checks: new Checks(database, forms, now, events.announce),
    submissions: new Submissions(database, drafts, refresher, now, () => wake(judgeKind)),
    receipts: new Receipts(database, forms),
    monitoring,
    exports: new Exports(database, monitoring, folder, now, {
      results: reportKind,
      downloads: downloadsKind,
      wake,
    }),
    notifications: new Notifications(database, now),
    events,
    start: async () => {
      await blobs.sweep(now())
      await jobs.start()
    },
    stop: async () => {
      await stores.settled()
      await jobs.stop()
      await pool.close()
      await jobs.settled()
    },
  }
}
