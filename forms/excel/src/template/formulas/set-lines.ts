import type { ExistsCheck, GroupTotalCheck, NoOverlapCheck, RankCheck, SetCheck, UniqueCheck } from '@tabel/engine'
import { balanceTests } from './balance.ts'
import type { CheckLines, Target } from './check-line.ts'
import type { FilledRows } from './formula-lines.ts'
import { onSheet, sheetTitle, targetOf } from './formula-lines.ts'
import { columnOf, Keys } from './keys.ts'
import { numberText } from './literals.ts'
import type { LiveCells } from './live-cells.ts'
import { sentenceOf } from './messages.ts'
import { aliveAt } from './places.ts'
import type { PlacedBlock } from './places.ts'
import { Untranslatable, fitting, translated } from './untranslatable.ts'
import { cellsIn, waits } from './waiting.ts'
import type { Here } from './writing.ts'

/** The lines of the rules over all rows of a table. */
export function setLines(live: LiveCells, filled: FilledRows): readonly CheckLines[] {
  return live.places.form.checks.flatMap((check) => (check.kind === 'formula' ? [] : linesOf(live, check, filled)))
}

/** What a rule says of a row: where, and how often. */
interface Saying {
  readonly column: string
  readonly wrong: string
}

function linesOf(live: LiveCells, check: SetCheck, filled: FilledRows): readonly CheckLines[] {
  const placed = onSheet(live, check.block)
  const { id, severity } = check
  const base = { check: id, severity, sheet: sheetTitle(live.places.form, check), marks: true }
  const told =
    placed && translated(() => live.runs(placed).map((run) => ({ ...run, sayings: sayingsOf(live, check, placed, run.row) })))
  if (!placed || !told)
    return [{ ...base, target: null, count: 1, message: sentenceOf(live.write, check, { row: 0, column: null }), wrong: null }]
  return told.flatMap(({ row, count, sayings }) =>
    sayings.map(({ column, wrong }) => {
      const here = { row, column: null }
      const pointed = check.at
        ? [check.at]
        : 'value' in check
          ? cellsIn([check.value.expr]).slice(0, check.value.expr.kind === 'cells' ? 1 : 0)
          : []
      const target: Target = targetOf(live, pointed, here, filled) ?? { placed, row, column: columnOf(placed.block, column) }
      return { ...base, target, count, message: sentenceOf(live.write, check, here), wrong }
    }),
  )
}

function sayingsOf(live: LiveCells, check: SetCheck, placed: PlacedBlock, row: number): readonly Saying[] {
  const key = new Keys(live, placed, check.columns, row)
  const [first = ''] = check.columns
  const told = (column: string, test: string): Saying => ({ column, wrong: ofRow(live, check, placed, row, key, test) })
  switch (check.kind) {
    case 'balance':
      return balanceTests(live, check, placed, row, key).map(([column, test]) => told(column, test))
    case 'unique':
      return [told(first, repeats(check, key))]
    case 'exists':
      return [told(first, missing(live, check, key))]
    case 'groupSum':
    case 'groupCount':
      return [told(first, totals(live, check, key, { row, column: null }))]
    case 'noOverlap':
      return overlaps(live, check, placed, row, key).map(([column, test]) => told(column, test))
    case 'rank':
      return [told(check.place, ranks(live, check, placed, row, key))]
    case 'covers':
      throw new Untranslatable(check.kind)
  }
}

/** A test of a row that takes part: it is there and its condition holds, and its key is filled and has no problem of its own. */
function ofRow(live: LiveCells, check: SetCheck, placed: PlacedBlock, row: number, key: Keys, test: string): string {
  const here: Here = { row, column: null }
  const reasons = [key.isBad(), key.isEmpty()].filter((reason) => reason !== '')
  const applies = live.applies(placed, row, null)
  if (applies !== null) reasons.push(`NOT(${applies})`)
  if (check.when) reasons.push(`NOT(IFERROR(${live.write.condition(check.when.expr, here)},FALSE))`)
  const told = reasons.length === 0 ? test : `IF(OR(${reasons.join(',')}),0,${test})`
  return fitting(placed.block.kind === 'dynamic' ? `IF(${aliveAt(placed, row)}=1,${told},0)` : told)
}

function repeats(check: UniqueCheck, key: Keys): string {
  if (check.when) throw new Untranslatable('unique among some rows')
  return `IF(SUMPRODUCT(${key.same()}*${key.sound()})>1,1,0)`
}

