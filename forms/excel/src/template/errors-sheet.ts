import { columnName } from '../read/sheet.ts'
import { errorsSheet } from '../workbook/marks.ts'
import type { CheckLines } from './formulas/check-line.ts'
import { ownOffset, ownWrong } from './formulas/messages.ts'
import { addressOf, quoted } from './formulas/places.ts'
import { markingsXml } from './parts/marking.ts'
import type { Marking } from './parts/marking.ts'
import { SheetRows } from './parts/sheet-rows.ts'
import { looksOf } from './paint.ts'
import type { Looks } from './paint.ts'

/** Columns of a line; those from `wrong` on are hidden. `place` and `sheet`: where its link leads; `number`: the how many-th wrong one. */
const columns = {
  state: 1,
  title: 2,
  cell: 3,
  message: 4,
  check: 5,
  wrong: 6,
  offset: 7,
  number: 8,
  place: 9,
  sheet: 10,
  severity: 11,
} as const
const at = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, columnName(column)])) as Record<
  keyof typeof columns,
  string
>

/** So many wrong places are named above the list of all checks. */
const named = 20
const firstNamed = 5
const headRow = firstNamed + named + 2
const firstLine = headRow + 1

const states: Readonly<Record<CheckLines['severity'], string>> = {
  error: 'ошибка',
  warning: 'предупреждение',
  info: 'обратите внимание',
}

export const errorsWidths: ReadonlyMap<number, number> = new Map([
  [columns.state, 26],
  [columns.title, 26],
  [columns.cell, 10],
  [columns.message, 90],
  [columns.check, 14],
])
export const errorsHidden: readonly number[] = Object.values(columns).filter((column) => column >= columns.wrong)

const [title, note, head, said, oneLine, link] = (['title', 'note', 'head', 'said', 'line', 'link'] as const).map((role) =>
  looksOf({ role }),
) as [Looks, Looks, Looks, Looks, Looks, Looks]
export const errorsLooks: readonly Looks[] = [title, note, head, said, oneLine, link]

/** The sheet's cells, what marks the cells of the other sheets, and the range that may be filtered. */
export interface ErrorsSheet {
  readonly cells: string
  readonly behind: string
  readonly filter: string
  /** What is printed: the places that are wrong, without the list of all checks. */
  readonly print: string
  /** By the name of the sheet as formulas write it. */
  readonly markings: ReadonlyMap<string, readonly Marking[]>
}

/**
 * The sheet «Ошибки»: how much is wrong, the first places with links, and below every check of the form with what it finds now; last
 * those that are asked only when the workbook comes back.
 */
export function writeErrors(
  lines: readonly CheckLines[],
  styles: ReadonlyMap<string, number>,
  formats: Readonly<Record<Marking['as'], number>>,
): ErrorsSheet {
  const writer = new ErrorsWriter(styles)
  const told = lines.filter(({ wrong }) => wrong !== null)
  const total = told.reduce((sum, { count }) => sum + count, 0)
  writer.head(Math.max(1, total))
  for (const line of told) writer.line(line)
  for (const line of lines) if (line.wrong === null) writer.untold(line)
  const last = Math.max(firstLine, writer.next - 1)
  const all = `A${firstLine}:E${last}`
  const wrongHere = (as: Marking['as'], state: string): Marking => ({
    range: all,
    formula: `AND(N($F${firstLine})>0,$K${firstLine}="${state}")`,
    as,
  })
  const own = [wrongHere('error', states.error), wrongHere('warning', states.warning)]
  return {
    cells: writer.rows.xml(new Map(Array.from({ length: named }, (_, place) => [firstNamed + place, 30]))),
    behind: markingsXml(own, formats),
    filter: `A${headRow}:E${last}`,
    print: `A1:E${firstNamed + named - 1}`,
    markings: writer.markings,
  }
}

class ErrorsWriter {
  readonly rows = new SheetRows()
  readonly markings = new Map<string, Marking[]>()
  next = firstLine
  readonly #styles: ReadonlyMap<string, number>

  constructor(styles: ReadonlyMap<string, number>) {
    this.#styles = styles
  }

