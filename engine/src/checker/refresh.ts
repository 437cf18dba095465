import { applyOps } from '../document/apply-ops.ts'
import { PlaceFlags } from '../document/place-flags.ts'
import { cellsIn, placesIn, readCell, rowsIn } from '../document/read.ts'
import { dataWithSources, formWithSources, sourceRowId, sourcesKey, withSources } from '../document/sources.ts'
import { sameValue } from '../document/text.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledBlock, CompiledForm, DynamicBlock, RowSource } from '../model/compiled-form.ts'
import type { CellRef, CellValue, DynamicRow, FormData, SourceData } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { valueOf } from './content.ts'
import { FormulaBook } from './formula-book.ts'
import type { FormulaRule } from './formula-rules.ts'
import { rulesAtPlace } from './instance.ts'
import { isFailure } from './workbook.ts'

/** What another snapshot of the sources does to a form. */
export interface Refresh {
  /** To be received by the document in one piece; the first one holds the snapshot. */
  readonly ops: readonly Op[]
  /** Cells for which the sources say something new, and in which somebody wrote something else; they stay as they are. */
  readonly offers: readonly Offer[]
  /** Rows that the sources do not have any more and in which somebody wrote something; they stay. */
  readonly gone: readonly { readonly block: string; readonly row: string }[]
}

export interface Offer extends CellRef {
  /** What the sources say. */
  readonly value: CellValue
  readonly typed: CellValue
}

/**
 * Takes over what the sources say now: rows that come from them, and `prefill`. Only cells are written that hold what the
 * sources said last time (nothing, the first time); whatever a person put there, emptiness included, stays, and what is new is
 * offered once.
 */
export function refresh(form: CompiledForm, data: FormData, sources: SourceData, options: CheckerOptions): Refresh {
  const before = known(form, data, options)
  const renewed = withSources(data, sources)
  const rows = rowsFromSources(form, renewed, before, options)
  const withRows = applyOps(form, renewed, rows.ops)
  const cells = prefilled(form, withRows, options)
  const sets: Op[] = []
  const offers: Offer[] = []
  const settle = (ref: CellRef, value: CellValue): void => {
    const typed = readCell(form, withRows, ref)
    if (sameValue(typed, value)) return
    const said = before.get(nameOf(ref)) ?? null
    if (sameValue(typed, said)) sets.push({ set: [ref.block, ref.row, ref.column], value })
    else if (!sameValue(value, said)) offers.push({ ...ref, value, typed })
  }
  for (const { ref, value } of [...rows.cells, ...cells]) settle(ref, value)
  return { ops: [{ sources }, ...rows.ops, ...sets], offers, gone: rows.gone }
}

interface Given {
  readonly ref: CellRef
  readonly value: CellValue
}

/** What the sources said last time, by cell; rows that they had stand there by {@link rowName}. */
function known(form: CompiledForm, data: FormData, options: CheckerOptions): ReadonlyMap<string, CellValue> {
  const said = new Map<string, CellValue>()
  if (!Object.hasOwn(data, sourcesKey)) return said
  for (const { block, from } of tablesFrom(form)) {
    for (const row of wantedRows(form, data, block, from, options)) {
      said.set(rowName(block, row), null)
      for (const { ref, value } of cellsOf(block, row)) said.set(nameOf(ref), value)
    }
  }
  for (const { ref, value } of prefilled(form, data, options)) said.set(nameOf(ref), value)
  return said
}

/** Rows that come and go, and cells of those that stay. */
function rowsFromSources(
  form: CompiledForm,
  data: FormData,
  before: ReadonlyMap<string, CellValue>,
  options: CheckerOptions,
): { readonly ops: readonly Op[]; readonly cells: readonly Given[]; readonly gone: Refresh['gone'] } {
  const ops: Op[] = []
  const cells: Given[] = []
  const gone: { block: string; row: string }[] = []
  for (const { block, from } of tablesFrom(form)) {
    const there = placesIn(rowsIn(data, block.key))
    const wanted = wantedRows(form, data, block, from, options)
    let after: string | null = null
    for (const row of wanted) {
      if (there.has(row.$id)) cells.push(...cellsOf(block, row))
      // A row that was there to be had and is not here was taken away by a person: it stays away.
      else if (before.has(rowName(block, row))) continue
      else ops.push({ insert: block.key, after, rows: [row] })
      after = row.$id
    }
    const ids = new Set(wanted.map(({ $id }) => $id))
    for (const { $id, ...own } of rowsIn(data, block.key)) {
      if (!$id.startsWith('s:') || ids.has($id)) continue
      const untouched = Object.entries(own).every(([column, value]) =>
        sameValue(value, before.get(nameOf({ block: block.key, row: $id, column })) ?? null),
      )
      if (untouched) ops.push({ remove: block.key, ids: [$id] })
      else gone.push({ block: block.key, row: $id })
    }
  }
  return { ops, cells, gone }
}

