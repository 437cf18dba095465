import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTableFile } from '@tabel/excel/tables'
import ExcelJS from 'exceljs'
import { peakMegabytes } from './peak.ts'

// One export in a process of its own: `export-child.mjs ours|exceljs <rows> <columns>`. Tells CPU seconds and peak megabytes.
const [writer, rows, columns] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
const titles = Array.from({ length: columns }, (_, at) => `Графа ${at + 1}`)
const day = Date.UTC(2026, 3, 1)

/** Values as reports hold them: mostly numbers, some names, some of which repeat, dates, «да» and «нет». */
function valueAt(row: number, column: number): string | number | boolean | Date {
  if (column % 10 === 0) return `Школа № ${row} города ${column}`
  if (column % 10 === 1) return `Район ${row % 500}`
  if (column % 10 === 2) return new Date(day + (row % 28) * 86_400_000)
  if (column % 10 === 3) return row % 2 === 0
  return (row * 31 + column * 17) % 1000
}
const line = (row: number): ReturnType<typeof valueAt>[] => titles.map((_, column) => valueAt(row, column))

async function ours(file: string): Promise<void> {
  const out = openTableFile(file, 'xlsx')
  const header = titles.map((title) => ({ title, groups: [], width: 12 }))
  const table = out.addTable('Результаты', header, 2)
  for (let row = 0; row < rows; row += 1) {
    const wait = table.write(line(row))
    if (wait) await wait
  }
  await out.close()
}

/** As this product wrote its reports before. */
async function theirs(file: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Результаты')
  sheet.addRow(titles).commit()
  for (let row = 0; row < rows; row += 1) {
    const added = sheet.addRow(line(row))
    for (let column = 2; column < columns; column += 10) added.getCell(column + 1).numFmt = 'dd.mm.yyyy'
    added.commit()
    // Its streams move only when the loop turns.
    if (row % 200 === 0) await new Promise((turn) => setImmediate(turn))
  }
  sheet.commit()
  await workbook.commit()
}

const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
try {
  const before = process.cpuUsage()
  await (writer === 'ours' ? ours : theirs)(join(folder, 'export.xlsx'))
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, peak: peakMegabytes() }))
} finally {
  await rm(folder, { recursive: true })
}