function missing(live: LiveCells, check: ExistsCheck, key: Keys): string {
  const there = new Keys(live, live.places.placed(check.in.block), check.in.columns, 0)
  return `IF(SUMPRODUCT(${key.same(there)})=0,1,0)`
}

function totals(live: LiveCells, check: GroupTotalCheck, key: Keys, here: Here): string {
  if (check.where) throw new Untranslatable('a total of some rows')
  const there = new Keys(live, live.places.placed(check.in.block), check.in.columns, 0)
  const same = key.same(there)
  const of = check.of === undefined ? null : there.column(check.of)
  const total = of === null ? `SUMPRODUCT(${same})` : `SUMPRODUCT(${same},${of.values})`
  const gap = `ROUND(${total}-${live.write.number(check.value.expr, here)},9)`
  const allowed = numberText(check.tolerance ?? 0)
  const holds =
    check.relation === 'equals'
      ? `ABS(${gap})<=${allowed}`
      : check.relation === 'atMost'
        ? `${gap}<=${allowed}`
        : `${gap}>=-${allowed}`
  const unknown = of?.states ? [`SUMPRODUCT(${same}*(${of.states}>0))>0`] : []
  const waiting = waits(live.places, [check.value.expr], here, { empty: 'auto' })
  const silent = [...unknown, ...(waiting === null ? [] : [waiting])]
  const test = `IF(IFERROR(${holds},TRUE),0,1)`
  return silent.length === 0 ? test : `IF(OR(${silent.join(',')}),0,${test})`
}

/** Two sayings: the interval ends before it begins; it overlaps another one of the group. */
function overlaps(
  live: LiveCells,
  check: NoOverlapCheck,
  placed: PlacedBlock,
  row: number,
  key: Keys,
): readonly (readonly [column: string, test: string])[] {
  const ends = new Keys(live, placed, [check.from, check.to], row)
  const [from, to] = [ends.column(check.from), ends.column(check.to)]
  const [begin, end] = [ends.own(check.from), `IF(LEN(${ends.own(check.to)})=0,1E+9,${ends.own(check.to)})`]
  const [less, more] = check.touching ? ['<', '>'] : ['<=', '>=']
  const endless = `(${to.values}="")`
  const sound = `${key.same()}*${key.sound()}*${ends.sound()}*(${from.values}<>"")*(((${to.values}>=${from.values})+${endless})>0)`
  const meets = `(${from.values}${less}${end})*(((${to.values}${more}${begin})+${endless})>0)`
  const itself = `IF(${begin}${less}${end},1,0)`
  const ready = (test: string): string =>
    `IF(OR(${[ends.isBad(), `LEN(${begin})=0`].filter((one) => one !== '').join(',')}),0,${test})`
  return [
    [check.to, ready(`IF(${end}<${begin},1,0)`)],
    [check.from, ready(`IF(${end}<${begin},0,IF(SUMPRODUCT(${sound}*${meets})>${itself},1,0))`)],
  ]
}

function ranks(live: LiveCells, check: RankCheck, placed: PlacedBlock, row: number, key: Keys): string {
  if (check.ties === 'dense') throw new Untranslatable('places without gaps')
  const both = new Keys(live, placed, [check.by, check.place], row)
  const [by, place] = [both.column(check.by), both.column(check.place)]
  const [own, taken] = [both.own(check.by), both.own(check.place)]
  const group = `${key.same()}*${key.sound()}*ISNUMBER(${by.values})`
  const better = `SUMPRODUCT(${group}*(${by.values}${check.order === 'descending' ? '>' : '<'}${own}))`
  const equal = `SUMPRODUCT(${group}*(${by.values}=${own}))`
  const until = check.ties === 'order' ? `${better}+${equal}` : `${better}+1`
  const before = `(ROW(${by.values})<ROW(${own}))*(${place.values}=${taken})`
  const again = check.ties === 'order' ? `,IF(SUMPRODUCT(${group}*(${by.values}=${own})*${before})>0,1,0)` : ',0'
  const unknown = by.states === null ? [] : [`SUMPRODUCT(${key.same()}*${key.sound()}*(${by.states}>0))>0`]
  const silent = [
    ...unknown,
    `NOT(ISNUMBER(${own}))`,
    `NOT(ISNUMBER(${taken}))`,
    ...(place.states ? [`${both.state(check.place)}>0`] : []),
  ]
  return `IF(OR(${silent.join(',')}),0,IF(OR(${taken}<${better}+1,${taken}>${until}),1${again}))`
}
