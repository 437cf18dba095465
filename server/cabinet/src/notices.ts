import type { Api } from './api/client.ts'
import { ApiProblem } from './api/problem.ts'
import type { NoticeList } from './api/wire.ts'

/** The notifications of the person, shared by the bell and those who wait for a report. Fires `change`. */
export class Notices extends EventTarget {
  readonly #api: Api
  #list: NoticeList = { unread: 0, items: [] }
  #problem: ApiProblem | null = null

  constructor(api: Api) {
    super()
    this.#api = api
  }

  get list(): NoticeList {
    return this.#list
  }

  /** Why the list may be out of date; null when it is not. */
  get problem(): ApiProblem | null {
    return this.#problem
  }

  /** Asks the server anew. A failure is kept in {@link Notices.problem}. */
  async refresh(): Promise<void> {
    try {
      this.#list = await this.#api.notices()
      this.#problem = null
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.#problem = error
    }
    this.dispatchEvent(new Event('change'))
  }

  /** Tells the server that everything in the list was seen. The items keep their look until the next {@link Notices.refresh}. */
  async markAllRead(): Promise<void> {
    const unread = this.#list.items.filter((item) => item.readAt === null)
    if (unread.length === 0) return
    this.#list = { ...this.#list, unread: 0 }
    this.dispatchEvent(new Event('change'))
    try {
      for (const item of unread) await this.#api.markRead(item.id)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.#problem = error
    }
  }
}
