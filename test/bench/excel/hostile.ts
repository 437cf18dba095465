import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostileFiles } from '../../support/hostile-files.ts'
import { figure } from '../figure.ts'
import { readInChild } from './read-in-child.ts'
import type { ReadFigures } from './read-in-child.ts'

/** Reads each hostile file in a process of its own, with the heap that an upload gets: how long and how large the worst of them is. */
export async function benchHostile(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
  try {
    const found: ReadFigures[] = []
    for (const { make } of hostileFiles) {
      const file = join(folder, 'hostile')
      await writeFile(file, make())
      found.push(await readInChild(file, 'ours'))
    }
    figure('excel.hostile.files', found.length, 'files')
    figure('excel.hostile.slowest-ms', Math.max(...found.map(({ cpu }) => cpu)), 'ms of CPU', 1_500)
    figure('excel.hostile.peak-mb', Math.max(...found.map(({ mb }) => mb)), 'MB', 150)
  } finally {
    await rm(folder, { recursive: true })
  }
}
