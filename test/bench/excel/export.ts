import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { figure } from '../figure.ts'

interface Cost {
  /** CPU seconds of the writing. */
  readonly cpu: number
  /** Peak memory of the process, MB. */
  readonly peak: number
}

/** The young generation as a report's thread has it: see `resourceLimits` in server/src/reports/write-results.ts. */
const asInReports = ['--max-semi-space-size=4']

/** Measures the writer of exports against exceljs' streaming writer, each run in a process of its own. */
export async function benchExport(): Promise<void> {
  const child = await bundled()
  const ours = run(child, asInReports, 'ours', 40_000, 100)
  const theirs = run(child, [], 'exceljs', 40_000, 100)
  const long = run(child, asInReports, 'ours', 400_000, 30)
  figure('excel.export.cpu-vs-exceljs', ours.cpu, 's', theirs.cpu)
  figure('excel.export.peak-mb', ours.peak, 'MB')
  figure('excel.export.memory-growth', long.peak, 'MB', ours.peak)
}

/** The child as plain JavaScript: a TypeScript loader would count in its memory. */
async function bundled(): Promise<string> {
  const outDir = join(import.meta.dirname, '../../dist/bench')
  await build({
    configFile: false,
    logLevel: 'silent',
    root: import.meta.dirname,
    ssr: { noExternal: [/^@tabel/], resolve: { conditions: ['@tabel/source'] } },
    build: {
      outDir,
      emptyOutDir: true,
      ssr: join(import.meta.dirname, 'export-child.ts'),
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  })
  return join(outDir, 'export-child.mjs')
}

function run(child: string, flags: readonly string[], writer: 'ours' | 'exceljs', rows: number, columns: number): Cost {
  const args = [...flags, child, writer, String(rows), String(columns)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the export by ${writer} failed: ${stderr}`)
  return JSON.parse(stdout) as Cost
}
