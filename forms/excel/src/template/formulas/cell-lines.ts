import { columnTitle, emptyRowMessage } from '@tabel/engine/formulas'
import type { CheckLines } from './check-line.ts'
import { sheetTitle } from './formula-lines.ts'
import { textLiteral } from './literals.ts'
import type { LiveCells, Untold } from './live-cells.ts'
import { ownOffset, ownWrong } from './messages.ts'
import { addressOf, aliveAt } from './places.ts'
import type { PlacedBlock } from './places.ts'
import { translated } from './untranslatable.ts'

/** Where the sentences of faults stand: checks in the first column, what is said in the second. */
export const faultsSheet = '_проверки'

/** The lines of the rules of single cells: one for each row of a table and each field, which names the first cell that is wrong. */
export function cellLines(live: LiveCells, placed: PlacedBlock): readonly CheckLines[] {
  const { block } = placed
  const sheet = sheetTitle(live.places.form, block)
  const across = block.columns.map((_, column) => column)
  if (block.kind === 'fields') return across.flatMap((column) => cellLine(placed, sheet, { row: 0, count: 1 }, [column, column]))
  const runs = live.runs(placed).flatMap((run) => cellLine(placed, sheet, run, [0, block.columns.length - 1]))
  return [...rowCount(live, placed, sheet), ...runs]
}

function cellLine(
  placed: PlacedBlock,
  sheet: string,
  { row, count }: { readonly row: number; readonly count: number },
  [from, to]: readonly [number, number],
): readonly CheckLines[] {
  const { block } = placed
  const rules = block.columns.slice(from, to + 1)
  if (block.kind === 'fields' && rules.every(({ computed }) => computed)) return []
  const moves = block.kind !== 'fields'
  const range = addressOf(placed, { fromRow: row, toRow: row, fromColumn: from, toColumn: to }, 'state', moves)
  const first = addressOf(placed, { fromRow: row, toRow: row, fromColumn: from, toColumn: from }, 'state', moves)
  const empty = block.kind === 'dynamic' ? `${aliveAt(placed, row)}=2` : null
  const unlessEmpty = (formula: string, otherwise: string): string =>
    empty === null ? formula : `IF(${empty},${otherwise},${formula})`
  const fault = from === to ? range : `INDEX(${range},1,${ownOffset}+1)`
  const said = (column: string): string => `INDEX(${quotedFaults}!$${column}$1:$${column}$9999,INT(${fault}))`
  const usual =
    block.kind === 'fields' ? `«${rules[0]?.title ?? ''}»: заполнение и вид значения` : 'Ячейки строки: заполнение и вид значений'
  const line: CheckLines = {
    check: '',
    severity: 'error',
    sheet,
    target: { placed, row, column: from },
    count,
    message: {
      formula: `IF(${ownWrong}=0,${textLiteral(usual.slice(0, 250))},${unlessEmpty(said('B'), textLiteral(emptyRowMessage))})`,
    },
    rule: `IF(${ownWrong}=0,"",${unlessEmpty(said('A'), '"required"')})`,
    wrong: unlessEmpty(`COUNTIF(${range},">1")`, '1'),
    marks: false,
  }
  if (from === to) return [line]
  const count1 = `COLUMNS(${range})`
  const offset = `IF(OR(${ownWrong}=0${empty === null ? '' : `,${empty}`}),0,${count1}-SUMPRODUCT(MAX((${range}>1)*(${count1}+COLUMN(${first})-COLUMN(${range})))))`
  return [{ ...line, offset }]
}

const quotedFaults = `'${faultsSheet}'`

/** Too few rows, or too many. */
function rowCount(live: LiveCells, placed: PlacedBlock, sheet: string): readonly CheckLines[] {
  const { block, rows } = placed
  if (block.kind !== 'dynamic' || rows === 0) return []
  const count = `COUNTIF(${aliveAt(placed, null)},">0")`
  const line = (check: string, test: string, text: string): CheckLines => {
    const applies = translated(() => live.applies(placed, 0, null))
    const wrong = `IF(${test},1,0)`
    return {
      check,
      severity: 'error',
      sheet,
      target: { placed, row: 0, column: 0 },
      count: 1,
      message: { text },
      wrong: applies === null ? wrong : `IF(${applies},${wrong},0)`,
      marks: false,
    }
  }
  const least = block.min > 0 ? [line('minRows', `${count}<${block.min}`, `Строк должно быть не меньше ${block.min}`)] : []
  const most = rows > block.max ? [line('maxRows', `${count}>${block.max}`, `Строк должно быть не больше ${block.max}`)] : []
  return [...least, ...most]
}

/** Lines of what is asked only when the workbook comes back. */
export function untoldLine(live: LiveCells, { placed, column, check, what }: Untold): CheckLines {
  const { block } = placed
  const title = block.columns[column]
  return {
    check,
    severity: 'error',
    sheet: sheetTitle(live.places.form, block),
    target: placed.rows === 0 ? null : { placed, row: 0, column },
    count: 1,
    message: { text: `${title ? `«${columnTitle(title)}»` : ''}: ${what}` },
    wrong: null,
    marks: false,
  }
}
