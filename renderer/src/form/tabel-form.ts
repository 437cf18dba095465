import type { CellRef, CompiledForm, FormData, Place, Problem, SourceData } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { GridAdapter, GridHint, GridListener, GridMarks } from '../grid/adapter.ts'
import { speak, words } from '../locales/words.ts'
import type { Attachments } from '../store/attachments.ts'
import type { DraftStore, StoreListener, SubmitOutcome } from '../store/draft-store.ts'
import { OpenError } from '../store/draft-store.ts'
import { Attaching } from './attaching.ts'
import { Deciding } from './deciding.ts'
import { problemsDetail } from './events.ts'
import type { TabelFormEvents } from './events.ts'
import { failureTemplate } from './failure.ts'
import { Finding } from './finding.ts'
import { canBeExcel, kindFor, rememberGrid } from './grid-choice.ts'
import { GridSlot } from './grid-slot.ts'
import { footTemplate } from './foot.ts'
import { formKeyOf } from './form-keys.ts'
import { marksOf, placeOfChange, shownSheet, talliesOf, viewOf } from './form-view.ts'
import { formStyles } from './form.styles.ts'
import { Listing } from './listing.ts'
import { narrowStyles } from './narrow.styles.ts'
import { OpenedForm } from './opened-form.ts'
import { outcomeInWords, savedInWords } from './outcome.ts'
import { ownStore } from './own-store.ts'
import { overlayStyles } from './overlay.styles.ts'
import { panelStyles } from './panel.styles.ts'
import { toPart } from './parts.ts'
import { tabsTemplate } from './tabs.ts'
import { toolbarTemplate } from './toolbar.ts'
import type { ToolbarState } from './toolbar.ts'
import { toolbarState } from './toolbar-state.ts'
import { themeStyles } from './theme.ts'
import { placeTooltip, tooltipTemplate } from './tooltip.ts'
import { Renewing } from './renewing.ts'

/** How long «Закрыть» waits for the server; what is not sent by then stays in the journal. Milliseconds. */
const patience = 3000

/**
 * `<tabel-form>`: a whole form, filled as a spreadsheet. Set {@link TabelForm.form}, with {@link TabelForm.data}, and it works
 * with no server at all; set {@link TabelForm.store} and the draft is kept where the store says. It fills its container.
 *
 * @element tabel-form
 * @csspart toolbar - The title, when it was saved, and the buttons.
 * @csspart actions - The buttons.
 * @csspart tabs - The sheets.
 * @csspart main - The table.
 * @csspart problems - «Ошибки».
 * @csspart foot - What stands in the active cell, and what was just said.
 * @csspart banner - That the report was handed in.
 * @fires tabel-change - A person has changed something, undo too; detail `{ ops, data }`.
 * @fires tabel-problems - What is wrong was judged anew; detail `{ problems, errors, warnings, canSubmit }`.
 * @fires tabel-save - «Сохранить черновик» was pressed and everything typed is kept; detail `{ data }`.
 * @fires tabel-submit - «Сдать отчет» was pressed; detail `{ data }` is the report with its computed cells. Cancel it to keep the form open.
 * @fires tabel-submitted - The report was accepted; detail `{ id, number, submittedAt }`.
 * @fires tabel-close - «Закрыть» was pressed, or the report was handed in.
 * @fires tabel-signed-out - The session is over. Call {@link TabelForm.resume} after signing in; nothing typed is lost.
 */
export class TabelForm extends LitElement {
  static override styles = [themeStyles, formStyles, panelStyles, overlayStyles, narrowStyles]

  /** Where the draft is kept. Setting it opens the form; the former one is closed. */
  @property({ attribute: false }) store: DraftStore | null = null
  /** A compiled form to show without a store. Setting it, or {@link TabelForm.data}, opens it anew. */
  @property({ attribute: false }) form: CompiledForm | null = null
  /** Where the files of its cells are kept, instead of where the store keeps them; a form without a store has no place of its own. */
  @property({ attribute: false }) attachments: Attachments | null = null
  /** What the sources of the form say (`$org`, registries), where there is no store. */
  @property({ attribute: false }) sources: SourceData | null = null
  /** The day of `TODAY()`, ISO; default: today in Moscow. */
  @property() today = ''
  /** The light table, or the canvas that looks like Excel where that is possible; null: what was chosen on this computer, else the table. */
  @property() grid: 'table' | 'excel' | null = null
  /** Language of the buttons and messages of all forms of the page; what the form says is in its own. */
  @property() locale: 'ru' | 'en' = 'ru'
  /** Colours: light, dark, or what the computer prefers. A page may set each `--tabel-…` itself. */
  @property({ reflect: true }) theme: 'light' | 'dark' | 'auto' = 'light'
  /** Look only. */
  @property({ type: Boolean, attribute: 'readonly' }) readOnly = false
  /** `remote`: formulas are left to whoever takes the report, and HyperFormula is not loaded. Read when the form is opened. */
  @property() checks: 'local' | 'remote' = 'local'
  /** HyperFormula licence key of the page; null means the GPL version. */
  @property({ attribute: 'license-key' }) licenseKey: string | null = null

