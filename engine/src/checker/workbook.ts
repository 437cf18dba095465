import { HyperFormula } from 'hyperformula'
import type { ExportedChange, RawCellContent } from 'hyperformula'
import type { Scalar } from '../model/data.ts'
import { ListAttributes } from './functions/attribute.ts'
import { ConditionalCounts } from './functions/conditional-counts.ts'
import { DateFunctions } from './functions/dates.ts'
import { LanguageFunctions } from './functions/language-functions.ts'
import { LookupFunctions } from './functions/lookup.ts'
import { NumberFunctions } from './functions/numbers.ts'
import { TimeFunctions } from './functions/times.ts'

/** What a cell is given: a value as it is, a text as text, a formula without its equals sign. */
export type Content = number | boolean | null | { readonly text: string } | { readonly formula: string }

/** What a formula gave. */
export type Result = Scalar | null | FormulaFailure

/** A formula that gave an error; `code` is that of Excel: `#DIV/0!`. */
export interface FormulaFailure {
  readonly failure: string
}

export interface CellWrite {
  readonly sheet: number
  readonly row: number
  readonly column: number
  readonly content: Content
}

export interface CellResult {
  readonly sheet: number
  readonly row: number
  readonly column: number
  readonly result: Result
}

/** A sheet to begin with. */
export interface NewSheet {
  readonly name: string
  readonly cells: readonly (readonly Content[])[]
}

/** Whether a formula gave an error. */
export function isFailure(result: Result): result is FormulaFailure {
  return typeof result === 'object' && result !== null
}

/**
 * HyperFormula, and everything that has to be known of it: no other file speaks to it but the functions beside. Texts are written
 * so that they are never parsed, empty cells are null, formulas are ours alone. Sheets are numbered in the order given.
 */
export class Workbook {
  readonly #engine: HyperFormula
  /** Number of the sheet of {@link Workbook.keep}, and how many formulas stand on it. */
  readonly #besides: number
  #kept = 0
  #evaluated = 0

