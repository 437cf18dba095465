#!/usr/bin/env node
// A file of its own that exists before the build, so that npm can link the command at installation.
import { run } from '@tabel/cli'

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => console.log(text),
  error: (text) => console.error(text),
})
