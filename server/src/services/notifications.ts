import { iso, isoOrNull } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { Database } from '../storage/database.ts'
import { countUnread, listNotifications, markRead } from '../storage/notifications.ts'
import type { NotificationKind } from '../storage/notifications.ts'

const shown = 100

export interface NotificationView {
  readonly id: string
  /** ISO time. */
  readonly at: string
  readonly kind: NotificationKind
  readonly text: string
  readonly reportId: string | null
  /** It is about a report whose file is still there. */
  readonly reportKept: boolean
  readonly readAt: string | null
}

/** What a person should hear of. */
export class Notifications {
  readonly #database: Database
  readonly #now: Clock

  constructor(database: Database, now: Clock) {
    this.#database = database
    this.#now = now
  }

  /** The newest ones first. */
  async list(scope: Scope): Promise<{ readonly unread: number; readonly items: readonly NotificationView[] }> {
    const items = await listNotifications(scope, this.#database.read, shown)
    const unread = await countUnread(scope, this.#database.read)
    return { unread, items: items.map((item) => ({ ...item, at: iso(item.at), readAt: isoOrNull(item.readAt) })) }
  }

  async markRead(scope: Scope, id: string): Promise<void> {
    const found = await this.#database.write((tx) => markRead(scope, tx, id, this.#now()))
    if (!found) throw problems.notFound({})
  }
}
