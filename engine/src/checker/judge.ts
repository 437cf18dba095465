import { problemOrder } from '../document/problem-order.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import type { ComputedCell, Problem } from '../model/problem.ts'
import { Checker } from './checker.ts'

/** What there is to say of a form as it was filled. */
export interface Judgement {
  /** Problems of cells and of checks, by sheet, row and column. */
  readonly problems: readonly Problem[]
  /** What computed cells hold; those that hold nothing may be left out. */
  readonly computed: readonly ComputedCell[]
}

/** Judges data once, from nothing: what a submission is decided by. */
export function judge(form: CompiledForm, data: FormData, options: CheckerOptions): Promise<Judgement> {
  return Promise.resolve().then(() => {
    const checker = new Checker(form, data, options)
    try {
      const { computed } = checker.judge(0)
      return { problems: checker.problems().toSorted(problemOrder(form, data)), computed }
    } finally {
      checker.close()
    }
  })
}
