import { formFor } from '@tabel/engine'
import type { CellRules, CellValue, Cells, CompiledBlock, CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { markName, marksVersion, metaSheet } from '@tabel/excel'
import type { WorkbookMeta } from '@tabel/excel'
import ExcelJS from 'exceljs'

/** Spare rows below the rows of a table. */
const spare = 3

/** A workbook in which a form can be filled, laid out as plainly as it can be. */
export class MarkedBook {
  readonly workbook = new ExcelJS.Workbook()
  readonly #form: CompiledForm
  readonly #data: FormData
  /** Where every cell of the form stands, by `block/row/column`, and the first spare row of every table. */
  readonly places = new Map<string, { readonly sheet: string; readonly row: number; readonly column: number }>()
  readonly spareRows = new Map<string, number>()

  constructor(form: CompiledForm, data: FormData, meta: Partial<WorkbookMeta> = {}) {
    this.#form = formFor(form, data)
    this.#data = data
    for (const { key, title } of this.#form.sheets) {
      const sheet = this.workbook.addWorksheet(title.slice(0, 31))
      let row = 1
      for (const block of Object.values(this.#form.blocks)) if (block.sheet === key) row = this.#block(sheet, block, row) + 1
    }
    const about = this.workbook.addWorksheet(metaSheet, { state: 'veryHidden' })
    const said = { marks: marksVersion, form: form.form, formVersion: form.version, draftVersion: 0, ...meta }
    for (const pair of Object.entries(said)) about.addRow(pair)
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.workbook.xlsx.writeBuffer())
  }

  cell(block: string, row: string | null, column: string): ExcelJS.Cell {
    const place = this.places.get(`${block}/${row ?? ''}/${column}`)
    if (!place) throw new Error(`${block}/${row ?? ''}/${column} is not in the workbook`)
    return this.sheet(place.sheet).getCell(place.row, place.column)
  }

  /** A cell of the spare rows of a table, counted from 0. */
  spareCell(block: string, spareRow: number, column: string): ExcelJS.Cell {
    const place = this.places.get(`${block}/#/${column}`)
    if (!place) throw new Error(`${block}/${column} is not in the workbook`)
    return this.sheet(place.sheet).getCell((this.spareRows.get(block) ?? 0) + spareRow, place.column)
  }

  sheet(name: string): ExcelJS.Worksheet {
    const sheet = this.workbook.getWorksheet(name)
    if (!sheet) throw new Error(`no sheet ${name}`)
    return sheet
  }

  #name(name: string, sheet: ExcelJS.Worksheet, row: number, column: number): void {
    const address = sheet.getCell(row, column).address.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')
    this.workbook.definedNames.add(`'${sheet.name.replaceAll("'", "''")}'!${address}`, name)
  }

  /** @returns the row below the block. */
  #block(sheet: ExcelJS.Worksheet, block: CompiledBlock, top: number): number {
    if (block.kind === 'fields') {
      block.columns.forEach((column, index) => {
        sheet.getCell(top + index, 2).value = column.title
        this.#name(markName({ kind: 'cell', block: block.key, column: column.key }), sheet, top + index, 3)
        this.#write(sheet, top + index, 3, block, null, column.key)
      })
      return top + block.columns.length
    }
    this.#name(markName({ kind: 'rows', block: block.key }), sheet, top, 1)
    block.columns.forEach((column, index) => {
      sheet.getCell(top, index + 3).value = column.title
      this.#name(markName({ kind: 'head', block: block.key, column: column.key }), sheet, top, index + 3)
      this.places.set(`${block.key}/#/${column.key}`, { sheet: sheet.name, row: top, column: index + 3 })
    })
    const rows = block.kind === 'fixed' ? block.rows.map(({ key }) => key) : this.#rows(block.key).map(({ $id }) => $id)
    rows.forEach((id, index) => {
      sheet.getCell(top + 1 + index, 1).value = id
      if (block.kind === 'fixed') sheet.getCell(top + 1 + index, 2).value = block.rows[index]?.title ?? ''
      block.columns.forEach((column, place) => this.#write(sheet, top + 1 + index, place + 3, block, id, column.key))
    })
    const end = top + 1 + rows.length + (block.kind === 'dynamic' ? spare : 0)
    this.spareRows.set(block.key, top + 1 + rows.length)
    this.#name(markName({ kind: 'end', block: block.key }), sheet, end, 1)
    return end
  }

  #rows(block: string): readonly DynamicRow[] {
    return (this.#data[block] ?? []) as readonly DynamicRow[]
  }

  #write(sheet: ExcelJS.Worksheet, row: number, column: number, block: CompiledBlock, id: string | null, key: string): void {
    this.places.set(`${block.key}/${id ?? ''}/${key}`, { sheet: sheet.name, row, column })
    const content = this.#data[block.key]
    const cells: Cells =
      block.kind === 'dynamic'
        ? (this.#rows(block.key).find(({ $id }) => $id === id) ?? {})
        : (((id === null ? content : (content as Readonly<Record<string, Cells>> | undefined)?.[id]) as Cells | undefined) ?? {})
    const rules = block.columns.find((one) => one.key === key)
    if (rules) put(sheet.getCell(row, column), rules, cells[key] ?? null)
  }
}

/** Writes a value as a template would: dates as days, codes of choices by their titles, what could not be read as text. */
export function put(cell: ExcelJS.Cell, rules: CellRules, value: CellValue): void {
  if (value === null) cell.value = null
  else if (typeof value === 'object')
    cell.value = '$raw' in value ? value.$raw : '$file' in value ? value.name : JSON.stringify(value)
  else if (rules.choices) cell.value = rules.choices.find(({ code }) => code === value)?.title ?? value
  else if (rules.type === 'date' && typeof value === 'string' && /^\d{4}-/.test(value)) {
    cell.value = new Date(`${value}T00:00:00Z`)
    cell.numFmt = 'dd.mm.yyyy'
  } else cell.value = value
}
