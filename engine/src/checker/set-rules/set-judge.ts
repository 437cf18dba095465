import type { SetCheck } from '../../model/compiled-form.ts'
import { balanceFindings } from './balance.ts'
import { CoversJudge } from './covers-judge.ts'
import { GroupJudge } from './group-judge.ts'
import { KeyJudge } from './key-judge.ts'
import { overlapFindings } from './no-overlap.ts'
import { rankFindings } from './rank.ts'
import { TotalJudge } from './total-judge.ts'
import type { RowFormulas, SetJudge } from './types.ts'

/** The judge of a set rule. */
export function setJudge(check: SetCheck, formulas: RowFormulas): SetJudge {
  switch (check.kind) {
    case 'unique':
    case 'exists':
      return new KeyJudge(check, formulas)
    case 'covers':
      return new CoversJudge(check, formulas)
    case 'groupSum':
    case 'groupCount':
      return new TotalJudge(check, formulas)
    case 'noOverlap':
      return new GroupJudge(check, formulas, (group) => overlapFindings(check, group))
    case 'balance':
      return new GroupJudge(check, formulas, (group) => balanceFindings(check, group))
    case 'rank':
      return new GroupJudge(check, formulas, (group) => rankFindings(check, group))
  }
}
