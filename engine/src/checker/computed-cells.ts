import { columnTitle } from '../document/place-name.ts'
import { problemId } from '../document/problem-id.ts'
import { sameValue } from '../document/text.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, CellValue } from '../model/data.ts'
import type { ComputedCell, Problem } from '../model/problem.ts'
import { cellBits } from './cell-states.ts'
import type { CellStates } from './cell-states.ts'
import { valueOf } from './content.ts'
import type { ComputedResult } from './formula-book.ts'
import { rulesAtPlace } from './instance.ts'
import { operandsOf } from './operands.ts'
import type { Operand } from './operands.ts'
import type { Published } from './published.ts'
import { isFailure } from './workbook.ts'
import type { Result } from './workbook.ts'

interface Computed {
  readonly block: CompiledBlock
  readonly row: string
  readonly column: number
  readonly result: Result
}

/**
 * Computed cells and what they show. A cell shows nothing while it is made of empty cells only (those of its row, or named ones),
 * while one of its cells cannot be read, and when its formula gives an error. An error over good cells is an error of the form.
 */
export class ComputedCells {
  readonly #form: CompiledForm
  readonly #applies: (ref: CellRef) => boolean
  readonly #cells = new Map<string, Computed>()
  /** Keys of the cells of each computed column by row. */
  readonly #columns = new Map<string, Map<string, string>>()
  readonly #shown = new Map<string, CellValue>()
  readonly #operands = new Map<string, readonly Operand[]>()
  readonly #stale = new Set<string>()

  /** @param applies whether a cell applies; one that does not shows nothing. */
  constructor(form: CompiledForm, applies: (ref: CellRef) => boolean) {
    this.#form = form
    this.#applies = applies
  }

  put({ block, row, column, result }: ComputedResult): void {
    const key = cellKey(block.key, row, column)
    this.#cells.set(key, { block, row, column, result })
    const cells = this.#columns.get(`${block.key}/${column}`)
    if (cells) cells.set(row, key)
    else this.#columns.set(`${block.key}/${column}`, new Map([[row, key]]))
    this.#stale.add(key)
  }

  /** Forgets the cells of a row that is gone or was emptied; gives back those that showed something. */
  drop(block: CompiledBlock, row: string, published: Published): readonly ComputedCell[] {
    return block.columns.flatMap((_, column) => {
      const key = cellKey(block.key, row, column)
      const shown = this.#shown.get(key) ?? null
      published.put(`computed ${key}`, null)
      this.#cells.delete(key)
      this.#columns.get(`${block.key}/${column}`)?.delete(row)
      this.#shown.delete(key)
      this.#stale.delete(key)
      return shown === null ? [] : [{ ...refOf(block, row, column), value: null }]
    })
  }

  value({ block, row, column }: CellRef): CellValue {
    const place = this.#form.blocks[block]?.columns.findIndex((one) => one.key === column) ?? -1
    return this.#shown.get(cellKey(block, row ?? '', place)) ?? null
  }

  /** Looks again at the cells that have another result or read something that was touched; gives back what shows another value. */
  settle(states: CellStates, published: Published): readonly ComputedCell[] {
    const changed: ComputedCell[] = []
    const stale = new Set([...this.#stale, ...[...this.#columns.values()].flatMap((cells) => this.#touchedIn(cells, states))])
    this.#stale.clear()
    for (const key of stale) {
      const cell = this.#cells.get(key)
      if (!cell) continue
      const value = this.#judge(key, cell, states, published)
      if (sameValue(this.#shown.get(key) ?? null, value)) continue
      this.#shown.set(key, value)
      states.touched.cell(cell.block.key, cell.row, cell.column)
      changed.push({ ...refOf(cell.block, cell.row, cell.column), value })
    }
    return changed
  }

  #judge(key: string, cell: Computed, states: CellStates, published: Published): CellValue {
    const { block, row, column, result } = cell
    if (!this.#applies(refOf(block, row, column))) {
      published.put(`computed ${key}`, null)
      states.put(block.key, row, column, cellBits.empty)
      return null
    }
    const operands = this.#operandsOf(cell).filter((operand) => !operand.computed)
    const own = operands.filter((operand) => operand.rows !== 'all')
    const nothing = own.length > 0 && own.every((operand) => states.count(operand, row, 'empty') > 0)
    const failed = isFailure(result)
    states.put(block.key, row, column, (failed ? cellBits.bad : 0) | (nothing ? cellBits.empty : 0))
    const excused = nothing || operands.some((operand) => states.count(operand, row, 'bad') > 0)
    published.put(`computed ${key}`, failed && !excused ? computedError(cell, result.failure) : null)
    const unreadable = operands.some((operand) => states.count(operand, row, 'unreadable') > 0)
    const rules = rulesAtPlace(block, this.#rowPlace(cell), column)
    return nothing || unreadable || !rules ? null : valueOf(rules, result)
  }

  /** Cells of one column that read something that was touched. */
  #touchedIn(keys: ReadonlyMap<string, string>, states: CellStates): readonly string[] {
    const [first] = keys.values()
    const cell = this.#cells.get(first ?? '')
    if (!cell) return []
    const { block } = cell
    if (block.kind !== 'dynamic') return [...keys.values()].filter((key) => this.#isTouched(this.#cells.get(key), states))
    // Rows that people add have one formula: what it reads elsewhere concerns all of them or none.
    if (this.#operandsOf(cell).some((operand) => operand.rows !== 'here' && states.touched.has(operand, null)))
      return [...keys.values()]
    return [...states.touched.rows(block.key)].flatMap((row) => keys.get(row) ?? [])
  }

  #isTouched(cell: Computed | undefined, states: CellStates): boolean {
    return cell !== undefined && this.#operandsOf(cell).some((operand) => states.touched.has(operand, cell.row))
  }

  #operandsOf(cell: Computed): readonly Operand[] {
    const { block, row, column } = cell
    const key = block.kind === 'dynamic' ? `${block.key}/${column}` : cellKey(block.key, row, column)
    let operands = this.#operands.get(key)
    if (!operands) {
      const place = this.#rowPlace(cell)
      const formula = rulesAtPlace(block, place, column)?.computed
      operands = operandsOf(this.#form, formula ? [formula.expr] : [], { row: block.kind === 'dynamic' ? 'here' : place, column })
      this.#operands.set(key, operands)
    }
    return operands
  }

  #rowPlace({ block, row }: Computed): number {
    return block.kind === 'fixed' ? block.rows.findIndex((one) => one.key === row) : 0
  }
}

function computedError({ block, row, column }: Computed, code: string): Problem {
  const at = refOf(block, row, column)
  const found = block.columns[column]
  const title = found ? columnTitle(found) : ''
  return {
    id: problemId('computed', at, block.sheet),
    check: 'computed',
    severity: 'error',
    sheet: block.sheet,
    at,
    cells: [at],
    message: `Ошибка формы: «${title}» не вычисляется (${code}). Сообщите организатору сбора`,
    formError: true,
  }
}

function refOf(block: CompiledBlock, row: string, column: number): CellRef {
  return { block: block.key, row: block.kind === 'fields' ? null : row, column: block.columns[column]?.key ?? '' }
}

function cellKey(block: string, row: string, column: number): string {
  return `${block}/${row}/${column}`
}
