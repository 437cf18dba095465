import { placeName } from '@tabel/engine'
import type { CellRef, Change, Hint, Problem } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { placeKey } from '../grid/adapter.ts'
import type { GridAdapter, GridHint, GridListener, GridMarks } from '../grid/adapter.ts'
import { TableAdapter } from '../grid/table/table-adapter.ts'
import { ru } from '../locales/ru.ts'
import type { DraftStore, StoreListener, SubmitOutcome } from '../store/draft-store.ts'
import { OpenError } from '../store/draft-store.ts'
import { decisionsTemplate } from './decisions.ts'
import { Finding } from './finding.ts'
import { marksOf, shownSheet, talliesOf, viewOf } from './form-view.ts'
import { formStyles } from './form.styles.ts'
import { narrowStyles } from './narrow.styles.ts'
import { OpenedForm } from './opened-form.ts'
import { overlayStyles } from './overlay.styles.ts'
import { panelStyles } from './panel.styles.ts'
import { problemsTemplate } from './problems-panel.ts'
import { saveLine } from './save-line.ts'
import { tabsTemplate } from './tabs.ts'
import { toolbarTemplate } from './toolbar.ts'
import type { ToolbarState } from './toolbar.ts'
import { placeTooltip, tooltipTemplate } from './tooltip.ts'
import { whyClosed } from './why-closed.ts'

/** How long «Закрыть» waits for the server; what is not sent by then stays in the journal. Milliseconds. */
const patience = 3000

/**
 * `<tabel-form>`: a whole form, filled as a spreadsheet. Set {@link TabelForm.store} and it opens.
 *
 * @fires tabel-close «Закрыть» was pressed, or the report was handed in.
 * @fires tabel-submitted The server accepted the report; detail `{ id, number, submittedAt }`.
 * @fires tabel-signed-out The session is over. Call {@link TabelForm.resume} after signing in; nothing typed is lost.
 */
export class TabelForm extends LitElement {
  static override styles = [formStyles, panelStyles, overlayStyles, narrowStyles]

  /** Where the draft is kept. Setting it opens the form; the former one is closed. */
  @property({ attribute: false }) store: DraftStore | null = null
  /** Look only. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false
  /** HyperFormula licence key of the page; null means the GPL version. */
  @property({ attribute: 'license-key' }) licenseKey: string | null = null

  @state() protected opened: OpenedForm | null = null
  @state() protected failure: OpenError | null = null
  @state() protected sheet = ''
  @state() protected selected: CellRef | null = null
  @state() protected hint: GridHint | null = null
  @state() protected said = ''
  @state() protected panel = false
  @state() protected current: string | null = null
  @state() protected submitting = false
  @state() protected done: string | null = null
  @state() protected refused: readonly Problem[] = []

  #grid: GridAdapter | null = null
  #problems: readonly Problem[] = []
  #marks: GridMarks = new Map()
  #revision = -1
  /** Whether the grid was last shown closed for typing. */
  #closed = false
  #opening = 0
  readonly #finding = new Finding({
    view: () => (this.opened ? viewOf(this.opened.session, this.sheet, this.#closed) : null),
    goTo: (place, focus) => this.#grid?.goTo(place, focus),
    focus: () => this.#grid?.focus(),
    redraw: () => {
      this.requestUpdate()
      return this.updateComplete
    },
    field: () => this.renderRoot.querySelector('#find'),
  })

  /** Goes on after signing in again: sends what waited, or opens the form that could not be opened. */
  resume(): void {
    if (this.failure) void this.#open()
    else this.store?.resume()
  }

  /** Everything typed is on the server (true) or not (false). A cell under edit counts as typed. */
  async flush(): Promise<boolean> {
    this.#grid?.commit()
    return (await this.store?.flush()) ?? true
  }

