import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import type { DraftStore } from '@tabel/renderer'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DraftVersion } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { momentText, moscowDay } from '../text/dates.ts'
import { View } from '../view.ts'

interface Shown {
  readonly found: DraftVersion
  readonly store: DraftStore
}

/** A draft as it was at one of its versions, to look at only. */
@customElement('lk-version-window')
export class VersionWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  /** Id of an organisation below; null for one's own draft. */
  @property({ attribute: false }) organisation: string | null = null
  /** Null closes the window. */
  @property({ attribute: false }) version: number | null = null
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet

  readonly #shown = new Task(this, {
    task: async ([cabinet, collection, organisation, version], { signal }): Promise<Shown | typeof initialState> => {
      if (version === null) return initialState
      const [found, form, { httpAttachments, readOnlyStore }] = await Promise.all([
        cabinet.api.draftVersion(collection, organisation, version, signal),
        cabinet.api.form(collection, signal),
        import('@tabel/renderer'),
      ])
      return {
        found,
        store: readOnlyStore({
          form,
          data: found.data,
          today: moscowDay(Date.parse(found.at ?? '') || Date.now()),
          attachments: httpAttachments({ base: '/api', collection }),
        }),
      }
    },
    args: () => [this.cabinet, this.collection, this.organisation, this.version] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.version !== null, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window data" aria-label="Прежняя версия данных">
      ${
        this.version === null
          ? nothing
          : this.#shown.render({
              initial: () => waitingTemplate(),
              pending: () => waitingTemplate(),
              complete: ({ found, store }) =>
                html`<p class="entered">${versionText(found)}</p>
                  <tabel-form theme="auto" .store=${store} .readOnly=${true} @tabel-close=${() => this.#close()}></tabel-form>`,
              error: (error) => problemTemplate(error, () => void this.#shown.run()),
            })
      }
    </dialog>`
  }

  #close(): void {
    this.cabinet.router.closeOver('version')
  }
}

function versionText({ version, at, by }: DraftVersion): string {
  const when = at === null ? '' : ` Так таблица выглядела ${momentText(at)}, после изменения, которое сделал пользователь ${by}.`
  return `Версия ${version}.${when} Изменить ее нельзя.`
}
