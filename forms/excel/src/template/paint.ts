import type ExcelJS from 'exceljs'
import { numberFormat } from './cell-text.ts'
import type { CellRole, LaidCell } from './layout.ts'

const line = { style: 'thin', color: { argb: 'FFB8C2D0' } } as const
const border = { top: line, left: line, bottom: line, right: line } as const
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

const fills = {
  head: fill('FFE8EDF5'),
  label: fill('FFF5F7FA'),
  locked: fill('FFEFEFEF'),
  crossed: fill('FFEFEFEF'),
  typed: fill('FFFFFDF0'),
}

/** How a cell looks, and whether one may type into it. */
export interface Looks {
  /** Different for different looks. */
  readonly name: string
  readonly role: CellRole
  readonly indent: number
  readonly wrap: boolean
  readonly format: string | null
}

/** The looks of a cell. What may be typed into is yellowish and open, the rest is closed. */
export function looksOf({ role, rules, indent = 0 }: Pick<LaidCell, 'role' | 'rules' | 'indent'>): Looks {
  const typed = role === 'locked' || role === 'typed'
  const format = typed && rules ? numberFormat(rules) : null
  const wrap = typed ? rules?.type === 'string' : role === 'head' || role === 'label' || role === 'said'
  const name = [role, indent, wrap, format ?? ''].join('|')
  return { name, role, indent, wrap, format }
}

/** Gives a cell its looks. */
export function paint(cell: ExcelJS.Cell, { role, indent, wrap, format }: Looks): void {
  switch (role) {
    case 'title':
      cell.font = { bold: true, size: 13 }
      break
    case 'note':
      cell.font = { italic: true, color: { argb: 'FF5A6678' } }
      break
    case 'hidden':
      break
    case 'head':
      cell.font = { bold: true }
      cell.fill = fills.head
      cell.border = border
      cell.alignment = { wrapText: wrap, horizontal: 'center', vertical: 'middle' }
      break
    case 'label':
      cell.fill = fills.label
      cell.border = border
      cell.alignment = { wrapText: wrap, vertical: 'middle', indent }
      break
    case 'crossed':
      cell.fill = fills.crossed
      cell.border = border
      cell.alignment = { horizontal: 'center' }
      break
    case 'locked':
    case 'typed':
      cell.fill = fills[role]
      cell.border = border
      cell.alignment = { wrapText: wrap, vertical: 'middle' }
      if (format !== null) cell.numFmt = format
      cell.protection = { locked: role === 'locked' }
      break
    case 'said':
    case 'line':
      cell.border = border
      cell.alignment = { wrapText: wrap, vertical: 'top' }
      break
    case 'link':
      cell.font = { color: { argb: 'FF0563C1' }, underline: true }
      cell.border = border
      cell.alignment = { vertical: 'top' }
  }
}
