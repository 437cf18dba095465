import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { dateShown, readDate } from '../text/typed-date.ts'
import { View } from '../view.ts'
import { monthTemplate } from './date-month.ts'
import { icons } from './icons.ts'

/** The time put beside a day that was chosen where no time was typed yet. */
const usualTime = '18:00'
let count = 0

/**
 * A field for a day, or for a day with its time, typed by hand or chosen from a month. The browser's own speaks the browser's
 * language; this one speaks Russian. For a form it is what those are: name, ISO value, min, max.
 *
 * @fires change Somebody has typed or chosen another value.
 */
@customElement('lk-date-field')
export class DateField extends View {
  static readonly formAssociated = true
  @property() label = ''
  @property() name = ''
  /** Whether a time belongs to the day: `2026-12-01T18:00`. */
  @property({ type: Boolean, attribute: 'with-time' }) withTime = false
  /** The first and the last value that is taken; empty for any. */
  @property() min = ''
  @property() max = ''
  /** Time zone whose day is marked as today; empty for that of the computer. */
  @property() zone = ''
  @property({ type: Boolean, reflect: true }) disabled = false
  @state() private text = ''
  /** The mistake is told; not yet while the person is typing. */
  @state() private told = false
  /** The day that has the focus in the open month; null while it is closed. */
  @state() private at: string | null = null
  @query('input') private input!: HTMLInputElement
  @query('.date-popup') private popup!: HTMLElement
  readonly #internals = this.attachInternals()
  readonly #id = `date-field-${(count += 1)}`
  #given = ''
  #touched = false

  /** What was typed as an ISO date; empty where nothing was, or nothing that is a date. */
  get value(): string {
    const typed = readDate(this.text, this.withTime)
    return 'iso' in typed ? typed.iso : ''
  }

  set value(value: string) {
    this.#touched = true
    this.#put(dateShown(value))
  }

  /** The value it has until somebody chooses another. */
  @property({ attribute: 'value' })
  get defaultValue(): string {
    return this.#given
  }

  set defaultValue(value: string) {
    this.#given = value
    if (!this.#touched) this.#put(dateShown(value))
  }

  /** What is wrong with what was typed, in words; empty when all is well. */
  get validationMessage(): string {
    return this.#internals.validationMessage
  }

  override focus(options?: FocusOptions): void {
    this.input.focus(options)
  }

  formResetCallback(): void {
    this.#touched = false
    this.told = false
    this.#put(dateShown(this.#given))
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch(false)
    this.at = null
  }

  protected override willUpdate(): void {
    const typed = readDate(this.text, this.withTime)
    this.#internals.setFormValue(this.value)
    if ('problem' in typed) this.#internals.setValidity({ badInput: true }, typed.problem)
    else if (this.#before(typed.iso))
      this.#internals.setValidity({ rangeUnderflow: true }, `Не раньше, чем ${dateShown(this.min)}`)
    else if (this.#after(typed.iso)) this.#internals.setValidity({ rangeOverflow: true }, `Не позже, чем ${dateShown(this.max)}`)
    else this.#internals.setValidity({})
  }

  protected override render(): TemplateResult {
    const id = this.#id
    const mistake = this.told ? this.validationMessage : ''
    return html`<label for=${id}>${this.label}</label>
      <div class="with-button">
        <input
          id=${id}
          type="text"
          inputmode="numeric"
          autocomplete="off"
          spellcheck="false"
          maxlength="40"
          placeholder=${this.withTime ? 'дд.мм.гггг чч:мм' : 'дд.мм.гггг'}
          .value=${live(this.text)}
          ?disabled=${this.disabled}
          aria-invalid=${mistake !== ''}
          aria-describedby="${id}-mistake"
          @input=${this.#typed}
          @change=${this.#left}
          @keydown=${this.#pressed}
        />
        <button
          type="button"
          class="quiet square"
          title="Календарь (Alt+↓)"
          aria-haspopup="dialog"
          aria-expanded=${this.at !== null}
          ?disabled=${this.disabled}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => (this.at === null ? void this.#open() : this.#close())}
        >
          ${icons.calendar}<span class="unseen">Выбрать в календаре</span>
        </button>
      </div>
      <p id="${id}-mistake" class="note bad" role="status">${mistake}</p>
      <div
        class="date-popup"
        popover="manual"
        role="dialog"
        aria-label="Календарь"
        @keydown=${this.#pressedInMonth}
        @focusout=${this.#focusLeft}
      >
        ${this.at === null ? nothing : this.#monthTemplate(this.at)}
      </div>`
  }

  #monthTemplate(at: string): TemplateResult {
    return monthTemplate({
      at,
      chosen: this.value.slice(0, 10),
      today: this.#today(),
      allows: (day) => !this.#before(day) && !this.#after(day),
      go: (day) => void this.#go(day),
      choose: (day) => this.#choose(day),
    })
  }

  /** Days are compared with days, so that a day is allowed in which any time is. */
  #before(value: string): boolean {
    return value !== '' && this.min !== '' && value < this.min.slice(0, value.length)
  }

  #after(value: string): boolean {
    return value !== '' && this.max !== '' && value > this.max.slice(0, value.length)
  }

