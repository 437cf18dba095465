// Reads one file by the built reader, and tells what came of it and what that took: without a loader in its memory.
import { readFile } from 'node:fs/promises'
import { readWorkbook } from '@tabel/excel'

const bytes = await readFile(process.argv[2] ?? '')
const before = process.cpuUsage()
const outcome = await readWorkbook(bytes).then(
  ({ sheets }) => `${sheets[0]?.cells.length} cells`,
  (error) => `${error.code ?? error}`,
)
// Not `resourceUsage`: on Linux that begins with what the parent held.
const peak = /VmHWM:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]
const { user, system } = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ outcome, cpu: (user + system) / 1000, mb: Number(peak) / 1024 }))
