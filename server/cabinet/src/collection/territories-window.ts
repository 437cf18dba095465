import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Reply } from '../api/route-types.ts'
import type { Collection } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { Live } from '../live.ts'
import { number } from '../text/plural.ts'
import { stateWords } from '../text/words.ts'
import { View } from '../view.ts'

type Territories = Reply<'get /api/collections/{id}/territories'>

/**
 * «По территориям»: the figures by region, then by municipality and school. The address says where one is, so a reload keeps it.
 *
 * @fires lk-place Detail: id of the place to look into.
 */
@customElement('lk-territories-window')
export class TerritoriesWindow extends View {
  @property({ attribute: false }) collection!: Collection
  @property({ attribute: false }) wanted = false
  /** Id of the place; empty for one's own. */
  @property({ attribute: false }) place = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private lateFirst = true

  readonly #page: Task<readonly [Cabinet, string, boolean, string], Territories> = new Task(this, {
    task: async ([cabinet, id, wanted, place], { signal }): Promise<Territories | typeof initialState> =>
      wanted
        ? cabinet.api.call('get /api/collections/{id}/territories', {
            params: { id },
            query: { place: place === '' ? undefined : place },
            signal,
          })
        : (this.#page.value ?? initialState),
    args: () => [this.cabinet, this.collection.id, this.wanted, this.place] as const,
  })

  constructor() {
    super()
    new Modal(this, {
      wanted: () => this.wanted,
      left: () => this.cabinet.router.closeOver('territories', 'place'),
      dismissal: 'anyhow',
    })
    new Live(
      this,
      () => this.cabinet,
      (event) => {
        const moved = event.type === 'progress' && event.collection === this.collection.id
        if (this.wanted && (moved || event.type === 'ready')) void this.#page.run()
      },
    )
  }

  protected override render(): TemplateResult {
    const id = `territories-${this.collection.id}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <div>
          <h2 id=${id}>По территориям</h2>
          <p class="note">${this.collection.title}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => this.cabinet.router.closeOver('territories', 'place')}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.wanted ? this.#contentTemplate(id) : nothing}
    </dialog>`
  }

  #contentTemplate(id: string): unknown {
    const ready = this.#page.value
    return this.#page.render({
      initial: () => waitingTemplate(),
      pending: () => (ready ? this.#pageTemplate(ready, id) : waitingTemplate()),
      complete: (page) => this.#pageTemplate(page, id),
      error: (error) => problemTemplate(error, () => void this.#page.run()),
    })
  }

  #pageTemplate({ way, items }: Territories, id: string): TemplateResult {
    const share = ({ submitted, total }: { submitted: number; total: number }): number => submitted / Math.max(1, total)
    const sorted = this.lateFirst ? items.toSorted((one, other) => share(one) - share(other)) : items
    return html`<div class="filters">
        ${way.length > 1 ? this.#wayTemplate(way) : nothing}
        <label class="switch">
          <input
            type="checkbox"
            .checked=${this.lateFirst}
            @change=${(event: Event) => (this.lateFirst = (event.target as HTMLInputElement).checked)}
          />
          Сначала те, кто отстает
        </label>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>
        ${
          items.length === 0
            ? html`<p class="empty">Здесь никто не участвует в этом сборе.</p>`
            : html`<table class="participants territories">
                <thead>
                  <tr>
                    <th scope="col">Территория</th>
                    <th scope="col">Всего</th>
                    <th scope="col">${stateWords.notStarted}</th>
                    <th scope="col">${stateWords.inProgress}</th>
                    <th scope="col">${stateWords.submitted}</th>
                    <th scope="col">Доля сдавших</th>
                  </tr>
                </thead>
                <tbody>
                  ${sorted.map((item) => this.#rowTemplate(item))}
                </tbody>
              </table>`
        }
      </div>`
  }

  #wayTemplate(way: Territories['way']): TemplateResult {
    return html`<nav class="way" aria-label="Где вы">
      ${way.map(({ id, name }, at) =>
        at === way.length - 1
          ? html`<strong aria-current="true">${name}</strong>`
          : html`<button type="button" class="link" @click=${() => this.#into(at === 0 ? '' : id)}>${name}</button>
              <span aria-hidden="true">/</span>`,
      )}
    </nav>`
  }

  #rowTemplate({ place, deeper, total, notStarted, inProgress, submitted }: Territories['items'][number]): TemplateResult {
    const share = Math.floor((submitted / Math.max(1, total)) * 100)
    return html`<tr>
      <th scope="row">
        ${
          deeper
            ? html`<button type="button" class="link" @click=${() => this.#into(place.id)}>${place.name}</button>`
            : html`<span>${place.name}</span>`
        }
        <small>${place.login}</small>
      </th>
      <td>${number(total)}</td>
      <td>${number(notStarted)}</td>
      <td>${number(inProgress)}</td>
      <td>${number(submitted)}</td>
      <td>
        <meter min="0" max=${Math.max(1, total)} .value=${submitted} aria-label="Доля сдавших: ${place.name}">${share} %</meter>
        ${share} %
      </td>
    </tr>`
  }

  #into(place: string): void {
    this.dispatchEvent(new CustomEvent('lk-place', { detail: place }))
  }
}
