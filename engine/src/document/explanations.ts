import type { CompiledForm } from '../model/compiled-form.ts'

import type { CellRef, CellValue, Explanation, FormData } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { findBlock } from './form-index.ts'
import { rowsIn } from './read.ts'
import { sameValue } from './text.ts'

/** Where explanations stand in the data. */
export const explanationsKey = '$explanations'

/** At most so many explanations in one document. */
export const mostExplanations = 5000

type Explanations = Readonly<Record<string, Explanation>>

const none: Explanations = {}

/** The explanations that were given, by id of the problem. */
export function explanationsIn(data: FormData): Explanations {
  return (data[explanationsKey] as unknown as Explanations | undefined) ?? none
}

/** The explanation of one problem; undefined when there is none. */
export function explanationOf(data: FormData, problem: string): Explanation | undefined {
  const explanations = explanationsIn(data)
  return Object.hasOwn(explanations, problem) ? explanations[problem] : undefined
}

/** Explanations as what stands in the data under their key; undefined when there are none. */
export function explanationsContent(explanations: Explanations): FormData[string] | undefined {
  return Object.keys(explanations).length === 0 ? undefined : (explanations as unknown as FormData[string])
}

/** Id of the check of a problem. */
export function checkOf(problem: string): string {
  return problem.slice(0, Math.max(0, problem.indexOf('@')))
}

/** Whether a problem keeps the form from being submitted until somebody explains it. */
export function isUnexplained(problem: Problem): boolean {
  return problem.explain === true && (problem.explanation === undefined || problem.explanation.lapsed === true)
}

/** What a cell shows: typed or computed. */
export type ValueAt = (ref: CellRef) => CellValue

/** A problem with the explanation that was given for it, if one was. */
export function withExplanation(form: CompiledForm, data: FormData, valueAt: ValueAt, problem: Problem): Problem {
  const given = problem.explain ? explanationOf(data, problem.id) : undefined
  if (!given) return problem
  const stands = sameSeen(given.seen, seenOf(form, data, valueAt, problem))
  return { ...problem, explanation: { text: given.text, ...(stands ? {} : { lapsed: true }) } }
}

/** What the cells of a problem show now: see {@link Explanation}. */
export function seenOf(form: CompiledForm, data: FormData, valueAt: ValueAt, problem: Problem): readonly CellValue[] {
  return problem.cells.map((ref) => {
    const rows = ref.row === null ? rowsOf(form, data, ref.block) : null
    return rows === null ? valueAt(ref) : digest(rows.map((row) => valueAt({ ...ref, row })))
  })
}

/** Whether the same was seen. */
export function sameSeen(a: readonly CellValue[], b: readonly CellValue[]): boolean {
  return a.length === b.length && a.every((value, place) => sameValue(value, b[place] ?? null))
}

/** Keys of the rows of a table; null for fields. */
function rowsOf(form: CompiledForm, data: FormData, key: string): readonly string[] | null {
  const block = findBlock(form, key)?.block
  if (!block || block.kind === 'fields') return null
  return block.kind === 'fixed' ? block.rows.map((row) => row.key) : rowsIn(data, key).map((row) => row.$id)
}

/** A whole column as one short text (FNV-1a): that something in it has changed is all one wants to know. */
function digest(values: readonly CellValue[]): string {
  let hash = 0x811c9dc5
  for (const value of values) {
    const text = `${typeof value} ${JSON.stringify(value)}\0`
    for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  }
  return `#${values.length}.${(hash >>> 0).toString(16)}`
}
