import { LitElement } from 'lit'

/** An element of the cabinet: drawn into the page itself, so that the style sheets of the cabinet reach it. */
export class View extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this
  }
}
