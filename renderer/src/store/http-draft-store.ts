import { applyOps, sourcesIn, sourcesRead } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import { words } from '../locales/words.ts'
import { Api, problemOf } from './api.ts'
import type { Answer, ProblemBody } from './api.ts'
import type { Attachments } from './attachments.ts'
import { decisionId, decisionOf } from './decision-of.ts'
import { difference } from './difference.ts'
import type { Decision, DraftStore, OpenDraft, Renewal, SaveStatus, StoreListener, SubmitOutcome } from './draft-store.ts'
import { OpenError } from './draft-store.ts'
import { httpAttachments } from './http-attachments.ts'
import { draftPath, usualPace } from './http-draft-options.ts'
import type { HttpDraftOptions } from './http-draft-options.ts'
import type { Entry, Push } from './journal.ts'
import { openJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { LivingTabs } from './living-tabs.ts'
import { partByFaults } from './merge.ts'
import { openDraft } from './open-draft.ts'
import { openOutbox } from './open-outbox.ts'
import type { ClientQueue, Outbox } from './outbox.ts'
import { PageWatch } from './page-watch.ts'
import { refuseConflicts, settleWith } from './settle-with.ts'
import { submitDraft } from './submit.ts'
import { backoff, Wake } from './wake.ts'
import { Watch } from './watch.ts'
import type { ChangesBody, ConflictBody, OthersBody, SavedBody } from './wire.ts'
import { readDraft, readForm, readLogin } from './wire.ts'

/** Keeps a draft on a Tabel server; what is not there yet lies in the browser's journal and survives the tab. */
export function httpDraftStore(options: HttpDraftOptions): DraftStore {
  return new HttpDraftStore(options)
}

/** Most ops of one push (Contract of the drafts). */
const mostOps = 2000

class HttpDraftStore implements DraftStore {
  readonly attachments: Attachments
  readonly submit: DraftStore['submit']
  readonly #options: HttpDraftOptions
  readonly #path: string
  readonly #api: Api
  readonly #pace: typeof usualPace
  readonly #wake = new Wake()
  readonly #tabs = new LivingTabs()
  #journal: Journal | null = null
  #outbox: Outbox | null = null
  #listener: StoreListener | null = null
  #form: CompiledForm | null = null
  #formVersion = ''
  /** What the server holds as far as this tab knows, and the version of it. */
  #server: FormData = {}
  #seen = 0
  #saved: { at: string | null; by: string | null; now: boolean } = { at: null, by: null, now: false }
  #reason: SaveStatus['reason'] = null
  #failures = 0
  #most = mostOps
  #pumping: Promise<void> | null = null
  #urgent = false
  #closed = false
  /** Resolves when nothing of the page that was open before holds the journal. */
  #closing: Promise<void> = Promise.resolve()
  #page: PageWatch | null = null
  #watch: Watch | null = null

  constructor(options: HttpDraftOptions) {
    this.#options = options
    this.#path = draftPath(options)
    this.attachments = httpAttachments(options)
    this.submit = options.participant === undefined ? this.#submit : null
    this.#pace = { ...usualPace, ...options.pace }
    this.#api = new Api(options.base, options.csrf, options.fetch ?? ((input, init) => fetch(input, init)))
  }

  async open(listener: StoreListener): Promise<OpenDraft> {
    const { collection, account, events } = this.#options
    const [login, form, draft] = await Promise.all([
      readLogin(this.#api),
      readForm(this.#api, collection),
      readDraft(this.#api, this.#path),
    ])
    if (login !== account) throw new OpenError('other-account', words.save.otherAccount)
    await this.#closing
    this.#closed = false
    this.#listener = listener
    this.#form = form
    this.#formVersion = draft.formVersion
    this.#server = draft.data
    this.#seen = draft.version
    this.#saved = { at: draft.savedAt, by: draft.savedBy, now: false }
    this.#journal ??= await openJournal()
    this.#outbox ??= await openOutbox(this.#journal, this.#tabs, this.#options, () => this.#changed())
    this.#outbox.formVersion = draft.formVersion
    this.#outbox.seen(draft.version)
    this.#reason = draft.readOnly && this.#outbox.empty ? 'closed' : null
    this.#page = new PageWatch(this)
    this.#watch = new Watch({ scope: this.#outbox.scope, collection, events, every: this.#pace.watch }, this.#look)
    this.#pump()
    if (!draft.readOnly) await this.#renewOnOpening()
    return openDraft(form, draft, this.#shown(), this.#options.title)
  }

  save(ops: readonly Op[]): void {
    if (ops.length === 0) return
    this.#need().add(ops)
    this.#changed()
    this.#pump()
  }

  get status(): SaveStatus {
    const waiting = this.#outbox !== null && !this.#outbox.empty
    const phase = this.#reason ? 'stopped' : waiting ? (this.#failures > 0 ? 'offline' : 'saving') : 'saved'
    const { at: savedAt, by: savedBy, now: savedNow } = this.#saved
    return { phase, reason: this.#reason, savedAt, savedBy, savedNow, safe: this.#outbox?.safe ?? true }
  }

  get decisions(): readonly Decision[] {
    return (this.#outbox?.refused ?? []).map(decisionOf)
  }

  get theirs(): FormData {
    return this.#server
  }

  decide(id: string, keep: 'mine' | 'theirs'): void {
    const outbox = this.#need()
    const entry = outbox.refused.find((one) => decisionId(one) === id)
    if (!entry) return
    const before = this.#shown()
    outbox.settle(entry)
    if (keep === 'mine') outbox.again(entry, this.#seen)
    else this.#show(before)
    this.#changed()
    this.#pump()
  }

  async flush(): Promise<boolean> {
    const outbox = this.#outbox
    if (!outbox) return true
    this.#urgent = true
    this.#wake.now()
    this.#pump()
    const failures = this.#failures
    while (!outbox.empty && this.#reason === null && this.#failures <= failures && !this.#closed) await this.#change()
    this.#urgent = false
    return outbox.empty && outbox.refused.length === 0
  }

  renew(): Promise<Renewal | null> {
    return this.#renew('save')
  }

  resume(): void {
    if (this.#reason !== 'form-changed' && this.#reason !== 'gone') this.#reason = null
    this.#outbox?.unpark()
    this.#failures = 0
    this.#changed()
    this.#wake.now()
    this.#pump()
  }

  readonly #submit = async (): Promise<SubmitOutcome> => {
    if (!(await this.flush()))
      return { state: 'failed', message: words.form.why[this.decisions.length > 0 ? 'attention' : 'offline'] }
    const outcome = await submitDraft(this.#api, this.#options, this.#seen)
    if (outcome.state === 'moved') await this.#refresh()
    if (outcome.state === 'renewed') await this.#catchUp()
    return outcome
  }

  close(): void {
    this.#closed = true
    this.#listener = null
    this.#wake.now()
    this.#page?.stop()
    this.#watch?.close()
    const journal = this.#journal
    const outbox = this.#outbox
    this.#journal = null
    this.#outbox = null
    const release = () => {
      this.#tabs.release()
      journal?.close()
    }
    this.#closing = Promise.all([this.#pumping, outbox?.written]).then(release, release)
  }

  /**
   * What others did meanwhile is asked for when nothing waits here: with what is saved the server tells what came before it anyway.
   *
   * @param version what there is to be seen; Infinity when that is not known.
   * @returns false when something is under way and it must be looked after that.
   */
  readonly #look = (version: number): boolean => {
    // The end of the collection may have been moved: the next save tells.
    if ((this.#reason === 'closed' || this.#reason === 'parked') && version === Infinity) this.resume()
    if (this.#closed || this.#reason !== null || version <= this.#seen) return true
    if (this.#pumping || !this.#outbox?.empty) return false
    void this.#readNow()
    return true
  }

  #readNow(): Promise<void> {
    this.#pumping = this.#readChanges().finally(() => {
      this.#pumping = null
      this.#changed()
      this.#pump()
    })
    return this.#pumping
  }

  async #readChanges(): Promise<void> {
    const answer = await this.#api.get(`${this.#path}/changes?since=${this.#seen}`).catch(() => null)
    if (this.#closed || !answer) return
    if (answer.status === 401) return this.#signedOut()
    if (answer.status !== 200) return
    const news = answer.body as ChangesBody
    this.#listener?.switched(news.switches ?? {})
    if (news.formVersion !== this.#formVersion) return this.#stop('form-changed')
    if (news.version <= this.#seen) return
    const before = this.#shown()
    if (!news.complete) await this.#readServer().catch(() => {})
    else for (const { ops } of news.entries) this.#server = applyOps(this.#needForm(), this.#server, ops)
    this.#seen = Math.max(this.#seen, news.complete ? news.version : 0)
    for (const entry of news.entries) this.#settleWith(before, entry)
    this.#need().seen(this.#seen)
    this.#show(before)
  }

  /** The first time the form waits for what its sources say; later it is shown first, and what is new comes after. */
  async #renewOnOpening(): Promise<void> {
    const tell = (renewal: Renewal | null): unknown => renewal?.changed && !renewal.first && this.#listener?.renewed(renewal)
    const renewing = this.#renew('open').then(tell)
    if (Object.keys(sourcesIn(this.#server)).length === 0) await renewing
  }

  async #renew(on: 'open' | 'save'): Promise<Renewal | null> {
    // The sources are the organisation's own.
    if (this.#options.participant !== undefined) return null
    if (this.#reason !== null || sourcesRead(this.#needForm()).length === 0) return null
    const answer = await this.#api.send('POST', `${this.#path}/refresh`, { on }).catch(() => null)
    if (this.#closed) return null
    if (answer?.status === 401) this.#signedOut()
    if (answer?.status !== 200) return null
    const renewal = answer.body as Renewal
    if (renewal.changed) await this.#catchUp()
    return renewal
  }

  /** Takes over what the server knows and this tab does not, in between two pushes. */
  async #catchUp(): Promise<void> {
    while (this.#pumping) await this.#pumping
    if (!this.#closed) await this.#readNow()
    this.#watch?.saved()
  }

  #pump(): void {
    if (this.#pumping || this.#closed) return
    this.#pumping = this.#run().finally(() => {
      this.#pumping = null
      this.#changed()
      this.#watch?.again()
    })
  }

  async #run(): Promise<void> {
    const outbox = this.#need()
    while (!this.#closed && this.#reason === null) {
      const queue = [...outbox.adopted, outbox.own].find((one) => one.entries.length > 0)
      if (!queue) return outbox.parked ? this.#stop('parked') : undefined
      if (this.#failures > 0)
        await this.#wake.pause(backoff(this.#failures - 1, this.#pace.retry, this.#pace.longest, Math.random()))
      else if (queue === outbox.own && !queue.entries[0]?.push && !this.#urgent) await this.#wake.pause(this.#pace.gather)
      if (this.#closed) return
      const sent = await outbox.seal(queue, this.#most)
      if (!sent?.push || this.#closed) continue
      await this.#send(queue, sent, sent.push)
      this.#changed()
    }
  }

  async #send(queue: ClientQueue, sent: Entry, push: Push): Promise<void> {
    const body = { clientId: queue.client, ...push, ops: sent.ops }
    let answer: Answer
    try {
      answer = await this.#api.send('PATCH', this.#path, body)
    } catch {
      this.#failures += 1
      return
    }
    if (this.#closed) return
    if (answer.status === 200) await this.#accepted(queue, sent, answer.body as SavedBody)
    else await this.#notAccepted(queue, sent, push, answer)
  }

  async #accepted(queue: ClientQueue, sent: Entry, saved: SavedBody): Promise<void> {
    const outbox = this.#need()
    const form = this.#needForm()
    const news = saved.others.filter((entry) => entry.version > this.#seen)
    const before = news.length > 0 ? this.#shown() : null
    this.#failures = 0
    this.#most = mostOps
    this.#saved = { at: saved.savedAt, by: null, now: true }
    outbox.acknowledge(queue, sent, saved.version)
    const known = saved.version <= this.#seen
    for (const entry of news) this.#server = applyOps(form, this.#server, entry.ops)
    if (!known && sent.push?.formVersion !== form.version) await this.#readServer().catch(() => {})
    else if (!known) this.#server = applyOps(form, this.#server, sent.ops)
    this.#seen = Math.max(this.#seen, saved.version)
    if (before) {
      for (const other of news) this.#settleWith(before, other)
      this.#show(before)
    }
    outbox.seen(this.#seen)
    this.#watch?.saved()
    await outbox.dropEmpty()
    if (saved.formVersion !== this.#formVersion) this.#stop('form-changed')
  }

  #settleWith(shown: FormData, other: OthersBody): void {
    settleWith(this.#need(), this.#needForm(), { shown, server: this.#server }, other)
  }

  async #notAccepted(queue: ClientQueue, sent: Entry, push: Push, answer: Answer): Promise<void> {
    const outbox = this.#need()
    const problem = problemOf(answer)
    const { seq } = push
    const stay = () => outbox.unseal(queue, sent, seq - 1)
    switch (problem.code) {
      case 'conflict':
        return this.#conflict(queue, sent, problem['conflicts'] as readonly ConflictBody[])
      case 'seq-gap':
        return outbox.unseal(queue, sent, Number(problem['expected']) - 1)
      case 'version-ahead':
        return outbox.unseal(queue, sent, seq - 1, Number(problem['version']))
      case 'seq-reused':
        return outbox.unseal(queue, sent, seq)
      case 'form-version':
        if (push.formVersion !== this.#formVersion) return this.#badOps(queue, sent, problem)
        stay()
        return this.#stop('form-changed')
      case 'closed':
        if (problem['parked'] === true) return outbox.park(queue, sent)
        stay()
        return this.#stop('closed')
      case 'bad-ops':
        return this.#badOps(queue, sent, problem)
      case 'too-large':
        if (sent.ops.length <= 1) return this.#badOps(queue, sent, problem)
        this.#most = Math.ceil(sent.ops.length / 2)
        return stay()
      default:
        return this.#otherAnswer(queue, sent, answer, problem.detail)
    }
  }

  async #otherAnswer(queue: ClientQueue, sent: Entry, answer: Answer, detail: string): Promise<void> {
    if (answer.status === 401) this.#signedOut()
    else if (answer.status === 403) await this.#whoAmI()
    else if (answer.status === 404) this.#stop('gone')
    else if (answer.status === 400 || answer.status === 422)
      this.#need().refuse(queue, sent, [], [{ ops: sent.ops, cell: null }], {
        kind: 'refused',
        message: detail,
        by: null,
        at: null,
      })
    else this.#failures += 1
  }

  /** The token does not fit the session: somebody else may have signed in here. */
  async #whoAmI(): Promise<void> {
    try {
      const login = await readLogin(this.#api)
      if (login === this.#options.account) this.#failures += 1
      else this.#stop('other-account')
    } catch (error) {
      this.#failures += 1
      if (!(error instanceof OpenError) || error.code !== 'signed-out') return
      this.#signedOut()
    }
  }

  async #conflict(queue: ClientQueue, sent: Entry, conflicts: readonly ConflictBody[]): Promise<void> {
    const shown = this.#shown()
    try {
      await this.#readServer()
    } catch {
      this.#failures += 1
      return
    }
    refuseConflicts(this.#need(), this.#needForm(), { shown, server: this.#server }, { queue, sent, conflicts })
    this.#show(shown)
  }

  #badOps(queue: ClientQueue, sent: Entry, problem: ProblemBody): void {
    const { free, refused, message } = partByFaults(sent.ops, problem)
    this.#need().refuse(queue, sent, free, [{ ops: refused, cell: null }], { kind: 'refused', message, by: null, at: null })
  }

  #signedOut(): void {
    this.#stop('signed-out')
    this.#listener?.signedOut()
  }

  #stop(reason: NonNullable<SaveStatus['reason']>): void {
    this.#reason = reason
    this.#changed()
  }

  async #refresh(): Promise<void> {
    const before = this.#shown()
    await this.#readServer()
    this.#show(before)
  }

  async #readServer(): Promise<void> {
    const draft = await readDraft(this.#api, this.#path)
    this.#server = draft.data
    this.#seen = draft.version
  }

  /** The draft with everything that is not on the server yet. */
  #shown(): FormData {
    return applyOps(this.#needForm(), this.#server, this.#need().opsIn(this.#needForm()))
  }

  /** Tells the form what is to be seen now instead of `before`. */
  #show(before: FormData): void {
    const ops = difference(this.#needForm(), before, this.#shown())
    if (ops.length > 0) this.#listener?.receive(ops)
  }

  online(): void {
    this.#failures = Math.min(this.#failures, 1)
    this.#wake.now()
  }

  readonly #waiters: (() => void)[] = []

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve))
  }

  #changed(): void {
    for (const resolve of this.#waiters.splice(0)) resolve()
    this.#listener?.changed()
  }

  #need(): Outbox {
    if (!this.#outbox) throw new Error('the store is not open')
    return this.#outbox
  }

  #needForm(): CompiledForm {
    if (!this.#form) throw new Error('the store is not open')
    return this.#form
  }
}
