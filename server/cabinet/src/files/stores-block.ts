import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Store } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { View } from '../view.ts'
import './store-block.ts'
import type { StoreWindow } from './store-window.ts'
import './store-window.ts'

/** The block «Хранилище файлов»: one store or several; «Показать все» expands each of them. Manual §3.2, Рис. 9 and 10.1. */
@customElement('lk-stores')
export class StoresBlock extends View {
  @property({ attribute: false }) stores: readonly Store[] = []
  /** Slugs of the publication's address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) publication = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @query('lk-store-window') private maker!: StoreWindow
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
      ${
        this.cabinet.me.role === 'fed'
          ? html`<div class="buttons">
                <button type="button" class="button" @click=${() => this.maker.open()}>${icons.add}Новое хранилище</button>
              </div>
              <lk-store-window .section=${this.section} .publication=${this.publication}></lk-store-window>`
          : nothing
      }
    </section>`
  }

  #unfold(id: string, wanted: boolean): void {
    const others = [...this.expanded].filter((one) => one !== id)
    this.expanded = new Set(wanted ? [...others, id] : others)
  }
}
