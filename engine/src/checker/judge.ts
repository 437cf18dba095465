import { switchedProblem } from '../document/check-switches.ts'
import { formFor } from '../document/copies/form-for.ts'
import { withExplanation } from '../document/explanations.ts'
import { problemOrder } from '../document/problem-order.ts'
import { readCell } from '../document/read.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, FormData } from '../model/data.ts'
import type { ComputedCell, PlaceFlag, Problem } from '../model/problem.ts'
import { Checker } from './checker.ts'

/** What there is to say of a form as it was filled. */
export interface Judgement {
  /** Problems of cells and of checks, by sheet, row and column, with the explanations that were given for them. */
  readonly problems: readonly Problem[]
  /** What computed cells hold; those that hold nothing may be left out. */
  readonly computed: readonly ComputedCell[]
  /** What does not apply or is hidden. */
  readonly flags: readonly PlaceFlag[]
}

/** Judges data once, from nothing: what a submission is decided by. */
export function judge(form: CompiledForm, data: FormData, options: CheckerOptions): Promise<Judgement> {
  return Promise.resolve().then(() => {
    const checker = new Checker(form, data, options)
    try {
      const { computed, flags } = checker.judge(0)
      const own = formFor(form, data)
      const values = new Map(computed.map((cell) => [cellKey(cell), cell.value]))
      const valueAt = (ref: CellRef) => values.get(cellKey(ref)) ?? readCell(own, data, ref)
      const problems = checker
        .problems()
        .flatMap((problem) => switchedProblem(form, problem, options.switches ?? {}) ?? [])
        .map((problem) => withExplanation(own, data, valueAt, problem))
      return { problems: problems.toSorted(problemOrder(own, data)), computed, flags: flags.set }
    } finally {
      checker.close()
    }
  })
}

function cellKey({ block, row, column }: CellRef): string {
  return `${block}/${row ?? ''}/${column}`
}
