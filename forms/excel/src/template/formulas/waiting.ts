import type { CellsExpr, Expr } from '@tabel/engine'
import { operandsOf } from '@tabel/engine/formulas'
import type { Operand } from '@tabel/engine/formulas'
import { addressOf } from './places.ts'
import type { BlockArea } from './places.ts'
import { Untranslatable } from './untranslatable.ts'
import type { FormulaPlaces, Here } from './writing.ts'

/** Which problems of what it reads a rule waits for. */
export interface Waiting {
  readonly empty: 'auto' | 'skip' | 'skip-if-all' | 'zero'
  /** A cell whose own problems do not matter. */
  readonly but?: { readonly block: string; readonly column: number }
}

interface Rectangle {
  readonly block: string
  readonly area: BlockArea
  readonly moves: boolean
}

/**
 * When a rule has nothing to say: a cell that it reads, by itself or through computed cells, has a problem of its own; a single cell that
 * it names does not apply; or cells are empty where the rule says so. Null: never.
 *
 * @throws Untranslatable
 */
export function waits(places: FormulaPlaces, exprs: readonly Expr[], here: Here, how: Waiting): string | null {
  const dynamic = (block: string): boolean => places.form.blocks[block]?.kind === 'dynamic'
  const operands = operandsOf(places.form, exprs, { row: here.row ?? 'here', column: here.column }).filter(
    ({ block, column }) => !(how.but?.block === block && how.but.column === column),
  )
  const typed = rectangles(
    places,
    here,
    operands.filter(({ computed }) => !computed),
    dynamic,
  )
  const states = typed.filter(({ block }) => places.placed(block).beside !== null)
  const bad = states.map((one) => {
    const range = address(places, one, 'state')
    return how.empty === 'zero' ? `SUMPRODUCT((${range}>0)*(${range}=INT(${range})))` : `COUNTIF(${range},">0")`
  })
  const away = singleCells(exprs).flatMap((expr) => awayOf(places, expr, here))
  const tests = [...bad, ...away]
  const reasons = tests.length === 0 ? [] : [`${tests.join('+')}>0`]
  const direct = operands.filter((operand) => operand.direct)
  if (how.empty === 'skip' || how.empty === 'skip-if-all') {
    if (direct.some(({ rows, block }) => rows === 'all' && dynamic(block)))
      throw new Untranslatable('empty cells of a table that grows')
    const counts = rectangles(places, here, direct, dynamic).map((one) => {
      const side = places.differs(one.block, one.area.fromColumn) ? 'value' : 'typed'
      for (let column = one.area.fromColumn; column <= one.area.toColumn && side === 'value'; column += 1)
        places.value(one.block, column)
      return `COUNTBLANK(${address(places, one, side)})`
    })
    if (counts.length > 0) reasons.push(`${counts.join('+')}${how.empty === 'skip' ? '>0' : `>=${direct.length}`}`)
  }
  if (reasons.length === 0) return null
  return reasons.length === 1 ? (reasons[0] ?? null) : `OR(${reasons.join(',')})`
}

function address(places: FormulaPlaces, { block, area, moves }: Rectangle, side: 'typed' | 'value' | 'state'): string {
  return addressOf(places.placed(block), area, side, moves)
}

/** Cells side by side are one rectangle. */
function rectangles(
  places: FormulaPlaces,
  here: Here,
  operands: readonly Operand[],
  dynamic: (block: string) => boolean,
): readonly Rectangle[] {
  const found: Rectangle[] = []
  for (const operand of operands) {
    const one = rectangleOf(places, here, operand, dynamic)
    const last = found.at(-1)
    const joins =
      last?.block === one.block &&
      last.moves === one.moves &&
      last.area.fromRow === one.area.fromRow &&
      last.area.toRow === one.area.toRow &&
      last.area.toColumn + 1 === one.area.fromColumn &&
      places.differs(one.block, last.area.fromColumn) === places.differs(one.block, one.area.fromColumn)
    if (joins) found[found.length - 1] = { ...last, area: { ...last.area, toColumn: one.area.toColumn } }
    else found.push(one)
  }
  return found
}

function rectangleOf(
  places: FormulaPlaces,
  here: Here,
  { block, column, rows }: Operand,
  dynamic: (block: string) => boolean,
): Rectangle {
  const placed = places.placed(block)
  const across = { fromColumn: column, toColumn: column }
  if (rows === 'all') return { block, area: { ...across, fromRow: 0, toRow: placed.rows - 1 }, moves: false }
  if (rows === 'here') return { block, area: { ...across, fromRow: here.row ?? 0, toRow: here.row ?? 0 }, moves: true }
  const row = dynamic(block)
    ? places.rowOf(block, rows.key)
    : placed.block.kind === 'fixed'
      ? placed.block.rows.findIndex(({ key }) => key === rows.key)
      : 0
  return { block, area: { ...across, fromRow: row, toRow: row }, moves: placed.block.kind !== 'fields' && row === here.row }
}

/** Counts single cells of a reference that do not apply, where that may be. */
function awayOf(places: FormulaPlaces, expr: CellsExpr, here: Here): readonly string[] {
  const placed = places.placed(expr.block)
  if (placed.beside === null || !mayBeAway(places, expr.block)) return []
  const [area] = expr.areas
  const column = area?.columns.kind === 'span' ? area.columns.from : here.column
  if (!area || column === null) return []
  const moves = area.rows.kind === 'here' && placed.block.kind !== 'fields'
  const row =
    area.rows.kind === 'here'
      ? (here.row ?? 0)
      : area.rows.kind === 'span'
        ? area.rows.from
        : area.rows.kind === 'owner'
          ? places.rowOf(expr.block, area.rows.id ?? '')
          : 0
  const cell = {
    fromRow: placed.block.kind === 'fields' ? 0 : row,
    toRow: placed.block.kind === 'fields' ? 0 : row,
    fromColumn: column,
    toColumn: column,
  }
  return [`COUNTIF(${addressOf(placed, cell, 'state', moves)},"<0")`]
}

function mayBeAway({ form }: FormulaPlaces, key: string): boolean {
  const block = form.blocks[key]
  const sheet = form.sheets.find((one) => one.key === block?.sheet)
  if (!block) return false
  const rows = block.kind === 'fixed' ? block.rows : []
  return (
    block.applies !== undefined ||
    sheet?.applies !== undefined ||
    block.columns.some(({ applies }) => applies !== undefined) ||
    rows.some(({ applies, cells }) => applies !== undefined || Object.values(cells).some((cell) => cell.applies !== undefined))
  )
}

/** The single cells that expressions name themselves. */
export function singleCells(exprs: readonly Expr[]): readonly CellsExpr[] {
  return cellsIn(exprs).filter(({ single }) => single)
}

/** All references, in the order in which they stand. */
export function cellsIn(exprs: readonly Expr[]): readonly CellsExpr[] {
  return exprs.flatMap((expr): readonly CellsExpr[] => {
    switch (expr.kind) {
      case 'cells':
        return [expr]
      case 'unary':
      case 'percent':
        return cellsIn([expr.operand])
      case 'binary':
        return cellsIn([expr.left, expr.right])
      case 'call':
        return cellsIn(expr.args)
      default:
        return []
    }
  })
}