  override focus(): void {
    this.#grid?.focus()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('keydown', this.#onKey)
    addEventListener('pointerdown', this.#hideHint, true)
    // The first time willUpdate opens the form; here it comes back to the page.
    if (this.hasUpdated && this.store && !this.opened) void this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#onKey)
    removeEventListener('pointerdown', this.#hideHint, true)
    // An element that is only moved comes back in the same breath.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close()
    })
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('store') && this.isConnected) void this.#open()
  }

  protected override updated(): void {
    const host = this.renderRoot.querySelector<HTMLElement>('#sheet')
    if (host && !this.#grid && this.opened) {
      this.#grid = new TableAdapter()
      this.#grid.mount(host, this.#listener)
      this.#showGrid(this.opened)
    } else if (this.opened && this.#closed !== (this.#why() !== null)) this.#showGrid(this.opened)
    placeTooltip(this.renderRoot, this.hint)
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure) return this.#failureTemplate(this.failure)
    const { opened } = this
    if (!this.store) return nothing
    if (!opened) return html`<p class="empty" role="status">${ru.form.opening}</p>`
    const problems = this.refused.length > 0 ? this.refused : this.#problems
    const { pending } = opened.session
    return html`${toolbarTemplate(this.#toolbar(opened))}
      ${this.done ? html`<p class="banner" role="status">${this.done}</p>` : nothing}
      ${tabsTemplate({
        form: opened.session.shown,
        sheet: this.sheet,
        tallies: talliesOf(problems),
        choose: (sheet) => this.#turnTo(sheet),
        showHint: (event, hint) => this.#showHint(event.currentTarget as Element, hint),
        hideHint: () => this.#hideHint(),
      })}
      ${this.#finding.template()}
      <div class="main" role="tabpanel" aria-labelledby="tab-${this.sheet}"><div id="sheet"></div></div>
      ${
        this.panel
          ? problemsTemplate({
              form: opened.session.document.form,
              data: opened.session.document.data,
              problems,
              current: this.current,
              pending,
              go: (problem) => this.#goTo(problem),
              next: () => this.#next(),
              close: () => this.#togglePanel(),
            })
          : nothing
      }
      <div class="foot">${this.#footTemplate(opened)}<span class="notice" role="status">${this.said}</span></div>
      ${decisionsTemplate({
        document: opened.session.document,
        decisions: this.store.decisions,
        theirs: this.store.theirs,
        decide: (id, keep) => this.#decide([id], keep),
        decideAll: (keep) => this.#decide(this.store?.decisions.map((one) => one.id) ?? [], keep),
        close: () => this.requestUpdate(),
      })}
      ${tooltipTemplate(this.hint)}`
  }

  #toolbar(opened: OpenedForm): ToolbarState {
    const { session, draft } = opened
    const store = this.store
    return {
      title: draft.title ?? draft.form.title,
      save: store ? saveLine(store.status) : { tone: 'calm', text: '' },
      decisions: store?.decisions.length ?? 0,
      readOnly: this.#why(),
      canUndo: session.document.canUndo,
      canRedo: session.document.canRedo,
      errors: this.refused.length > 0 ? this.refused.length : session.errors,
      problemsOpen: this.panel,
      submits: (store?.submit ?? null) !== null,
      submitting: this.submitting,
      why: store ? whyClosed(session, store) : null,
      act: (action) => this.#act(action),
    }
  }

  #footTemplate({ session }: OpenedForm): TemplateResult | typeof nothing {
    const ref = this.selected
    if (!ref || this.said !== '') return nothing
    const rules = session.document.rulesAt(ref)
    const mark = this.#marks.get(placeKey(ref))
    const text = mark?.lines[0]?.text ?? rules?.hint?.text ?? ''
    return html`<strong>${placeName(session.document.form, session.document.data, ref)}</strong>
      <span class=${mark?.severity === 'error' ? 'error' : ''}>${text}</span>`
  }

  #failureTemplate(failure: OpenError): TemplateResult {
    return html`<div class="empty" role="alert">
      <h2>${ru.form.openFailed}</h2>
      <p>${failure.message}</p>
      <button type="button" class="primary" @click=${() => void this.#open()}>${ru.form.tryAgain}</button>
      <button type="button" @click=${() => this.#tell('tabel-close')}>${ru.form.close}</button>
    </div>`
  }

  async #open(): Promise<void> {
    this.#close()
    const { store } = this
    if (!store) return
    this.#opening += 1
    const mine = this.#opening
    try {
      const opened = await OpenedForm.open(store, this.#storeListener, this.licenseKey)
      if (mine !== this.#opening) return opened.giveUp(store !== this.store || !this.isConnected)
      this.sheet = shownSheet(opened.session, '')
      opened.session.on(() => this.#refresh())
      this.#problems = opened.session.problems()
      this.#marks = marksOf(this.#problems)
      this.opened = opened
    } catch (error) {
      if (mine !== this.#opening) return
      if (!(error instanceof OpenError)) throw error
      this.failure = error
      if (error.code === 'signed-out') this.#tell('tabel-signed-out')
    }
  }

  #close(): void {
    this.#opening += 1
    this.#grid?.commit()
    this.#grid?.dispose()
    this.#grid = null
    this.opened?.close()
    this.opened = null
    this.failure = null
    this.done = null
    this.refused = []
    this.hint = null
    this.selected = null
  }

  /** Why nobody may type; null when one may. */
  #why(): string | null {
    if (this.opened?.draft.readOnly) return this.opened.draft.readOnly
    if (this.readOnly) return ru.form.readOnly
    return this.store?.status.reason === 'closed' ? ru.save.closed : null
  }

  /** Shows what the session holds now. */
  #refresh(): void {
    if (!this.opened) return
    const { session } = this.opened
    this.#revision = session.document.revision
    if (session.failed !== null) this.said = ru.form.why.failed
    this.#problems = session.problems()
    this.#marks = marksOf(this.#problems)
    this.#showGrid(this.opened)
    this.requestUpdate()
  }

  #showGrid({ session }: OpenedForm): void {
    this.#closed = this.#why() !== null
    this.sheet = shownSheet(session, this.sheet)
    this.#grid?.show(viewOf(session, this.sheet, this.#closed))
    this.#grid?.setMarks(this.#marks)
  }

  readonly #listener: GridListener = {
    edit: ({ ops }) => {
      const fault = this.opened?.apply(ops) ?? null
      this.refused = []
      if (this.#revision !== this.opened?.session.document.revision) this.#refresh()
      if (fault !== null) this.said = fault
    },
    undo: () => this.#back('undo'),
    redo: () => this.#back('redo'),
    select: (ref) => {
      this.selected = ref
      this.said = ''
    },
    hint: (hint) => {
      this.hint = hint
    },
    notice: (text) => {
      this.said = text
    },
  }

  readonly #storeListener: StoreListener = {
    changed: () => this.requestUpdate(),
    receive: (ops) => {
      this.opened?.session.receive(ops)
      this.said = ru.form.changedElsewhere
    },
    signedOut: () => this.#tell('tabel-signed-out'),
  }

  #act(action: Parameters<ToolbarState['act']>[0]): void {
    if (action === 'undo' || action === 'redo') this.#back(action)
    else if (action === 'save') void this.#save()
    else if (action === 'problems') this.#togglePanel()
    else if (action === 'submit') void this.#submit()
    else if (action === 'close') void this.#leave()
    else this.renderRoot.querySelector<HTMLDialogElement>('#decisions')?.showModal()
  }

  #back(action: 'undo' | 'redo'): void {
    this.#grid?.commit()
    if (this.#why() !== null) return
    const change = this.opened?.[action]() ?? null
    if (!change) return
    this.refused = []
    if (this.#revision !== this.opened?.session.document.revision) this.#refresh()
    this.#showChange(change)
    this.said = change.skipped ? ru.form.partlyUndone : action === 'undo' ? ru.form.undone : ru.form.redone
  }

  /** Leads to what an undo changed, on whichever sheet it is. */
  #showChange(change: Change): void {
    const [cell] = change.cells
    const insert = change.ops.find((op) => 'insert' in op)
    if (cell) this.#goToPlace(cell)
    else if (insert && 'insert' in insert)
      this.#goToPlace({ block: insert.insert, row: insert.rows[0]?.$id ?? null, column: null })
  }

  async #save(): Promise<void> {
    this.said = (await this.flush()) ? ru.form.draftSaved : ru.form.draftNotSaved
  }

  async #submit(): Promise<void> {
    const { store } = this
    if (!store?.submit || this.submitting) return
    this.#grid?.commit()
    this.submitting = true
    const outcome = await store.submit()
    this.submitting = false
    this.#judged(outcome)
  }

  #judged(outcome: SubmitOutcome): void {
    if (outcome.state === 'accepted') {
      const { id, number, submittedAt } = outcome
      this.done = number === null ? ru.form.submitted : ru.form.submittedNumber(number)
      this.#tell('tabel-submitted', { id, number, submittedAt })
      this.#tell('tabel-close')
    } else if (outcome.state === 'refused') {
      this.refused = outcome.problems
      this.panel = true
      this.said = ru.form.refused
    } else this.said = outcome.state === 'moved' ? ru.form.moved : outcome.message
  }

  async #leave(): Promise<void> {
    const waiting = this.flush()
    if (this.store?.status.phase === 'saving') await Promise.race([waiting, new Promise((end) => setTimeout(end, patience))])
    this.#tell('tabel-close')
  }

  #decide(ids: readonly string[], keep: 'mine' | 'theirs'): void {
    for (const id of ids) this.store?.decide(id, keep)
    if (this.store?.decisions.length === 0) this.renderRoot.querySelector<HTMLDialogElement>('#decisions')?.close()
  }

  #turnTo(sheet: string): void {
    if (sheet === this.sheet) return
    this.#grid?.commit()
    this.sheet = sheet
    this.selected = null
    this.hint = null
    this.#refresh()
  }

  #togglePanel(): void {
    this.panel = !this.panel
    if (!this.panel) this.#grid?.focus()
  }

  #goTo(problem: Problem): void {
    this.current = problem.id
    this.#turnTo(problem.sheet)
    if (problem.at.block !== null) this.#grid?.goTo(problem.at)
    else this.#grid?.focus()
  }

  #goToPlace(place: { readonly block: string; readonly row: string | null; readonly column: string | null }): void {
    const sheet = this.opened?.session.document.form.blocks[place.block]?.sheet
    if (sheet !== undefined) this.#turnTo(sheet)
    this.#grid?.goTo(place)
  }

  #find(): void {
    this.#grid?.commit()
    void this.#finding.open()
  }

  /** F8: the next error after the one that was shown last. */
  #next(): void {
    const errors = this.#problems.filter((problem) => problem.severity === 'error')
    const at = errors.findIndex((problem) => problem.id === this.current)
    const problem = errors[(at + 1) % Math.max(1, errors.length)]
    if (problem) this.#goTo(problem)
  }

  #showHint(anchor: Element, hint: Hint): void {
    this.hint = { anchor: () => anchor.getBoundingClientRect(), lines: [hint] }
  }

  readonly #hideHint = (): void => {
    this.hint = null
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const control = event.ctrlKey || event.metaKey
    if (event.key === 'Escape' && this.hint) this.hint = null
    else if (event.key === 'F8') this.#next()
    else if (control && event.code === 'KeyF' && !event.shiftKey && !event.altKey) this.#find()
    else if (control && event.code === 'KeyS') void this.#save()
    else if (control && event.code === 'KeyZ') this.#back(event.shiftKey ? 'redo' : 'undo')
    else if (control && event.code === 'KeyY') this.#back('redo')
    else return
    event.preventDefault()
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }))
  }
}
