import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { state } from 'lit/decorators.js'
import { ApiProblem } from './api/problem.ts'
import type { Cabinet } from './cabinet.ts'
import { cabinetContext } from './cabinet.ts'
import { View } from './view.ts'

/** An element through which the person does something on the server: one thing at a time, and why it was not done is told. */
export abstract class ActingView extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() protected cabinet!: Cabinet
  /** Why the last thing was not done; empty when there is nothing to tell. */
  @state() protected problem = ''
  /** Something is being done. */
  @state() protected busy = false

  /** Does something, unless something is being done already, and tells what the server has against it. */
  protected async told(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.problem = error.message
    } finally {
      this.busy = false
    }
  }

  protected refusalTemplate(): TemplateResult | typeof nothing {
    return this.problem === '' ? nothing : html`<p class="problem plain" role="alert">${this.problem}</p>`
  }
}
