import type { Clock } from './clock.ts'

export type Role = 'all' | 'web' | 'worker'

/** How a server runs. README.md lists the environment variables behind it. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number
  /** Address to listen on; with demo accounts it is 127.0.0.1 whatever is said here. */
  readonly host: string
  /** A file path, or a `postgres://` URL. */
  readonly database: string
  /** Folder of files made by the server. */
  readonly files: string
  /** The site is reached over TLS: cookies are `Secure` and named `__Host-…`. */
  readonly tls: boolean
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets them itself. */
  readonly proxy: boolean
  /** What this process does: serve pages and the API, do jobs (judging, reports), or both. */
  readonly role: Role
  /** Regions and municipalities may give new passwords to those below them. */
  readonly coordinatorReset: boolean
  /** Fill an empty database with demo data. */
  readonly demo: boolean
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Largest request body, bytes. */
  readonly bodyLimit: number
  /** Largest file that the organizer may place, bytes. */
  readonly fileLimit: number
  /** Largest file that may be attached in a form, bytes; a form may allow less. */
  readonly attachmentLimit: number
  /** How long a check of a submission may take, milliseconds. */
  readonly checkTimeout: number
  /** At most so many waiting saves share one commit. */
  readonly saveBatch: number
  /** Milliseconds after which the job of a worker that fell silent is taken over by another one. */
  readonly jobLease: number
  /** Milliseconds between two looks for jobs that nobody has told of. */
  readonly jobPoll: number
  /** How long the files of finished reports are kept, milliseconds. */
  readonly reportsKept: number
  /** Milliseconds between two signs of life on a stream of events. */
  readonly heartbeat: number
  /** Who may read `/metrics`: whoever asks from this machine without a proxy in between, or everybody. */
  readonly metrics: 'loopback' | 'open'
  /** Whoever sends it as `Authorization: Bearer …` may as well; empty when there is none. */
  readonly metricsToken: string
  readonly now: Clock
  /** Check every answer against its schema. For tests: it costs time. */
  readonly checkReplies: boolean
  /** Hears the text of each statement sent to the database. For tests that count them. */
  readonly onStatement: ((sql: string) => void) | null
}

const day = 86_400_000

export const defaultSettings: Settings = {
  port: 3000,
  host: '0.0.0.0',
  database: 'var/tabel.sqlite',
  files: 'var/files',
  tls: false,
  proxy: false,
  role: 'all',
  coordinatorReset: true,
  demo: true,
  logLevel: 'warn',
  bodyLimit: 2 * 1024 * 1024,
  fileLimit: 512 * 1024 * 1024,
  attachmentLimit: 20 * 1024 * 1024,
  checkTimeout: 60_000,
  saveBatch: 64,
  jobLease: 30_000,
  jobPoll: 1_000,
  reportsKept: 30 * day,
  heartbeat: 15_000,
  metrics: 'loopback',
  metricsToken: '',
  now: Date.now,
  checkReplies: false,
  onStatement: null,
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws with the variable's name when its value makes no sense. */
export function settingsFrom(environment: Environment): Settings {
  const read = <T>(name: string, otherwise: T, parse: (text: string) => T): T => {
    const text = environment[name]
    return text === undefined || text === '' ? otherwise : parse(text)
  }
  const flag = (name: string, otherwise: boolean): boolean =>
    read(name, otherwise, (text) => {
      if (text === '1' || text === '0') return text === '1'
      throw new Error(`${name} must be 0 or 1, not «${text}»`)
    })
  const whole = (name: string, otherwise: number, most: number, least = 0): number =>
    read(name, otherwise, (text) => {
      const value = Number(text)
      if (Number.isInteger(value) && value >= least && value <= most) return value
      throw new Error(`${name} must be a whole number from ${least} to ${most}, not «${text}»`)
    })
  const same = (text: string): string => text
  const oneOf = <T extends string>(name: string, otherwise: T, known: readonly T[]): T =>
    read(name, otherwise, (text) => {
      const value = known.find((one) => one === text)
      if (value === undefined) throw new Error(`${name} must be one of ${known.join(', ')}, not «${text}»`)
      return value
    })
  return {
    ...defaultSettings,
    port: whole('PORT', defaultSettings.port, 65_535),
    host: read('HOST', defaultSettings.host, same),
    database: read('TABEL_DB', defaultSettings.database, same),
    files: read('TABEL_FILES', defaultSettings.files, same),
    tls: flag('TABEL_TLS', defaultSettings.tls),
    proxy: flag('TABEL_PROXY', defaultSettings.proxy),
    role: oneOf('TABEL_ROLE', defaultSettings.role, ['all', 'web', 'worker']),
    coordinatorReset: oneOf('TABEL_COORDINATOR_RESET', 'on', ['on', 'off']) === 'on',
    demo: environment['NODE_ENV'] !== 'production' && flag('TABEL_DEMO', true),
    logLevel: oneOf('TABEL_LOG', defaultSettings.logLevel, ['silent', 'error', 'warn', 'info', 'debug']),
    bodyLimit: whole('TABEL_BODY_LIMIT', defaultSettings.bodyLimit, 100 * 1024 * 1024),
    fileLimit: whole('TABEL_FILE_LIMIT', defaultSettings.fileLimit, 4 * 1024 * 1024 * 1024),
    attachmentLimit: whole('TABEL_ATTACHMENT_LIMIT', defaultSettings.attachmentLimit, 1024 * 1024 * 1024),
    metrics: oneOf('TABEL_METRICS', defaultSettings.metrics, ['loopback', 'open']),
    metricsToken: read('TABEL_METRICS_TOKEN', defaultSettings.metricsToken, same),
    jobLease: whole('TABEL_JOB_LEASE', defaultSettings.jobLease, 3_600_000, 1_000),
    reportsKept: whole('TABEL_REPORT_DAYS', defaultSettings.reportsKept / day, 3_650, 1) * day,
    checkTimeout: whole('TABEL_CHECK_TIMEOUT', defaultSettings.checkTimeout, 600_000),
    saveBatch: Math.max(1, whole('TABEL_SAVE_BATCH', defaultSettings.saveBatch, 1_000)),
  }
}
