import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { Me } from '../api/wire.ts'
import type { PageName } from './routes.ts'

/** A page that is fetched when somebody goes there, with the link to it beside the sections. */
export interface LazyPage {
  readonly title: string
  readonly path: string
  /** For whom it is. */
  readonly roles: readonly Me['role'][]
  load(): Promise<unknown>
  template(this: void): TemplateResult
}

/** By the name of the page, in the order of the links. */
export const lazyPages: Readonly<Partial<Record<PageName, LazyPage>>> = {
  organisations: {
    title: 'Организации',
    path: '/lk/organisations',
    roles: ['fed', 'reg', 'mun'],
    load: () => import('../pages/organisations.ts'),
    template: () => html`<lk-organisations-page></lk-organisations-page>`,
  },
  forms: {
    title: 'Формы',
    path: '/lk/forms',
    roles: ['fed'],
    load: () => import('../pages/forms.ts'),
    template: () => html`<lk-forms-page></lk-forms-page>`,
  },
  audit: {
    title: 'Журнал',
    path: '/lk/audit',
    roles: ['fed'],
    load: () => import('../pages/audit.ts'),
    template: () => html`<lk-audit-page></lk-audit-page>`,
  },
}
