import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import { changeOrganisation, organisationPlace } from '../api/organisations.ts'
import type { Organisation, OrganisationPlace } from '../api/organisations.ts'
import { ApiProblem } from '../api/problem.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { changesOf, wordsOf } from './changes.ts'
import type { ChangeKind } from './changes.ts'
import './organisation-choice.ts'
import { stateTemplate } from './organisation-row.ts'

/**
 * What the organizer does with an organisation: chosen first, then confirmed with a reason.
 *
 * @fires lk-changed Something is not as it was.
 */
@customElement('lk-organisation-window')
export class OrganisationWindow extends ActingView {
  @state() private place: OrganisationPlace | null = null
  @state() private kind: ChangeKind | null = null
  #to = ''

  constructor() {
    super()
    new Modal(this, { wanted: () => this.place !== null, left: () => this.#close(), dismissal: 'keyboard' })
  }

  async open(organisation: Organisation): Promise<void> {
    try {
      this.place = await organisationPlace(this.cabinet.api, organisation.id)
      this.#choose(null)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(error.message)
    }
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small" aria-labelledby="organisation-title">
      ${this.place === null ? nothing : this.#windowTemplate(this.place)}
    </dialog>`
  }

  #windowTemplate(place: OrganisationPlace): TemplateResult {
    const { organisation, above } = place
    return html`<header>
        <div>
          <h2 id="organisation-title">${organisation.name}</h2>
          <p class="note">${organisation.login} · ${above.map(({ name }) => name).join(' / ')}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть окно</span>
        </button>
      </header>
      ${this.kind === null ? this.#menuTemplate(organisation) : this.#formTemplate(place, this.kind)}`
  }

  #menuTemplate(organisation: Organisation): TemplateResult {
    return html`<p class="now">${stateTemplate(organisation)}</p>
      <div class="choices">
        ${changesOf(organisation).map(
          (kind) =>
            html`<button type="button" class="button" @click=${() => this.#choose(kind)}>
              ${wordsOf(kind, organisation).title}
            </button>`,
        )}
      </div>`
  }

  #formTemplate(place: OrganisationPlace, kind: ChangeKind): TemplateResult {
    const words = wordsOf(kind, place.organisation)
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event, place, kind)}>
      <h3>${words.title}</h3>
      <p>${words.text}</p>
      ${this.refusalTemplate()}
      ${kind === 'move' || kind === 'close' ? choiceTemplate(place, kind, (login) => (this.#to = login)) : nothing}
      <label class="field">
        Причина
        <input name="reason" type="text" maxlength="500" autocomplete="off" placeholder="Например: приказ от 12.05.2026 № 45" />
      </label>
      <div class="buttons end">
        <button type="button" class="button" @click=${() => this.#choose(null)}>Назад</button>
        <button class="button primary" aria-disabled=${this.busy}>${words.act}</button>
      </div>
    </form>`
  }

  #choose(kind: ChangeKind | null): void {
    this.kind = kind
    this.problem = ''
    this.#to = ''
  }

  async #submit(event: Event, { organisation }: OrganisationPlace, kind: ChangeKind): Promise<void> {
    event.preventDefault()
    const reason = (new FormData(event.target as HTMLFormElement).get('reason') as string).trim()
    if (kind === 'move' && this.#to === '') return void (this.problem = 'Выберите, куда переместить.')
    if (reason === '') return void (this.problem = 'Напишите причину: она останется в журнале.')
    await this.told(async () => {
      await changeOrganisation(this.cabinet.api, organisation.id, { kind, reason, to: this.#to })
      this.#close()
      this.cabinet.say(wordsOf(kind, organisation).done)
      this.dispatchEvent(new Event('lk-changed'))
    })
  }

  #close(): void {
    this.place = null
  }
}

/** Where it moves to, or who takes over from it. */
function choiceTemplate(
  { organisation, above }: OrganisationPlace,
  kind: 'move' | 'close',
  choose: (login: string) => void,
): TemplateResult {
  // Those above are the organizer, the region, the municipality.
  const region = above[1]?.id ?? above[0]?.id ?? ''
  const parent = organisation.parent?.id ?? ''
  const same = organisation.kind === 'reg' || organisation.kind === 'mun' ? organisation.kind : 'edu,ksh,spo'
  return html`<lk-organisation-choice
    .label=${kind === 'move' ? 'Куда переместить' : 'Правопреемник'}
    .none=${kind === 'move' ? '' : 'Без правопреемника'}
    .kinds=${kind === 'move' ? 'reg,mun' : same}
    .near=${kind === 'move' ? region : parent}
    .within=${kind === 'move' ? region : (above[0]?.id ?? '')}
    .except=${[organisation.id, ...(kind === 'move' ? [parent] : [])]}
    @lk-chosen=${(event: CustomEvent<string>) => choose(event.detail)}
  ></lk-organisation-choice>`
}
