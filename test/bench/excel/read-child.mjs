// Reads one workbook, by our built reader or by exceljs, and tells what came of it and what that took: without a loader in its memory.
import { readFile } from 'node:fs/promises'

const [file = '', reader = 'ours'] = process.argv.slice(2)
const bytes = await readFile(file)

async function byOurs() {
  const { readWorkbook } = await import('@tabel/excel')
  return async () => (await readWorkbook(bytes)).sheets.reduce((sum, sheet) => sum + sheet.cells.length, 0)
}

async function byExceljs() {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  return async () => {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    let cells = 0
    for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell(() => (cells += 1)))
    return cells
  }
}

const read = await (reader === 'ours' ? byOurs() : byExceljs())
const before = process.cpuUsage()
const outcome = await read().then(
  (cells) => `${cells} cells`,
  (error) => `${error.code ?? error}`,
)
const { user, system } = process.cpuUsage(before)
// Not `resourceUsage`: on Linux that begins with what the parent held.
const peak = /VmHWM:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]
process.stdout.write(JSON.stringify({ outcome, cpu: (user + system) / 1000, mb: Number(peak) / 1024 }))
