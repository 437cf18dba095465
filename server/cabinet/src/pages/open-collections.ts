import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { OpenCollection } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { stateBadge } from '../elements/badges.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate } from '../elements/loading.ts'
import { untilTemplate } from '../elements/until.ts'
import { Live } from '../live.ts'
import { publicationPath } from '../router/routes.ts'
import { stateWords } from '../text/words.ts'
import { View } from '../view.ts'

/** «Идет сбор данных»: what is open now, each with the way to it; those that end first stand first, what is handed in last. */
@customElement('lk-open-collections')
export class OpenCollections extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet

  readonly #open = new Task(this, {
    task: ([cabinet], { signal }) => cabinet.api.openCollections(signal),
    args: () => [this.cabinet] as const,
  })

  constructor() {
    super()
    new Live(
      this,
      () => this.cabinet,
      (event) => {
        if (event.type === 'submission' || event.type === 'ready') void this.#open.run()
      },
    )
  }

  protected override render(): unknown {
    const ready = this.#open.value
    return this.#open.render({
      pending: () => (ready ? listTemplate(ready) : nothing),
      complete: listTemplate,
      error: (error) => problemTemplate(error, () => void this.#open.run()),
    })
  }
}

function listTemplate(items: readonly OpenCollection[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing
  const done = ({ state }: OpenCollection): number => (state === 'submitted' ? 1 : 0)
  return html`<section class="block" aria-labelledby="open-now">
    <h2 id="open-now">Идет сбор данных</h2>
    <ul class="rows open-now">
      ${items.toSorted((one, other) => done(one) - done(other)).map(itemTemplate)}
    </ul>
  </section>`
}

function itemTemplate({ title, section, publication, closesAt, state }: OpenCollection): TemplateResult {
  return html`<li>
    <a href=${publicationPath(section, publication)}>
      ${icons.table}
      <span class="row-name">
        ${title}
        <small>до ${untilTemplate(closesAt, Date.now())}</small>
      </span>
      ${state ? stateBadge(state, stateWords) : nothing} ${icons.chevron}
    </a>
  </li>`
}
