import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Store } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { View } from '../view.ts'
import './store-block.ts'

/** The block «Хранилище файлов»: one store or several; «Показать все» expands each of them. Manual §3.2, Рис. 9 and 10.1. */
@customElement('lk-stores')
export class StoresBlock extends View {
  @property({ attribute: false }) stores: readonly Store[] = []
  @state() private expanded: ReadonlySet<string> = new Set()

  protected override render(): TemplateResult {
    const all = this.stores.every(({ id }) => this.expanded.has(id))
    return html`<section class="block">
      <header class="block-head">
        <h3>Хранилище файлов</h3>
        ${
          this.stores.length > 1
            ? html`<button
                type="button"
                class="button small"
                aria-expanded=${all}
                @click=${() => (this.expanded = new Set(all ? [] : this.stores.map(({ id }) => id)))}
              >
                ${all ? icons.fold : icons.unfold}${all ? 'Свернуть все' : 'Показать все'}
              </button>`
            : nothing
        }
      </header>
      ${repeat(
        this.stores,
        ({ id }) => id,
        (store) =>
          html`<lk-store
            .store=${store}
            .expanded=${this.expanded.has(store.id)}
            @lk-unfold=${(event: CustomEvent<boolean>) => this.#unfold(store.id, event.detail)}
          ></lk-store>`,
      )}
    </section>`
  }

  #unfold(id: string, wanted: boolean): void {
    const others = [...this.expanded].filter((one) => one !== id)
    this.expanded = new Set(wanted ? [...others, id] : others)
  }
}