  head(count: number): void {
    const last = firstLine + count - 1
    const all = (column: keyof typeof columns): string => `$${at[column]}$${firstLine}:$${at[column]}$${last}`
    const sum = (state: string): string => `SUMIF(${all('severity')},"${state}",${all('wrong')})`
    this.rows.value(1, 1, errorsSheet, this.#style(title))
    this.rows.formula(2, 1, `"Ошибок: "&${sum(states.error)}&"; предупреждений: "&${sum(states.warning)}`, this.#style(title))
    this.rows.value(
      3,
      1,
      'Лист обновляется сам, пока вы заполняете таблицы. Что здесь проверить нельзя, проверит сайт при загрузке файла.',
      this.#style(note),
    )
    this.#heads(firstNamed - 1, ['Что исправить', 'Лист', 'Ячейка', 'Что не так', 'Проверка'])
    const found = `MATCH(ROW()-${firstNamed - 1},${all('number')},0)`
    const show = (column: keyof typeof columns): string => `IFERROR(INDEX(${all(column)},${found}),"")`
    for (const column of ['state', 'title', 'message', 'check'] as const)
      this.rows.fill({ row: firstNamed, column: columns[column], count: named, formula: show(column) }, this.#style(said))
    const leads = `HYPERLINK("#"&INDEX(${all('sheet')},${found})&"!"&INDEX(${all('place')},${found}),INDEX(${all('place')},${found}))`
    this.rows.fill({ row: firstNamed, column: columns.cell, count: named, formula: `IFERROR(${leads},"")` }, this.#style(link))
    this.#heads(headRow, ['Состояние', 'Лист', 'Ячейка', 'Что проверяется', 'Проверка'])
    const lines = (column: keyof typeof columns, formula: string, looks: Looks | null): void =>
      this.rows.fill({ row: firstLine, column: columns[column], count, formula }, looks ? this.#style(looks) : 0)
    lines('state', `IF(N($F${firstLine})>0,$K${firstLine},"")`, oneLine)
    lines('number', `N($H${firstLine - 1})+IF(N($F${firstLine})>0,1,0)`, null)
    lines('cell', `IF(LEN($I${firstLine})=0,"",HYPERLINK("#"&$J${firstLine}&"!"&$I${firstLine},$I${firstLine}))`, link)
  }

  line({ check, severity, sheet, target, count, message, wrong, offset, rule, marks }: CheckLines): void {
    const row = this.next
    this.next += count
    const own = (formula: string): string => formula.replaceAll(ownWrong, `$F${row}`).replaceAll(ownOffset, `N($G${row})`)
    const fill = (column: keyof typeof columns, formula: string, looks: Looks | null): void =>
      this.rows.fill({ row, column: columns[column], count, formula: own(formula) }, looks ? this.#style(looks) : 0)
    const same = (column: keyof typeof columns, text: string, looks: Looks | null): void => {
      for (let place = 0; place < count; place += 1)
        this.rows.value(row + place, columns[column], text, looks ? this.#style(looks) : 0)
    }
    same('title', sheet, oneLine)
    same('severity', states[severity], null)
    if ('formula' in message) fill('message', message.formula, oneLine)
    else same('message', message.text, oneLine)
    if (rule === undefined) same('check', check, oneLine)
    else fill('check', rule, oneLine)
    fill('wrong', wrong ?? '0', null)
    if (offset !== undefined) fill('offset', offset, null)
    if (!target) return
    const { placed } = target
    same('sheet', placed.sheet, null)
    const area = { fromRow: target.row, toRow: target.row, fromColumn: target.column, toColumn: target.column }
    const cell = addressOf(placed, area, 'typed', placed.block.kind !== 'fields')
    fill('place', `ADDRESS(ROW(${cell}),COLUMN(${cell})${offset === undefined ? '' : `+N($G${row})`},4)`, null)
    if (!marks) return
    const [, address = ''] = /!(.*)$/.exec(cell) ?? []
    const first = address.replaceAll('$', '')
    const last = count === 1 ? first : `${first.replace(/\d+$/, '')}${Number(/\d+$/.exec(first)?.[0]) + count - 1}`
    const marking: Marking = {
      range: count === 1 ? first : `${first}:${last}`,
      formula: `${quoted(errorsSheet)}!$F${count === 1 ? '$' : ''}${row}>0`,
      as: severity === 'error' ? 'error' : 'warning',
    }
    this.markings.set(placed.sheet, [...(this.markings.get(placed.sheet) ?? []), marking])
  }

  untold({ check, sheet, target, message }: CheckLines): void {
    const row = this.next
    this.next += 1
    this.rows.value(row, columns.state, 'проверяется при загрузке', this.#style(oneLine))
    this.rows.value(row, columns.title, sheet, this.#style(oneLine))
    if ('formula' in message) this.rows.formula(row, columns.message, message.formula, this.#style(oneLine))
    else this.rows.value(row, columns.message, message.text, this.#style(oneLine))
    this.rows.value(row, columns.check, check, this.#style(oneLine))
    if (!target) return this.rows.value(row, columns.cell, null, this.#style(link))
    const area = { fromRow: target.row, toRow: target.row, fromColumn: target.column, toColumn: target.column }
    const cell = addressOf(target.placed, area, 'typed', true)
    const place = `ADDRESS(ROW(${cell}),COLUMN(${cell}),4)`
    this.rows.formula(
      row,
      columns.cell,
      `HYPERLINK("#${target.placed.sheet.replaceAll('"', '""')}!"&${place},${place})`,
      this.#style(link),
    )
  }

  #heads(row: number, texts: readonly string[]): void {
    for (const [place, text] of texts.entries()) this.rows.value(row, place + 1, text, this.#style(head))
  }

  #style({ name }: Looks): number {
    return this.#styles.get(name) ?? 0
  }
}
