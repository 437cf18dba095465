import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ApiProblem } from '../api/problem.ts'
import type { Check, CheckMode, Collection } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { checkWords } from '../text/check-words.ts'
import { momentText } from '../text/dates.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'

const modeWords: Readonly<Record<CheckMode, string>> = { on: 'Действует', warning: 'Предупреждение', off: 'Отключена' }

/** A switch that is being turned: what was chosen, and what is written about it. */
interface Turn {
  readonly check: string
  readonly mode: CheckMode
  readonly reason: string
  readonly problem: string
}

/** «Проверки»: what stops schools, and the switches of the organizer. */
@customElement('lk-checks-window')
export class ChecksWindow extends View {
  @property({ attribute: false }) collection!: Collection
  @property({ attribute: false }) wanted = false
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private turn: Turn | null = null

  readonly #checks: Task<readonly [Cabinet, string, boolean], readonly Check[]> = new Task(this, {
    task: async ([cabinet, id, wanted], { signal }): Promise<readonly Check[] | typeof initialState> =>
      wanted ? cabinet.api.checks(id, signal) : initialState,
    args: () => [this.cabinet, this.collection.id, this.wanted] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'keyboard' })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('wanted')) this.turn = null
  }

  protected override render(): TemplateResult {
    const id = `checks-${this.collection.id}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <div>
          <h2 id=${id}>Проверки</h2>
          <p class="note">${this.collection.title}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть проверки</span>
        </button>
      </header>
      <p class="note">
        Отключенная проверка никого не останавливает, предупреждение – показывается, но не мешает сдать отчет. Открытые формы
        меняются сразу. Причина остается в истории и в сданных отчетах.
      </p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>${this.wanted ? this.#listTemplate() : nothing}</div>
    </dialog>`
  }

  #listTemplate(): unknown {
    const ready = this.#checks.value
    return this.#checks.render({
      initial: () => waitingTemplate(),
      pending: () => (ready ? this.#checksTemplate(ready) : waitingTemplate()),
      complete: (checks) => this.#checksTemplate(checks),
      error: (error) => problemTemplate(error, () => void this.#checks.run()),
    })
  }

  #checksTemplate(checks: readonly Check[]): TemplateResult {
    if (checks.length === 0) return html`<p class="empty">В форме нет своих проверок.</p>`
    return html`<ul class="checks">
      ${repeat(
        checks,
        ({ check }) => check,
        (check) => this.#checkTemplate(check),
      )}
    </ul>`
  }

  #checkTemplate(check: Check): TemplateResult {
    const { stopped, formErrors, turned, mode } = check
    const turn = this.turn?.check === check.check ? this.turn : null
    return html`<li>
      <div>
        <p>
          <strong>${check.check}</strong>
          ${check.severity === 'warning' ? html`<small>(предупреждение)</small>` : nothing} ${checkWords(check)}
        </p>
        <p class="note">
          ${stopped === 0 ? 'Никого не останавливает' : `Останавливает: ${counted(stopped, ['организация', 'организации', 'организаций'])}`}${
            formErrors > 0 ? html`, <span class="warn">не вычисляется (ошибка формы): ${formErrors}</span>` : nothing
          }
        </p>
        ${turned ? html`<p class="note">${modeWords[mode]} с ${momentText(turned.at)}, ${turned.by}${turned.reason ? `: ${turned.reason}` : ''}</p>` : nothing}
        ${turn ? this.#turnTemplate(turn) : nothing}
      </div>
      ${
        check.switchable
          ? html`<label>
              <span class="unseen">Проверка ${check.check}</span>
              <select .value=${turn?.mode ?? mode} @change=${(event: Event) => this.#chosen(check, event)}>
                ${Object.entries(modeWords).map(
                  ([value, word]) => html`<option value=${value} ?selected=${value === (turn?.mode ?? mode)}>${word}</option>`,
                )}
              </select>
            </label>`
          : html`<p class="note">Правило ячейки, не отключается</p>`
      }
    </li>`
  }

  #turnTemplate({ check, mode, reason, problem }: Turn): TemplateResult {
    return html`<form class="turn" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      <label class="field" for="reason-${check}">
        Причина${mode === 'on' ? ' (необязательно)' : ''}
        <input
          id="reason-${check}"
          maxlength="1000"
          .value=${reason}
          aria-invalid=${problem !== ''}
          aria-describedby=${problem === '' ? nothing : `turn-problem-${check}`}
          @input=${(event: Event) => this.#wrote((event.target as HTMLInputElement).value)}
        />
      </label>
      ${problem === '' ? nothing : html`<p class="problem plain" id="turn-problem-${check}" role="alert">${problem}</p>`}
      <div class="buttons">
        <button class="button primary small">Применить</button>
        <button type="button" class="button small" @click=${() => (this.turn = null)}>Не менять</button>
      </div>
    </form>`
  }

  #chosen({ check, mode }: Check, event: Event): void {
    const chosen = (event.target as HTMLSelectElement).value as CheckMode
    this.turn = chosen === mode ? null : { check, mode: chosen, reason: '', problem: '' }
  }

  #wrote(reason: string): void {
    if (this.turn) this.turn = { ...this.turn, reason }
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const { turn } = this
    if (!turn) return
    try {
      await this.cabinet.api.turnCheck(this.collection.id, turn.check, turn.mode, turn.reason)
      this.turn = null
      this.cabinet.say(`Проверка ${turn.check}: ${modeWords[turn.mode].toLowerCase()}.`)
      await this.#checks.run()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.turn = { ...turn, problem: error.message }
    }
  }

  #close(): void {
    this.cabinet.router.closeOver('checks')
  }
}
