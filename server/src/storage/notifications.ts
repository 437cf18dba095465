import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

export type NotificationKind = 'report-ready' | 'report-failed' | 'password-reset' | 'form-error' | 'merged'

/** Something that a person should hear of. Times are milliseconds since 1970. */
export interface Notification {
  readonly id: string
  readonly at: number
  readonly kind: NotificationKind
  readonly text: string
  readonly reportId: string | null
  /** It is about a report whose file is still there. */
  readonly reportKept: boolean
  readonly readAt: number | null
}

interface NotificationRow {
  id: string
  at: number
  kind: NotificationKind
  text: string
  report_id: string | null
  report_file: string | null
  read_at: number | null
}

/** Writes a notification; its id. */
export async function insertNotification(
  _scope: Scope,
  tx: Tx,
  accountId: string,
  notification: Omit<Notification, 'id' | 'readAt' | 'reportKept'>,
): Promise<string> {
  const { reportId, ...rest } = notification
  const id = newId()
  await tx('notification').insert({ id, account_id: accountId, report_id: reportId, ...rest })
  return id
}

/**
 * Ids of what the scope's own person was told after one of its notifications, the oldest first; those of the same moment are among
 * them. Nothing when the person has no such notification.
 */
export async function notificationsAfter(scope: Scope, db: Reader, id: string, limit: number): Promise<readonly string[]> {
  const own = { account_id: scope.person.accountId }
  const rows = await db('notification')
    .where(own)
    .where(
      'at',
      '>=',
      db('notification')
        .where({ ...own, id })
        .select('at'),
    )
    .whereNot({ id })
    .orderBy('at')
    .limit(limit)
    .select<{ id: string }[]>('id')
  return rows.map((row) => row.id)
}

/** The newest notifications of the scope's own person, the newest first. */
export async function listNotifications(scope: Scope, db: Reader, limit: number): Promise<readonly Notification[]> {
  const rows = await db('notification')
    .leftJoin('report', 'report.id', 'notification.report_id')
    .where('notification.account_id', scope.person.accountId)
    .orderBy('notification.at', 'desc')
    .limit(limit)
    .select<NotificationRow[]>(
      ...['id', 'at', 'kind', 'text', 'report_id', 'read_at'].map((column) => `notification.${column}`),
      'report.file as report_file',
    )
  return rows.map(({ report_id, report_file, read_at, ...row }) => {
    return { ...row, reportId: report_id, reportKept: report_file !== null, readAt: read_at }
  })
}

export async function countUnread(scope: Scope, db: Reader): Promise<number> {
  const row = await db('notification')
    .where({ account_id: scope.person.accountId })
    .whereNull('read_at')
    .first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

/** Marks one as read; false when the scope's own person has no such notification. The first time of reading stays. */
export async function markRead(scope: Scope, tx: Tx, id: string, at: number): Promise<boolean> {
  const own = { id, account_id: scope.person.accountId }
  await tx('notification').where(own).whereNull('read_at').update({ read_at: at })
  return (await tx('notification').where(own).first('id')) !== undefined
}
