#!/usr/bin/env node
// A file of its own that exists before the build, so that npm can link the command at installation.
import { run } from '@tabel/server'

process.exitCode = await run(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
})
