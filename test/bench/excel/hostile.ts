import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hostileFiles } from '../../support/hostile-files.ts'
import { figure } from '../figure.ts'

const run = promisify(execFile)

/** Reads each hostile file in a process of its own, with the heap that an upload gets: how long and how large the worst of them is. */
export async function benchHostile(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
  try {
    const found: { readonly name: string; readonly outcome: string; readonly cpu: number; readonly mb: number }[] = []
    for (const { name, make } of hostileFiles) {
      const file = join(folder, 'hostile')
      await writeFile(file, make())
      const { stdout } = await run(process.execPath, [
        '--max-old-space-size=256',
        join(import.meta.dirname, 'hostile-child.mjs'),
        file,
      ])
      found.push({ name, ...(JSON.parse(stdout) as { outcome: string; cpu: number; mb: number }) })
    }
    figure('excel.hostile.files', found.length, 'files')
    figure('excel.hostile.slowest-ms', Math.max(...found.map(({ cpu }) => cpu)), 'ms of CPU', 1_500)
    figure('excel.hostile.peak-mb', Math.max(...found.map(({ mb }) => mb)), 'MB', 150)
  } finally {
    await rm(folder, { recursive: true })
  }
}