  constructor(sheets: readonly NewSheet[], licenseKey: string) {
    register()
    const content = Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet.cells.map((row) => row.map(encode))]))
    this.#besides = sheets.length
    const rows = Math.max(mostKept, ...sheets.map((sheet) => sheet.cells.length))
    const columns = Math.max(1, ...sheets.flatMap((sheet) => sheet.cells.map((row) => row.length)))
    this.#engine = HyperFormula.buildFromSheets(
      { ...content, besides: [] },
      {
        licenseKey,
        language: 'enGB',
        useArrayArithmetic: true,
        evaluateNullToZero: false,
        accentSensitive: true,
        localeLang: 'ru',
        dateFormats: ['YYYY-MM-DD'],
        currencySymbol: [],
        // Day numbers are those of Excel.
        leapYear1900: true,
        nullDate: { year: 1899, month: 12, day: 31 },
        ignoreWhiteSpace: 'any',
        undoLimit: 0,
        // Results have 15 significant digits as in Excel, by one more than this; by default kopecks of a billion would be lost.
        precisionRounding: 14,
        useColumnIndex: false,
        maxRows: rows,
        maxColumns: columns,
      },
    )
    this.#evaluated = sheets.reduce((sum, { cells }) => sum + cells.flat().filter(isFormula).length, 0)
    onEvaluation(this.#engine, () => this.#evaluated++)
  }

  /** How many times a formula cell was evaluated since the beginning. */
  get evaluated(): number {
    return this.#evaluated
  }

  /** What a cell holds now. */
  read(sheet: number, row: number, column: number): Result {
    return decode(this.#engine.getCellValue({ sheet, row, col: column }))
  }

  /** What the cells of a sheet hold now, from A1 on: so many rows and columns, empty ones included. */
  readSheet(sheet: number, rows: number, columns: number): readonly (readonly Result[])[] {
    if (rows === 0 || columns === 0) return []
    const range = { start: { sheet, row: 0, col: 0 }, end: { sheet, row: rows - 1, col: columns - 1 } }
    return this.#engine.getRangeValues(range).map((row) => row.map(decode))
  }

  /** Writes cells and evaluates what depends on them; gives back the formula cells whose result is now another, and the cells written. */
  write(writes: readonly CellWrite[]): readonly CellResult[] {
    if (writes.length === 0) return []
    const put = ({ sheet, row, column, content }: CellWrite) =>
      this.#engine.setCellContents({ sheet, row, col: column }, [[encode(content)]])
    const [only] = writes
    const changes = writes.length === 1 && only ? put(only) : this.#together(() => writes.forEach(put))
    return changes.flatMap((change) => changed(change, this.#besides))
  }

  /**
   * Puts a formula, without its equals sign, beside the sheets, where it follows what it reads like any other: reading it again costs
   * nothing. Gives back how to read it; null when too many are there already.
   */
  keep(formula: string): (() => Result) | null {
    if (this.#kept === mostKept) return null
    const address = { sheet: this.#besides, row: this.#kept++, col: 0 }
    this.#engine.setCellContents(address, [[`=${formula}`]])
    return () => decode(this.#engine.getCellValue(address))
  }

  /** Evaluates once after all of the work. HyperFormula's `batch` keeps a history even without undo, at a square of the writes. */
  #together(work: () => void): readonly ExportedChange[] {
    this.#engine.suspendEvaluation()
    try {
      work()
    } catch (error) {
      this.#engine.resumeEvaluation()
      throw error
    }
    return this.#engine.resumeEvaluation()
  }

  /** Evaluates a formula, without its equals sign, that stands in no cell. */
  evaluate(formula: string, sheet: number): Result {
    const value = this.#engine.calculateFormula(`=${formula}`, sheet)
    return Array.isArray(value) ? { failure: '#VALUE!' } : decode(value)
  }

  close(): void {
    this.#engine.destroy()
  }
}

/** How many formulas may stand beside the sheets. */
const mostKept = 1000

const plugins = [
  ConditionalCounts,
  LanguageFunctions,
  ListAttributes,
  NumberFunctions,
  DateFunctions,
  TimeFunctions,
  LookupFunctions,
]

let registered = false

/** HyperFormula keeps functions for all its instances. */
function register(): void {
  if (registered) return
  registered = true
  for (const plugin of plugins) {
    const names = Object.keys(plugin.implementedFunctions)
    HyperFormula.registerFunctionPlugin(plugin, { enGB: Object.fromEntries(names.map((name) => [name, name])) })
  }
}

/**
 * HyperFormula tells which results are others, not what was evaluated to find them. This listens where it evaluates a cell; the
 * method is its own affair, so a version in which it is gone fails here at once.
 */
function onEvaluation(engine: HyperFormula, tell: () => void): void {
  const evaluator = engine.evaluator as unknown as { recomputeFormulaVertexValue(vertex: unknown): unknown }
  const evaluate = evaluator.recomputeFormulaVertexValue.bind(evaluator)
  evaluator.recomputeFormulaVertexValue = (vertex) => {
    tell()
    return evaluate(vertex)
  }
}

function isFormula(content: Content): boolean {
  return typeof content === 'object' && content !== null && 'formula' in content
}

function encode(content: Content): RawCellContent {
  if (typeof content !== 'object' || content === null) return content
  return 'formula' in content ? `=${content.formula}` : `'${content.text}`
}

function decode(value: ReturnType<HyperFormula['getCellValue']>): Result {
  return typeof value === 'object' && value !== null ? { failure: value.value } : value
}

/** A change of a cell on one of the first `sheets` sheets. */
function changed(change: ExportedChange, sheets: number): readonly CellResult[] {
  if (!('address' in change) || change.sheet >= sheets) return []
  return [{ sheet: change.sheet, row: change.row, column: change.col, result: decode(change.value) }]
}
