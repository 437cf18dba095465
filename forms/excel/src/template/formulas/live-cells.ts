import type { CellRules, Formula } from '@tabel/engine'
import { rulesAtPlace, uniqueColumns } from '@tabel/engine/formulas'
import type { Dictionaries } from '../dictionaries.ts'
import { ExcelFormulas } from './excel-formulas.ts'
import type { FaultList } from './faults.ts'
import { faultFormula, unfilled, untold } from './faults.ts'
import type { Fill, RowRun } from './fill.ts'
import type { FormPlaces } from './form-places.ts'
import { addressOf, aliveAt, cellAt } from './places.ts'
import type { PlacedBlock } from './places.ts'
import { fitting, translated } from './untranslatable.ts'
import { valueFormula } from './values.ts'
import { waits } from './waiting.ts'
import type { Here } from './writing.ts'

/** A rule of a column that Excel does not ask. */
export interface Untold {
  readonly placed: PlacedBlock
  readonly column: number
  readonly check: string
  readonly what: string
}

/** States of rows, on the hidden worksheet: nobody's; filled; empty, but must be filled; empty. */
export const rowStates = { none: 0, filled: 1, mustBeFilled: 2, empty: 3 } as const

/**
 * The formulas of cells: what computed cells show, and on the hidden worksheets the state of every cell that is filled in, which rows
 * are there, and the values of cells as other formulas take them.
 */
export class LiveCells {
  readonly places: FormPlaces
  readonly write: ExcelFormulas
  readonly untold: Untold[] = []
  readonly #faults: FaultList
  readonly #lists: Dictionaries

  constructor(places: FormPlaces, faults: FaultList, lists: Dictionaries) {
    this.places = places
    this.write = new ExcelFormulas(places)
    this.#faults = faults
    this.#lists = lists
  }

  /** Rows for which formulas are written: one run of all rows that people add. */
  runs({ block, rows }: PlacedBlock): readonly RowRun[] {
    if (block.kind === 'dynamic') return rows === 0 ? [] : [{ row: 0, count: rows }]
    return block.kind === 'fields' ? [{ row: 0, count: 1 }] : block.rows.map((_, row) => ({ row, count: 1 }))
  }

  /** Which rows of a table are there. */
  alive(placed: PlacedBlock, idColumn: string): readonly Fill[] {
    const { block, rows, sheet, top } = placed
    if (block.kind !== 'dynamic' || rows === 0) return []
    const filled = groups(block.columns.flatMap(({ computed }, place) => (computed ? [] : [place]))).map(
      ([from, to]) => `COUNTA(${addressOf(placed, { fromRow: 0, toRow: 0, fromColumn: from, toColumn: to }, 'typed', true)})`,
    )
    const must = block.columns.some((rules) => mustFill(placed, rules, rules.key))
    const empty = must ? rowStates.mustBeFilled : rowStates.empty
    const formula = `IF(${filled.join('+') || '0'}>0,1,IF(LEN(${sheet}!$${idColumn}${top})>0,${empty},0))`
    return [{ row: top, column: placed.alive, count: rows, formula }]
  }