  #today(): string {
    const zone = this.zone === '' ? {} : { timeZone: this.zone }
    return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...zone }).format(new Date())
  }

  #put(text: string): void {
    this.text = text
  }

  readonly #typed = (event: Event): void => {
    event.stopPropagation()
    this.#touched = true
    this.text = this.input.value
    if (this.told) this.told = 'problem' in readDate(this.text, this.withTime)
  }

  /** The person is done with the field: what was typed is written as it was understood, or what is wrong is told. */
  readonly #left = (event: Event): void => {
    event.stopPropagation()
    const { value } = this
    if (value !== '') this.text = dateShown(value)
    this.#changed()
  }

  #changed(): void {
    this.told = true
    // The form reads the value at once, before the field is drawn again.
    this.willUpdate()
    this.dispatchEvent(new Event('change', { bubbles: true }))
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || !event.altKey) return
    event.preventDefault()
    void this.#open()
  }

  readonly #pressedInMonth = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    // The window around it stays.
    event.preventDefault()
    event.stopPropagation()
    this.#close()
  }

  readonly #focusLeft = ({ relatedTarget }: FocusEvent): void => {
    if (this.at !== null && relatedTarget !== null && !this.popup.contains(relatedTarget as Node)) this.#hide()
  }

  readonly #pointed = ({ target }: Event): void => {
    if (!this.contains(target as Node)) this.#hide()
  }

  async #open(): Promise<void> {
    const chosen = this.value.slice(0, 10)
    this.at = chosen === '' ? this.#today() : chosen
    await this.updateComplete
    this.popup.showPopover()
    this.#place()
    this.#watch(true)
    this.#focusDay()
  }

  async #go(day: string): Promise<void> {
    const byArrows = this.popup.querySelector('table')?.contains(document.activeElement)
    this.at = day
    await this.updateComplete
    this.#place()
    if (byArrows) this.#focusDay()
  }

  #choose(day: string): void {
    this.#touched = true
    const time = this.value.slice(11) || usualTime
    this.text = dateShown(this.withTime ? `${day}T${time}` : day)
    this.#changed()
    void this.updateComplete.then(() => {
      this.#close()
      // The day is there; the time is what remains to be said.
      if (this.withTime) this.input.setSelectionRange(this.text.length - time.length, this.text.length)
    })
  }

  #close(): void {
    this.#hide()
    this.input.focus()
  }

  #hide(): void {
    this.#watch(false)
    this.at = null
    this.popup.hidePopover()
  }

  #focusDay(): void {
    this.popup.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  readonly #place = (): void => {
    const field = this.input.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = this.popup
    const above = field.bottom + height + 8 > innerHeight && field.top > height + 8
    this.popup.style.left = `${Math.max(4, Math.min(field.left, innerWidth - width - 4))}px`
    this.popup.style.top = `${above ? field.top - height - 4 : field.bottom + 4}px`
  }

  #watch(open: boolean): void {
    const set = open ? 'addEventListener' : 'removeEventListener'
    window[set]('pointerdown', this.#pointed)
    window[set]('resize', this.#place)
    window[set]('scroll', this.#place, true)
  }
}
