import { run } from './commands/index.ts'

process.exitCode = await run(['serve', ...process.argv.slice(2)], process.env, {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
})
