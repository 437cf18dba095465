import { html } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { waitingTemplate } from '../elements/loading.ts'
import { View } from '../view.ts'

GlobalWorkerOptions.workerPort = new Worker(new URL('pdf-worker.ts', import.meta.url), { type: 'module' })

/** Pages are drawn somewhat before they come into view. */
const ahead = '600px'

/**
 * The pages of a PDF, drawn one below the other as they come into view. Their text stands beside, for those who listen.
 *
 * @fires lk-failed It cannot be shown.
 */
@customElement('lk-pdf')
export class PdfPages extends View {
  @property({ attribute: false }) address = ''
  @state() private pages: readonly { readonly number: number; readonly text: string }[] = []
  #document: PDFDocumentProxy | null = null
  #watch: IntersectionObserver | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch?.disconnect()
    void this.#document?.destroy()
    this.#document = null
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('address')) void this.#open().catch(() => this.dispatchEvent(new Event('lk-failed')))
  }

  protected override render(): TemplateResult {
    if (this.pages.length === 0) return waitingTemplate()
    return html`${this.pages.map(
      ({ number, text }) =>
        html`<section class="pdf-page" aria-label="Страница ${number} из ${this.pages.length}">
          <canvas data-page=${number} aria-hidden="true"></canvas>
          <p class="unseen">${text}</p>
        </section>`,
    )}`
  }

  async #open(): Promise<void> {
    // The policy of the page forbids making code out of texts; pdf.js would try whether it may.
    const opened = await getDocument({ url: this.address, isEvalSupported: false, enableXfa: false }).promise
    this.#document = opened
    const numbers = Array.from({ length: opened.numPages }, (_, index) => index + 1)
    this.pages = await Promise.all(numbers.map(async (number) => ({ number, text: await textOf(opened, number) })))
    await this.updateComplete
    await this.#shape(opened)
    this.#watch = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: ahead })
    for (const canvas of this.querySelectorAll('canvas')) this.#watch.observe(canvas)
  }

  /** Gives every page its room before it is drawn, so that nothing jumps. */
  async #shape(opened: PDFDocumentProxy): Promise<void> {
    for (const canvas of this.querySelectorAll('canvas')) {
      const { width, height } = (await opened.getPage(Number(canvas.dataset['page']))).getViewport({ scale: 1 })
      canvas.style.aspectRatio = `${width} / ${height}`
    }
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      this.#watch?.unobserve(target)
      void this.#draw(target as HTMLCanvasElement).catch(() => this.dispatchEvent(new Event('lk-failed')))
    }
  }

  async #draw(canvas: HTMLCanvasElement): Promise<void> {
    const page = await this.#document?.getPage(Number(canvas.dataset['page']))
    if (!page) return
    const room = canvas.getBoundingClientRect().width * Math.min(devicePixelRatio, 2)
    const viewport = page.getViewport({ scale: room / page.getViewport({ scale: 1 }).width })
    canvas.width = viewport.width
    canvas.height = viewport.height
    await page.render({ canvas, viewport }).promise
    canvas.dataset['drawn'] = ''
  }
}

async function textOf(opened: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await opened.getPage(number)).getTextContent()
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('')
}
