import type { Place } from '../model/problem.ts'

/** Id of a problem: `check@block/row/column`, `check@block//column` for a field, `check@block/row`, `check@block`, `check@#sheet`. */
export function problemId(check: string, at: Place, sheet: string): string {
  if (at.block === null) return `${check}@#${sheet}`
  if (at.column !== null) return `${check}@${at.block}/${at.row ?? ''}/${at.column}`
  return at.row === null ? `${check}@${at.block}` : `${check}@${at.block}/${at.row}`
}
