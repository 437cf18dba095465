// `npm run bench` runs every bench, `npm run bench -- engine excel` only those named. Each prints one JSON line per figure.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const all = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const wanted = process.argv.slice(2)
for (const name of wanted.length > 0 ? wanted : all) {
  const file = join(here, `${name}.bench.ts`)
  if (!existsSync(file)) {
    console.error(`There is no bench «${name}»; there are: ${all.join(', ')}`)
    process.exitCode = 2
    continue
  }
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--conditions=@tabel/source', '--expose-gc', file], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
