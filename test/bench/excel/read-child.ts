// Reads one workbook, by our reader or by exceljs, and tells what that took.
import { readFile } from 'node:fs/promises'
import { readWorkbook } from '@tabel/excel'
import { peakMegabytes } from './peak.ts'

const [file = '', reader = ''] = process.argv.slice(2)
const bytes = await readFile(file)
const before = process.cpuUsage()
let cells = 0
if (reader === 'ours') cells = (await readWorkbook(bytes)).sheets.reduce((sum, sheet) => sum + sheet.cells.length, 0)
else {
  // Ours does without it, and does not carry it.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
  for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell(() => (cells += 1)))
}
const { user, system } = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ cells, cpu: (user + system) / 1000, mb: peakMegabytes() }))
