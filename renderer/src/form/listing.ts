import type { FormSession, Op, Problem } from '@tabel/engine'
import { nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import { nextError } from './form-view.ts'
import { problemsTemplate } from './problems-panel.ts'

/** What the list of problems may do with the form around it. */
export interface ListHost {
  /** Takes what is being typed. */
  commit(): void
  /** Shows the place of a problem. */
  show(problem: Problem): void
  edit(ops: readonly Op[]): void
  notice(text: string): void
  focus(): void
  redraw(): void
}

/** «Ошибки»: open or not, of which sheet, and which problem one is at. */
export class Listing {
  readonly #host: ListHost
  #open = false
  /** The sheet whose problems alone are listed. */
  #only: string | null = null
  #current: string | null = null

  constructor(host: ListHost) {
    this.#host = host
  }

  get isOpen(): boolean {
    return this.#open
  }

  open(): void {
    this.#open = true
    this.#host.redraw()
  }

  toggle(): void {
    this.#open = !this.#open
    if (!this.#open) this.#host.focus()
    this.#host.redraw()
  }

  /** F8: the next error after the one that was shown last. */
  next(problems: readonly Problem[]): void {
    const problem = nextError(problems, this.#current, this.#only)
    if (problem) this.#goTo(problem)
  }

  template(session: FormSession, problems: readonly Problem[], readOnly: boolean): TemplateResult | typeof nothing {
    if (!this.#open) return nothing
    return problemsTemplate({
      form: session.document.form,
      data: session.document.data,
      problems,
      only: this.#only,
      current: this.#current,
      pending: session.pending,
      readOnly,
      go: (problem) => this.#goTo(problem),
      next: () => this.next(session.problems()),
      filter: (sheet) => {
        this.#only = sheet
        this.#host.redraw()
      },
      fix: (problem) => this.#fix(problem),
      explain: (problem, text) => this.#host.edit([{ explain: problem.id, text }]),
      close: () => this.toggle(),
    })
  }

  #goTo(problem: Problem): void {
    this.#current = problem.id
    this.#host.show(problem)
    this.#host.redraw()
  }

  /** What a check offers to do is one action, and the cell shows it. */
  #fix(problem: Problem): void {
    if (!problem.fix) return
    this.#host.commit()
    this.#host.edit(problem.fix.ops)
    if (problem.at.block !== null) this.#host.show(problem)
    this.#host.notice(words.problems.fixed)
  }
}
