import type { CompiledForm, FormData, Problem } from '@tabel/engine'
import { placeName } from '@tabel/engine'
import { cellKey } from '@tabel/excel'
import type { CellChange, Notice, RowChange, UploadPlan } from '@tabel/excel'
import { iso } from '../../clock.ts'
import type { Assignment } from '../../storage/assignments.ts'
import type { Upload } from '../../storage/uploads.ts'

/** The beginning of a list, and how long it is. */
export interface Cut<T> {
  readonly items: readonly T[]
  readonly total: number
}

export interface PreviewChange {
  /** Names the cell when a person chooses: `block/row/column`. */
  readonly key: string
  /** In the workbook: `Участники!D77`. */
  readonly address: string
  /** In the form, in words. */
  readonly place: string
  readonly was: string
  readonly becomes: string
}

export interface PreviewRow {
  readonly address: string
  readonly place: string
  readonly text: string
}

/** Something that would be wrong with the report then. */
export interface PreviewProblem {
  readonly severity: Problem['severity']
  readonly message: string
  /** In the form, in words; in the workbook, where the cell stands in it. */
  readonly place: string
  readonly address: string
}

/** What an upload changes, for a person to look at before it is done. */
export interface UploadPreview {
  readonly id: string
  readonly name: string
  /** ISO time. */
  readonly at: string
  /** Version of the draft that it was compared with: what If-Match must name. */
  readonly version: number
  readonly applied: boolean
  readonly changes: Cut<PreviewChange>
  readonly conflicts: Cut<PreviewChange>
  readonly added: Cut<PreviewRow>
  readonly missing: Cut<PreviewRow>
  readonly ignored: Cut<Notice>
  readonly notices: Cut<Notice>
  readonly problems: Cut<PreviewProblem>
}

/** So many things of a kind are told one by one. */
const most = 500

export function previewOf(
  upload: Upload,
  {
    assignment,
    form,
    data,
    plan,
  }: {
    readonly assignment: Assignment
    readonly form: CompiledForm
    readonly data: FormData
    readonly plan: UploadPlan
  },
  problems: readonly Problem[],
): UploadPreview {
  return {
    id: upload.id,
    name: upload.name,
    at: iso(upload.at),
    version: assignment.version,
    applied: upload.applied !== null && upload.undoneAt === null,
    changes: cut(plan.changes, toChange),
    conflicts: cut(plan.conflicts, toChange),
    added: cut(plan.added, toRow),
    missing: cut(plan.missing, toRow),
    ignored: cut(plan.ignored, (notice) => notice),
    notices: cut(plan.notices, (notice) => notice),
    problems: cut(problems, ({ severity, message, at }) => {
      const address =
        at.block === null || at.column === null
          ? ''
          : plan.addresses.get(cellKey({ block: at.block, row: at.row, column: at.column }))
      return { severity, message, place: placeName(form, data, at), address: address ?? '' }
    }),
  }
}

function cut<T, V>(list: readonly T[], toView: (one: T) => V): Cut<V> {
  return { items: list.slice(0, most).map(toView), total: list.length }
}

function toChange({ cell, address, place, was, becomes }: CellChange): PreviewChange {
  return { key: cellKey(cell), address, place, was, becomes }
}

function toRow({ address, place, text }: RowChange): PreviewRow {
  return { address, place, text }
}
