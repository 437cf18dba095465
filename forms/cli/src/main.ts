#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

export { run } from './run.ts'
export type { Terminal } from './terminal.ts'

// Run as a command, not imported by a test.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  process.exitCode = await run(process.argv.slice(2), { out: (text) => console.log(text), error: (text) => console.error(text) })
}