  /** Formulas of the computed cells, and columns that stay as they were computed because Excel has no such formula. */
  computed(placed: PlacedBlock): { readonly fills: readonly Fill[]; readonly still: ReadonlySet<number> } {
    const fills: Fill[] = []
    const still = new Set<number>()
    for (const { row, count, rules, column } of this.#each(placed)) {
      if (!rules.computed) continue
      const here = this.#here(placed, row, column)
      const { expr } = rules.computed
      const formula = translated(() => {
        const whole =
          this.write.kind(expr, here) === 'boolean'
            ? `IF(${this.write.condition(expr, here)},"да","нет")`
            : this.write.whole(expr, here)
        return fitting(this.#ifThere(placed, row, this.#ifApplies(placed, row, column, rules, whole, '""'), '""'))
      })
      const [at, left] = cellAt(placed, row, column)
      if (formula === null) still.add(column)
      else fills.push({ row: at, column: left, count, formula })
    }
    return { fills, still }
  }

  /** The states of the cells that people fill. */
  states(placed: PlacedBlock): readonly Fill[] {
    const { block } = placed
    const unique = block.kind === 'dynamic' ? uniqueColumns(this.places.form, block) : []
    const fills: Fill[] = []
    for (const { row, count, rules, column } of this.#each(placed)) {
      if (rules.computed) continue
      const key = block.columns[column]?.key ?? ''
      const formula = translated(() => fitting(this.#state(placed, row, column, rules, unique.includes(key))))
      const [at, left] = cellAt(placed, row, column)
      if (formula === null)
        this.#leave(placed, column, rules.several === undefined ? 'applies' : 'choices', 'заполнение и вид значения')
      else fills.push({ row: at, column: left, count, formula })
      for (const [check, what] of untold(rules)) this.#leave(placed, column, check, what)
    }
    return fills
  }

  /** Values that formulas asked for, and those that these ask for. */
  *values(): Generator<{ readonly placed: PlacedBlock; readonly fill: Fill }> {
    const done = new Set<string>()
    for (let more = true; more;) {
      more = false
      for (const [block, columns] of this.places.wanted)
        for (const column of columns) {
          if (done.has(`${block}/${column}`)) continue
          done.add(`${block}/${column}`)
          more = true
          const placed = this.places.placed(block)
          if (placed.beside !== null) for (const fill of this.#valuesOf(placed, column)) yield { placed, fill }
        }
    }
  }

  /** The cell applies: null where it always does. @throws Untranslatable */
  applies(placed: PlacedBlock, row: number, column: number | null, own?: Formula): string | null {
    const { block } = placed
    const sheet = this.places.form.sheets.find(({ key }) => key === block.sheet)
    const here = this.#here(placed, row, column)
    const said = [sheet?.applies, block.applies, block.kind === 'fixed' ? block.rows[row]?.applies : undefined, own]
    const tests = said.flatMap((formula) => (formula ? [`IFERROR(${this.write.condition(formula.expr, here)},TRUE)`] : []))
    return tests.length === 0 ? null : tests.length === 1 ? (tests[0] ?? null) : `AND(${tests.join(',')})`
  }

  #state(placed: PlacedBlock, row: number, column: number, rules: CellRules, unique: boolean): string {
    const { block } = placed
    const here = this.#here(placed, row, column)
    const one = { fromRow: row, toRow: row, fromColumn: column, toColumn: column }
    const cell = addressOf(placed, one, 'typed', block.kind !== 'fields')
    const list = rules.several === undefined ? this.#lists.listOf(rules) : null
    const must = mustFill(placed, rules, block.columns[column]?.key ?? '')
    const empty = must ? unfilled(this.#faults, rules) : this.#mustByFormula(placed, rules, here, column)
    const filled = faultFormula(rules, cell, list, this.#faults, this.#further(placed, row, column, rules, unique, here))
    const formula = empty === '0' && filled === '0' ? '0' : `IF(LEN(${cell})=0,${empty},${filled})`
    const applying = this.#ifApplies(placed, row, column, rules, formula, '-1')
    if (block.kind !== 'dynamic') return applying
    const alive = aliveAt(placed, row)
    return must ? `IF(${alive}=1,${applying},IF(${alive}=2,0.5,0))` : applying === '0' ? '0' : `IF(${alive}=1,${applying},0)`
  }

  /** What is asked of a cell in which nothing else is wrong: to be no other row's, to fit other cells. */
  #further(placed: PlacedBlock, row: number, column: number, rules: CellRules, unique: boolean, here: Here): string {
    const misfit = this.#misfit(placed, column, rules, here)
    if (!unique) return misfit
    const side = this.places.differs(placed.block.key, column) ? 'value' : 'typed'
    if (side === 'value') this.places.value(placed.block.key, column)
    const across = { fromColumn: column, toColumn: column }
    const all = addressOf(placed, { ...across, fromRow: 0, toRow: placed.rows - 1 }, side, false)
    const own = addressOf(placed, { ...across, fromRow: row, toRow: row }, side, true)
    const number = this.#faults.numberOf('unique', 'Значение не должно повторяться: оно есть и в другой строке')
    return `IF(SUMPRODUCT(1*(${all}&""=${own}&""))>1,${number},${misfit})`
  }

  #misfit(placed: PlacedBlock, column: number, rules: CellRules, here: Here): string {
    const where = rules.choicesWhere
    if (!where) {
      if (rules.choicesFrom) this.#leave(placed, column, 'choices', 'значение выбирают из другой таблицы')
      return '0'
    }
    const number = this.#faults.numberOf('choices', 'Это значение здесь не подходит: выберите другое из списка')
    const formula = translated(() => {
      const but = { block: placed.block.key, column }
      const waiting = waits(this.places, [where.expr], here, { empty: 'auto', but })
      const test = `IF(IFERROR(${this.write.condition(where.expr, here)},TRUE),0,${number})`
      return waiting === null ? test : `IF(${waiting},0,${test})`
    })
    if (formula === null) this.#leave(placed, column, 'choices', 'выбор зависит от других ячеек')
    return formula ?? '0'
  }

  #mustByFormula(placed: PlacedBlock, rules: CellRules, here: Here, column: number): string {
    const { required } = rules
    if (typeof required === 'boolean' || rules.computed) return '0'
    const formula = translated(() => {
      const but = { block: placed.block.key, column }
      const waiting = waits(this.places, [required.expr], here, { empty: 'auto', but })
      const test = `IF(IFERROR(${this.write.condition(required.expr, here)},FALSE),${unfilled(this.#faults, rules)},0)`
      return waiting === null ? test : `IF(${waiting},0,${test})`
    })
    if (formula === null) this.#leave(placed, column, 'required', 'нужно заполнить, смотря по другим ячейкам')
    return formula ?? '0'
  }

  *#valuesOf(placed: PlacedBlock, column: number): Generator<Fill> {
    for (const { row, count, rules, column: at } of this.#each(placed)) {
      if (at !== column) continue
      const cell = addressOf(
        placed,
        { fromRow: row, toRow: row, fromColumn: column, toColumn: column },
        'typed',
        placed.block.kind !== 'fields',
      )
      const list = rules.several === undefined ? this.#lists.listOf(rules) : null
      const applying = translated(() =>
        fitting(this.#ifApplies(placed, row, column, rules, valueFormula(rules, cell, list), '""')),
      )
      if (applying === null) continue
      const [top, left] = cellAt(placed, row, column)
      yield { row: top, column: left + placed.shift, count, formula: applying }
    }
  }

  #leave(placed: PlacedBlock, column: number, check: string, what: string): void {
    const known = this.untold.some((one) => one.placed === placed && one.column === column && one.check === check)
    if (!known) this.untold.push({ placed, column, check, what })
  }

  #ifApplies(placed: PlacedBlock, row: number, column: number, rules: CellRules, formula: string, otherwise: string): string {
    const test = this.applies(placed, row, column, rules.applies)
    return test === null ? formula : `IF(${test},${formula},${otherwise})`
  }

  #ifThere(placed: PlacedBlock, row: number, formula: string, otherwise: string): string {
    return placed.block.kind === 'dynamic' ? `IF(${aliveAt(placed, row)}=1,${formula},${otherwise})` : formula
  }

  #here({ block }: PlacedBlock, row: number, column: number | null): Here {
    return { row: block.kind === 'fields' ? 0 : row, column }
  }

  *#each(placed: PlacedBlock): Generator<RowRun & { readonly column: number; readonly rules: CellRules }> {
    for (const run of this.runs(placed))
      for (const column of placed.block.columns.keys()) {
        const rules = rulesAtPlace(placed.block, run.row, column)
        if (rules) yield { ...run, column, rules }
      }
  }
}

function mustFill({ block }: PlacedBlock, rules: CellRules, key: string): boolean {
  if (rules.computed || rules.type === 'file') return false
  return rules.required === true || (block.kind === 'dynamic' && block.keyColumn === key)
}

/** Runs of neighbouring numbers. */
function groups(places: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = []
  for (const place of places) {
    const last = found.at(-1)
    if (last && last[1] + 1 === place) last[1] = place
    else found.push([place, place])
  }
  return found
}
