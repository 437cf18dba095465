import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { listed } from '../text/lists.ts'
import { kindWords } from '../text/words.ts'
import { View } from '../view.ts'

/** Whom something is for; an empty list means all. */
export interface CircleChoice {
  readonly kinds: readonly string[]
  /** Codes of two digits. */
  readonly regions: readonly string[]
}

/**
 * Kinds of organisations and regions.
 *
 * @fires lk-circle Detail: the {@link CircleChoice}, or null while a region is written wrong.
 */
@customElement('lk-circle-fields')
export class CircleFields extends View {
  @property({ attribute: false }) circle: CircleChoice = { kinds: [], regions: [] }
  /** Words of the kinds that may be chosen. */
  @property({ attribute: false }) words: Readonly<Record<string, string>> = kindWords
  @state() private regionsWrong = false

  protected override render(): TemplateResult {
    return html`<fieldset class="kinds">
        <legend>Виды организаций (если не отмечено ничего – все)</legend>
        ${Object.entries(this.words).map(
          ([kind, word]) =>
            html`<label
              ><input
                type="checkbox"
                .checked=${this.circle.kinds.includes(kind)}
                @change=${() => this.#toggle(kind)}
              />${word}</label
            >`,
        )}
      </fieldset>
      <label class="field">
        Коды регионов через запятую (если пусто – все)
        <input
          type="text"
          inputmode="numeric"
          .defaultValue=${this.circle.regions.join(', ')}
          aria-invalid=${this.regionsWrong}
          @input=${this.#regionsTyped}
        />
      </label>
      ${this.regionsWrong ? html`<p class="note bad" role="alert">Код региона – две цифры, например: 01, 02.</p>` : nothing}`
  }

  #toggle(kind: string): void {
    const { kinds } = this.circle
    this.#tell({ kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] })
  }

  readonly #regionsTyped = (event: Event): void => {
    const codes = listed((event.target as HTMLInputElement).value)
    this.regionsWrong = codes.some((code) => !/^\d{2}$/u.test(code))
    if (this.regionsWrong) this.dispatchEvent(new CustomEvent('lk-circle', { detail: null }))
    else this.#tell({ regions: codes })
  }

  #tell(change: Partial<CircleChoice>): void {
    this.circle = { ...this.circle, ...change }
    this.dispatchEvent(new CustomEvent('lk-circle', { detail: this.circle }))
  }
}
