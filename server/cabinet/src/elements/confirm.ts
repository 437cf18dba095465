import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { View } from '../view.ts'
import { Modal } from './modal.ts'

/** A question with two answers. */
export interface Question {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}

/** Several of them may stand in one page: each has ids of its own. */
let made = 0

/** A small window that asks before something that cannot be taken back. */
@customElement('lk-confirm')
export class Confirm extends View {
  @state() private question: Question | null = null
  #answer: ((yes: boolean) => void) | null = null
  readonly #id = `confirm-${(made += 1)}`

  constructor() {
    super()
    new Modal(this, { wanted: () => this.question !== null, left: () => this.#end(false), dismissal: 'keyboard' })
  }

  /** True when the person agrees. */
  ask(question: Question): Promise<boolean> {
    this.question = question
    return new Promise((answer) => (this.#answer = answer))
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small" aria-labelledby="${this.#id}-title" aria-describedby="${this.#id}-text">
      <h2 id="${this.#id}-title">${this.question?.title}</h2>
      <p id="${this.#id}-text">${this.question?.text}</p>
      <div class="buttons end">
        <button type="button" class="button" autofocus @click=${() => this.#end(false)}>${this.question?.no}</button>
        <button type="button" class="button primary" @click=${() => this.#end(true)}>${this.question?.yes}</button>
      </div>
    </dialog>`
  }

  #end(yes: boolean): void {
    this.question = null
    this.#answer?.(yes)
    this.#answer = null
  }
}