  @state() protected opened: OpenedForm | null = null
  @state() protected failure: OpenError | null = null
  @state() protected sheet = ''
  @state() protected selected: CellRef | null = null
  @state() protected hint: GridHint | null = null
  @state() protected said = ''
  @state() protected submitting = false
  @state() protected done: string | null = null
  @state() protected refused: readonly Problem[] = []

  #given: FormData = {}
  /** The store that is open: the one that was set, or one of our own around {@link TabelForm.form}. */
  #store: DraftStore | null = null
  readonly #slot = new GridSlot(() => this.requestUpdate())
  #problems: readonly Problem[] = []
  #marks: GridMarks = new Map()
  #revision = -1
  /** Whether the grid was last shown closed for typing. */
  #closed = false
  #opening = 0
  /** What comes now was done by somebody else. */
  #receiving = false
  readonly #finding = new Finding({
    commit: () => this.#grid?.commit(),
    view: () => (this.opened ? viewOf(this.opened.session, this.sheet, this.#closed, this.#attaching) : null),
    goTo: (place, focus) => this.#grid?.goTo(place, focus),
    focus: () => this.#grid?.focus(),
    redraw: () => (this.requestUpdate(), this.updateComplete),
    field: () => this.renderRoot.querySelector('#find'),
  })
  readonly #listing = new Listing({
    commit: () => this.#grid?.commit(),
    show: ({ at, sheet }) => this.#goToPlace(at, sheet),
    edit: (ops) => this.#listener.edit({ kind: 'type', ops }),
    notice: (text) => this.#listener.notice(text),
    focus: () => this.#grid?.focus(),
    redraw: () => this.requestUpdate(),
  })
  readonly #attaching = new Attaching({
    opened: () => this.opened,
    attachments: () => this.attachments ?? this.#store?.attachments ?? null,
    closed: () => this.#why() !== null,
    root: () => this.renderRoot,
    edit: (ops) => this.#listener.edit({ kind: 'type', ops }),
    notice: (text) => this.#listener.notice(text),
    signedOut: () => this.#tell('tabel-signed-out'),
    focus: () => this.#grid?.focus(),
  })
  readonly #deciding = new Deciding(
    () => this.renderRoot.querySelector('#decisions'),
    () => this.requestUpdate(),
  )
  readonly #renewing = new Renewing({
    document: () => this.opened?.session.document ?? null,
    goTo: (place) => this.#goToPlace(place),
    edit: (ops) => this.#listener.edit({ kind: 'type', ops }),
    redraw: () => (this.requestUpdate(), this.updateComplete),
    dialog: () => this.renderRoot.querySelector('#renewal'),
  })

  /** What is filled in, as it is now. Setting it opens the form with these data, where there is no store. */
  @property({ attribute: false })
  get data(): FormData {
    return this.opened?.session.document.data ?? this.#given
  }

  set data(data: FormData) {
    const before = this.#given
    this.#given = data
    this.requestUpdate('data', before)
  }

  /** Goes on after signing in again: sends what waited, or opens the form that could not be opened. */
  resume(): void {
    if (this.failure) void this.#open()
    else this.#store?.resume()
  }

  /** Everything typed is on the server (true) or not (false). A cell under edit counts as typed. */
  async flush(): Promise<boolean> {
    this.#grid?.commit()
    return (await this.#store?.flush()) ?? true
  }

  /** Gives the keyboard to the table. */
  override focus(): void {
    this.#grid?.focus()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('keydown', this.#onKey)
    addEventListener('pointerdown', this.#hideHint, true)
    // The first time willUpdate opens the form; here it comes back to the page.
    if (this.hasUpdated && !this.opened) void this.#open()
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
    if (changed.has('locale')) speak(this.locale)
    const own = this.store === null && (['form', 'data', 'sources', 'today'] as const).some((key) => changed.has(key))
    if ((changed.has('store') || own) && this.isConnected) void this.#open()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.opened && !this.#slot.shows(kindFor(this, this.grid))) void this.#mountGrid(this.opened)
    else if (
      this.opened &&
      ((['locale', 'theme', 'attachments'] as const).some((key) => changed.has(key)) || this.#closed !== (this.#why() !== null))
    )
      this.#showGrid(this.opened)
    placeTooltip(this.renderRoot, this.hint)
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure)
      return failureTemplate(
        this.failure,
        () => void this.#open(),
        () => this.#tell('tabel-close'),
      )
    const { opened } = this
    const store = this.#store
    if (!store) return nothing
    if (!opened) return html`<p class="empty" role="status">${words.form.opening}</p>`
    const problems = this.refused.length > 0 ? this.refused : this.#problems
    return html`${toolbarTemplate(
        toolbarState(opened, store, {
          readOnly: this.#why(),
          refused: this.refused.length,
          problemsOpen: this.#listing.isOpen,
          submitting: this.submitting,
          grid: canBeExcel(this) ? kindFor(this, this.grid) : null,
          act: (action) => this.#act(action),
        }),
      )}
      ${this.done ? html`<p class="banner" part="banner" role="status">${this.done}</p>` : nothing}
      ${tabsTemplate({
        form: opened.session.shown,
        sheet: this.sheet,
        tallies: talliesOf(problems),
        choose: (sheet) => this.#turnTo(sheet),
        showHint: (hint) => this.#listener.hint(hint),
        hideHint: () => this.#hideHint(),
      })}
      ${this.#finding.template()}
      <div class="main" part="main" role="tabpanel" aria-labelledby="tab-${this.sheet}">
        <div id="sheet" class=${this.#slot.loading ? 'loading' : ''}></div>
      </div>
      ${this.#listing.template(opened.session, problems, this.#why() !== null)}
      ${footTemplate(opened.session, this.selected, this.#marks, this.said)}
      ${this.#deciding.template(opened.session.document, store)} ${this.#renewing.template()} ${tooltipTemplate(this.hint)}`
  }

  /** Puts the wanted grid in place of the one there is. */
  async #mountGrid(opened: OpenedForm): Promise<void> {
    const host = () => (this.opened === opened ? this.renderRoot.querySelector<HTMLElement>('#sheet') : null)
    const mounted = await this.#slot.want(kindFor(this, this.grid), host, this.#listener)
    if (mounted === null) return
    if (mounted === 'failed') this.grid = 'table'
    if (mounted === 'failed') this.said = words.form.noExcel
    this.#showGrid(opened)
  }

  get #grid(): GridAdapter | null {
    return this.#slot.grid
  }

  /** «Как в Excel» and back; the choice is remembered on this computer. */
  #changeGrid(): void {
    this.grid = kindFor(this, this.grid) === 'excel' ? 'table' : 'excel'
    rememberGrid(this.grid)
  }

  async #open(): Promise<void> {
    this.#close()
    const store = this.store ?? ownStore(this, this.#given)
    this.#store = store
    if (!store) return
    this.#opening += 1
    const mine = this.#opening
    try {
      const opened = await OpenedForm.open(store, this.#storeListener, this)
      if (mine !== this.#opening) return opened.giveUp(store !== this.#store || !this.isConnected)
      this.sheet = shownSheet(opened.session, '')
      opened.session.on(() => this.#refresh())
      opened.session.document.on(({ ops }) => this.#receiving || this.#tell('tabel-change', { ops, data: this.data }))
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

  /** The organizer has renewed the form; what was typed into the former one goes on in the new one. */
  async #openAnew(): Promise<void> {
    const { sheet } = this
    await this.#open()
    if (!this.opened) return
    this.sheet = shownSheet(this.opened.session, sheet)
    this.said = words.form.renewed
  }

  #close(): void {
    // An element that comes back to the page goes on with what was filled in.
    if (this.opened && !this.store) this.#given = this.opened.session.document.data
    this.#opening += 1
    this.#grid?.commit()
    this.#slot.drop()
    this.#attaching.close()
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
    if (this.readOnly) return words.form.readOnly
    const reason = this.#store?.status.reason
    return reason === 'closed' || reason === 'parked' ? words.save[reason] : null
  }

  /** Shows what the session holds now. */
  #refresh(): void {
    if (!this.opened) return
    const { session } = this.opened
    this.#revision = session.document.revision
    if (session.failed !== null) this.said = words.form.why.failed
    this.#problems = session.problems()
    this.#marks = marksOf(this.#problems)
    this.#showGrid(this.opened)
    this.requestUpdate()
    if (!session.pending) this.#tell('tabel-problems', problemsDetail(session))
  }

  #showGrid({ session }: OpenedForm): void {
    this.#closed = this.#why() !== null
    this.sheet = shownSheet(session, this.sheet)
    this.#grid?.show(viewOf(session, this.sheet, this.#closed, this.#attaching))
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
    hint: (hint) => void (this.hint = hint),
    attach: (request) => void this.#attaching.open(request),
    notice: (text) => void (this.said = text),
    broken: () => {
      this.grid = 'table'
      // The key that the grid broke at is still on its way, and says things of its own.
      setTimeout(() => {
        this.said = words.form.excelBroke
      })
    },
  }

  readonly #storeListener: StoreListener = {
    changed: () => {
      if (this.#store?.status.reason === 'form-changed') void this.#openAnew()
      this.requestUpdate()
    },
    receive: (ops) => {
      this.#receiving = true
      this.opened?.session.receive(ops)
      this.#receiving = false
      // What comes while the form is being opened has changed nothing that was seen.
      if (this.opened) this.said = words.form.changedElsewhere
    },
    switched: (switches) => this.opened?.session.setSwitches(switches),
    renewed: (renewal) => {
      this.said = words.renewal.changed
      void this.#renewing.show(renewal)
    },
    signedOut: () => this.#tell('tabel-signed-out'),
  }

  #act(action: Parameters<ToolbarState['act']>[0]): void {
    if (action === 'undo' || action === 'redo') this.#back(action)
    else if (action === 'save') void this.#save()
    else if (action === 'problems') this.#listing.toggle()
    else if (action === 'submit') void this.#submit()
    else if (action === 'grid') this.#changeGrid()
    else if (action === 'close') void this.#leave()
    else this.#deciding.open()
  }

  #back(action: 'undo' | 'redo'): void {
    this.#grid?.commit()
    if (this.#why() !== null) return
    const change = this.opened?.[action]() ?? null
    if (!change) return
    this.refused = []
    if (this.#revision !== this.opened?.session.document.revision) this.#refresh()
    const place = placeOfChange(change)
    if (place) this.#goToPlace(place)
    this.said = change.skipped ? words.form.partlyUndone : action === 'undo' ? words.form.undone : words.form.redone
  }

  async #save(): Promise<void> {
    const kept = await this.flush()
    const renewal = kept ? ((await this.#store?.renew?.()) ?? null) : null
    this.said = savedInWords(kept, renewal, Boolean(this.#store?.submit))
    await this.#renewing.show(renewal)
    if (kept) this.#tell('tabel-save', { data: this.data })
  }

  async #submit(): Promise<void> {
    const store = this.#store
    if (!store?.submit || this.submitting || !this.opened) return
    this.#grid?.commit()
    if (!this.#tell('tabel-submit', { data: this.opened.session.submitted }, true)) return
    this.submitting = true
    const outcome = await store.submit()
    this.submitting = false
    this.#judged(outcome)
  }

  #judged(outcome: SubmitOutcome): void {
    const { done, said, problems } = outcomeInWords(outcome)
    this.done = done
    this.said = said
    this.refused = problems
    if (problems.length > 0) this.#listing.open()
    if (outcome.state === 'renewed') void this.#renewing.show(outcome.renewal)
    if (outcome.state !== 'accepted') return
    const { id, number, submittedAt } = outcome
    this.#tell('tabel-submitted', { id, number, submittedAt })
    this.#tell('tabel-close')
  }

  async #leave(): Promise<void> {
    const waiting = this.flush()
    if (this.#store?.status.phase === 'saving') await Promise.race([waiting, new Promise((end) => setTimeout(end, patience))])
    this.#tell('tabel-close')
  }

  #turnTo(sheet: string): void {
    if (sheet === this.sheet) return
    this.#grid?.commit()
    this.sheet = sheet
    this.selected = null
    this.hint = null
    this.#refresh()
  }

  #goToPlace(place: Place, sheet = this.opened?.session.document.form.blocks[place.block ?? '']?.sheet): void {
    if (sheet !== undefined) this.#turnTo(sheet)
    if (place.block === null) this.#grid?.focus()
    else this.#grid?.goTo(place)
  }

  readonly #hideHint = (): void => {
    this.hint = null
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const key = formKeyOf(event, this.hint !== null)
    if (key === null) return
    event.preventDefault()
    if (key === 'hide') this.hint = null
    else if (key === 'next') this.#listing.next(this.#problems)
    else if (key === 'find') void this.#finding.open()
    else if (key === 'save') void this.#save()
    else if (key === 'part') toPart(this.renderRoot as ShadowRoot, event.shiftKey ? -1 : 1, () => this.#grid?.focus())
    else this.#back(key)
  }

  /** @returns false when a listener has cancelled it. */
  #tell<Name extends keyof TabelFormEvents>(name: Name, detail?: TabelFormEvents[Name], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }))
  }
}