function tablesFrom(form: CompiledForm): readonly { readonly block: DynamicBlock; readonly from: RowSource }[] {
  return Object.values(form.blocks).flatMap((block) =>
    block.kind === 'dynamic' && block.from ? [{ block, from: block.from }] : [],
  )
}

/** The rows that a table gets from its source. */
function wantedRows(
  form: CompiledForm,
  data: FormData,
  block: DynamicBlock,
  { block: key, where, map }: RowSource,
  options: CheckerOptions,
): readonly DynamicRow[] {
  const whole = formWithSources(form)
  const other = whole.blocks[key]
  if (!other) return []
  const beside = dataWithSources(form, data)
  const chosen = where
    ? new Set(
        evaluate(whole, beside, options, [ruleOf('where', other, where.expr)]).flatMap(({ row, result }) =>
          result === true ? [row] : [],
        ),
      )
    : null
  return rowsIn(beside, key)
    .filter(({ $id }) => chosen === null || chosen.has($id))
    .slice(0, block.max)
    .map((row): DynamicRow => {
      const cells = Object.entries(map).flatMap(([own, theirs]) => {
        const value = row[theirs] ?? null
        return value === null ? [] : [[own, value] as const]
      })
      return { ...Object.fromEntries(cells), $id: row.$id.startsWith('s:') ? row.$id : sourceRowId(row.$id) } as DynamicRow
    })
}

function cellsOf(block: CompiledBlock, { $id, ...cells }: DynamicRow): readonly Given[] {
  return Object.entries(cells).map(([column, value]) => ({ ref: { block: block.key, row: $id, column }, value }))
}

/** Stands among what the sources said for a row itself. */
function rowName({ key }: CompiledBlock, { $id }: DynamicRow): string {
  return nameOf({ block: key, row: $id, column: '' })
}

/** What `prefill` gives for every cell that has it and is there; nothing where it gives nothing, or an error. */
function prefilled(form: CompiledForm, data: FormData, options: CheckerOptions): readonly Given[] {
  const rules = Object.values(form.blocks).flatMap((block) =>
    block.columns.flatMap((_, column): FormulaRule[] => {
      const places = block.kind === 'fixed' ? block.rows.map((_row, place) => place) : [0]
      if (places.every((place) => !rulesAtPlace(block, place, column)?.prefill)) return []
      const exprAt = (place: number) => rulesAtPlace(block, place, column)?.prefill?.expr ?? null
      return [{ key: `prefill ${block.key}/${column}`, purpose: 'prefill', check: null, block, axis: 'rows', column, exprAt }]
    }),
  )
  if (rules.length === 0) return []
  const whole = formWithSources(form)
  return evaluate(whole, dataWithSources(form, data), options, rules).flatMap(({ rule, row, result }) => {
    const { block, column } = rule
    if (!block || column === null || isFailure(result)) return []
    const key = block.columns[column]?.key ?? ''
    const ref: CellRef = { block: block.key, row: block.kind === 'fields' ? null : row, column: key }
    const place = block.kind === 'fixed' ? block.rows.findIndex((one) => one.key === row) : 0
    const rules = rulesAtPlace(block, place, column)
    const value = rules ? valueOf(rules, result) : null
    return value === null || cellsIn(data, block, ref.row) === undefined ? [] : [{ ref, value }]
  })
}

function ruleOf(purpose: 'where', block: CompiledBlock, expr: ReturnType<FormulaRule['exprAt']>): FormulaRule {
  return { key: purpose, purpose, check: null, block, axis: 'rows', column: null, exprAt: () => expr }
}

/** Evaluates formulas once. */
function evaluate(
  form: CompiledForm,
  data: FormData,
  options: CheckerOptions,
  rules: readonly FormulaRule[],
): readonly { readonly rule: FormulaRule; readonly row: string; readonly result: ReturnType<FormulaBook['constant']> }[] {
  const book = new FormulaBook(form, rules, data, options, new PlaceFlags())
  try {
    return book.all().flatMap((one) => (one.kind === 'rule' ? [{ rule: one.rule, row: one.place, result: one.result }] : []))
  } finally {
    book.close()
  }
}

function nameOf({ block, row, column }: CellRef): string {
  return JSON.stringify([block, row, column])
}
