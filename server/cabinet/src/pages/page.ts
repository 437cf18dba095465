import { consume } from '@lit/context'
import type { PropertyValues } from 'lit'
import { state } from 'lit/decorators.js'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { View } from '../view.ts'

/** A page: names itself in the title of the browser's tab and takes the focus to its heading after a move. */
export abstract class Page extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() protected cabinet!: Cabinet

  /** What the page is called in the tab of the browser. */
  protected abstract get heading(): string

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    const heading = this.querySelector<HTMLElement>('h1')
    if (!heading) return
    document.title = `${this.heading} – Табель`
    if (this.cabinet.router.takeFocus()) heading.focus({ preventScroll: true })
  }
}
