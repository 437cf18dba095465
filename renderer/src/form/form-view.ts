import type { Change, FormSession, Place, Problem } from '@tabel/engine'
import { placeKey } from '../grid/adapter.ts'
import type { GridMarks, GridView, HintLine, Mark } from '../grid/adapter.ts'

/** What a grid may do with files. */
export type ViewedFiles = Pick<GridView, 'attachable' | 'address'>

/** A sheet of the session as a grid reads it. */
export function viewOf(session: FormSession, sheet: string, readOnly: boolean, files: ViewedFiles): GridView {
  const { document } = session
  return {
    form: session.shown,
    sheet,
    readOnly,
    rows: (block) => document.rows(block),
    rules: (ref) => document.rulesAt(ref),
    value: (ref) => session.value(ref),
    // Files are chosen, not typed.
    locked: (ref) => session.isLocked(ref) || document.rulesAt(ref)?.type === 'file',
    attachable: (ref) => files.attachable(ref),
    address: (file) => files.address(file),
    choices: (ref) => session.choicesAt(ref),
  }
}

/** The sheet to show: this one; where it does not apply or is hidden now, the first on which the person has something to fill in. */
export function shownSheet(session: FormSession, sheet: string): string {
  const { sheets, blocks } = session.shown
  if (sheets.some(({ key }) => key === sheet)) return sheet
  const own = new Set(
    Object.values(blocks).flatMap((block) => (block.columns.some(({ closed }) => closed === undefined) ? [block.sheet] : [])),
  )
  return (sheets.find(({ key }) => own.has(key)) ?? sheets[0])?.key ?? ''
}

const weight = { error: 2, warning: 1, info: 0 }

/** Marks of all places that have a problem; the worst severity of a place counts. */
export function marksOf(problems: readonly Problem[]): GridMarks {
  const marks = new Map<string, Mark>()
  for (const problem of problems) {
    const key = placeKey(problem.at)
    const old = marks.get(key)
    const severity = old && weight[old.severity] > weight[problem.severity] ? old.severity : problem.severity
    const line: HintLine = { kind: problem.severity === 'error' ? 'error' : 'warning', text: problem.message }
    marks.set(key, { severity, lines: [...(old?.lines ?? []), line] })
  }
  return marks
}

/** How many errors and warnings a sheet has. */
export interface Tally {
  readonly errors: number
  readonly warnings: number
}

/** Errors and warnings by sheet. */
export function talliesOf(problems: readonly Problem[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { sheet, severity } of problems) {
    const { errors, warnings } = tallies.get(sheet) ?? { errors: 0, warnings: 0 }
    tallies.set(sheet, {
      errors: errors + (severity === 'error' ? 1 : 0),
      warnings: warnings + (severity === 'warning' ? 1 : 0),
    })
  }
  return tallies
}

/** Where a change shows: its first cell, else the first row that it put in; null where there is neither. */
export function placeOfChange({ cells, ops }: Change): Place | null {
  const [cell] = cells
  if (cell) return cell
  const insert = ops.find((op) => 'insert' in op)
  return insert && 'insert' in insert ? { block: insert.insert, row: insert.rows[0]?.$id ?? null, column: null } : null
}

/** The error after the one that was gone to last, round and round. @param only the sheet whose errors count; null for all. */
export function nextError(problems: readonly Problem[], current: string | null, only: string | null): Problem | undefined {
  const errors = problems.filter(({ severity, sheet }) => severity === 'error' && (only ?? sheet) === sheet)
  return errors[(errors.findIndex(({ id }) => id === current) + 1) % Math.max(1, errors.length)]
}
