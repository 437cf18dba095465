import type ExcelJS from 'exceljs'
import { numberFormat } from './cell-text.ts'
import type { LaidCell } from './layout.ts'

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

/** Gives a cell its looks. What may be typed into is yellowish and open, the rest is closed. */
export function paint(cell: ExcelJS.Cell, { role, rules, indent = 0 }: LaidCell): void {
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
      cell.alignment = { wrapText: true, horizontal: 'center', vertical: 'middle' }
      break
    case 'label':
      cell.fill = fills.label
      cell.border = border
      cell.alignment = { wrapText: true, vertical: 'middle', indent }
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
      cell.alignment = { wrapText: rules?.type === 'string', vertical: 'middle' }
      if (rules) cell.numFmt = numberFormat(rules)
      cell.protection = { locked: role === 'locked' }
  }
}
