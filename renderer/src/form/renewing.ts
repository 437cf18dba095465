import { formatValue, placeName, sheetTitle } from '@tabel/engine'
import type { CellRef, CellValue, FormDocument, Op, Place } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import type { Renewal } from '../store/draft-store.ts'

/** What the dialog asks of the form around it. */
export interface RenewingHost {
  /** Null while no form is open. */
  readonly document: () => FormDocument | null
  goTo(place: Place): void
  /** An action of the person. */
  edit(ops: readonly Op[]): void
  redraw(): Promise<unknown>
  dialog(): HTMLDialogElement | null
}

/** «Изменились исходные данные»: what reading the sources again did, and what they offer where somebody typed something else. */
export class Renewing {
  readonly #host: RenewingHost
  #renewal: Renewal | null = null

  constructor(host: RenewingHost) {
    this.#host = host
  }

  /** Shows what has changed; the first time everything is new, and there is nothing to compare. */
  async show(renewal: Renewal | null): Promise<boolean> {
    if (renewal === null || !renewal.changed || renewal.first || isEmpty(renewal)) return false
    this.#renewal = renewal
    await this.#host.redraw()
    this.#host.dialog()?.showModal()
    return true
  }

  template(): TemplateResult | typeof nothing {
    const renewal = this.#renewal
    const document = this.#host.document()
    if (!renewal || !document) return nothing
    return html`<dialog id="renewal" class="renewal" aria-labelledby="renewal-title" @close=${() => this.#closed()}>
      <h3 id="renewal-title">${words.renewal.title}</h3>
      <p>${words.renewal.lead}</p>
      ${this.#offers(document, renewal)} ${this.#gone(document, renewal)} ${this.#cells(document, renewal)}
      ${renewal.added.length > 0 ? html`<p>${words.renewal.added(renewal.added.length)}</p>` : nothing}
      ${renewal.removed.length > 0 ? html`<p>${words.renewal.removed(renewal.removed.length)}</p>` : nothing}
      ${renewal.cut ? html`<p>${words.renewal.cut}</p>` : nothing}
      <footer>
        <button type="button" class="later" @click=${() => this.#host.dialog()?.close()}>${words.renewal.close}</button>
      </footer>
    </dialog>`
  }

  #offers(document: FormDocument, { offers }: Renewal): TemplateResult | typeof nothing {
    if (offers.length === 0) return nothing
    return html`<h4>${words.renewal.offers}</h4>
      <ul class="offers">
        ${offers.map((offer) => {
          const now = document.read(offer)
          const taken = shown(document, offer, now) === shown(document, offer, offer.value)
          return html`<li>
            ${this.#place(document, offer)}
            <p>${words.renewal.offered(shown(document, offer, offer.typed), shown(document, offer, offer.value))}</p>
            <button type="button" ?disabled=${taken} @click=${() => this.#take(offer, offer.value)}>
              ${taken ? words.renewal.taken : words.renewal.take}
            </button>
          </li>`
        })}
      </ul>`
  }

  #gone(document: FormDocument, { gone }: Renewal): TemplateResult | typeof nothing {
    if (gone.length === 0) return nothing
    return html`<h4>${words.renewal.gone}</h4>
      <ul>
        ${gone.map((row) => html`<li>${this.#place(document, { ...row, column: null })}</li>`)}
      </ul>`
  }

  #cells(document: FormDocument, { cells }: Renewal): TemplateResult | typeof nothing {
    if (cells.length === 0) return nothing
    return html`<h4>${words.renewal.cells(cells.length)}</h4>
      <ul>
        ${cells.map(
          (cell) =>
            html`<li>
              ${this.#place(document, cell)}
              <p>${words.renewal.was(shown(document, cell, cell.was), shown(document, cell, cell.is))}</p>
            </li>`,
        )}
      </ul>`
  }

  /** Where it is, as a way there. */
  #place({ form, data }: FormDocument, place: Place): TemplateResult {
    const sheet = sheetTitle(form, form.blocks[place.block ?? '']?.sheet ?? '')
    const go = () => {
      this.#host.dialog()?.close()
      this.#host.goTo(place)
    }
    return html`<button type="button" class="link" @click=${go}>${sheet}: ${placeName(form, data, place)}</button>`
  }

  #take({ block, row, column }: CellRef, value: CellValue): void {
    this.#host.edit([{ set: [block, row, column], value }])
    void this.#host.redraw()
  }

  #closed(): void {
    this.#renewal = null
    void this.#host.redraw()
  }
}

function isEmpty({ cells, added, removed, offers, gone }: Renewal): boolean {
  return [cells, added, removed, offers, gone].every((list) => list.length === 0)
}

function shown(document: FormDocument, cell: CellRef, value: CellValue): string {
  const rules = document.rulesAt(cell) ?? document.form.blocks[cell.block]?.columns.find((one) => one.key === cell.column)
  return (rules ? formatValue(rules, value) : '') || words.renewal.empty
}
