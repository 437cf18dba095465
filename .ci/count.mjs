// Prints the closing line of CI from vitest's JSON report. A run without tests, or whose command failed for another reason, is a failure.
import { existsSync, readFileSync } from 'node:fs'

const [report, commandFailed] = process.argv.slice(2)
const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
const passed = result.numPassedTests ?? 0
const skipped = (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0)
let failed = result.numFailedTests ?? 0
if (failed === 0 && (commandFailed !== '0' || passed === 0 || result.success === false)) failed = 1
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
