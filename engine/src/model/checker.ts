import type { CheckSwitches } from '../document/check-switches.ts'
import type { Choice, CompiledForm } from './compiled-form.ts'
import type { CellRef, FormData, Scalar } from './data.ts'
import type { Op } from './ops.ts'
import type { ComputedCell, FlagChanges, Problem } from './problem.ts'

/** What a checker needs besides the data. */
export interface CheckerOptions {
  /** The calendar day `today` of formulas, ISO. */
  readonly today: string
  /** Values that stand in for the form's constants (cases of a form use it). */
  readonly constants?: Readonly<Record<string, Scalar>>
  /** Checks that an organizer has switched off, or made a warning. */
  readonly switches?: CheckSwitches
  /** HyperFormula licence; default `gpl-v3`. */
  readonly licenseKey?: string
}

/**
 * What the checker found for one state of the document, as the difference from its verdict before.
 * The first verdict after opening lists everything.
 */
export interface Verdict {
  /** The document's revision that was judged. */
  readonly revision: number
  /** Problems of the form's checks (formulas and set rules; cell rules are the document's own): new or said anew. */
  readonly added: readonly Problem[]
  /** Ids of problems that are gone. An id said anew is in `added` only. */
  readonly removed: readonly string[]
  /** Computed cells whose value is now another. */
  readonly computed: readonly ComputedCell[]
  /** What applies, is visible or editable otherwise than before. */
  readonly flags: FlagChanges
  /** What it cost: how many formula cells were evaluated for it. An edit costs those that read, at any remove, what it touched. */
  readonly evaluated: number
}

/** A channel to wherever the checker runs: a Worker in the browser, a thread on the server, or the same thread. */
export interface Port {
  post(message: unknown): void
  /** Called once by each side. */
  listen(receive: (message: unknown) => void): void
  close(): void
}

/** Messages to the checker. Both sides hold the same document: what is sent is ops, never the whole data again. */
export type ToChecker =
  | {
      readonly type: 'open'
      readonly form: CompiledForm
      readonly data: FormData
      readonly revision: number
      readonly options: CheckerOptions
    }
  | { readonly type: 'apply'; readonly revision: number; readonly ops: readonly Op[] }
  /** Asks what may be chosen in a cell. */
  | { readonly type: 'choices'; readonly question: number; readonly ref: CellRef }

export type FromChecker =
  | { readonly type: 'verdict'; readonly verdict: Verdict }
  /** The answer to the question of that number. */
  | { readonly type: 'choices'; readonly question: number; readonly choices: readonly Choice[] }
  /** The checker itself broke: nothing may be submitted. */
  | { readonly type: 'failed'; readonly message: string }
