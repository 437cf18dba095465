// Prints the closing line of CI from vitest's JSON reports: count.mjs <failed> <report>… A run without tests, or whose command failed for
// another reason, is a failure.
import { existsSync, readFileSync } from 'node:fs'

const [commandFailed, ...reports] = process.argv.slice(2)
const results = reports.map((report) => (existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}))
const sum = (count) => results.reduce((total, result) => total + count(result), 0)
const passed = sum((result) => result.numPassedTests ?? 0)
const skipped = sum((result) => (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0))
let failed = sum((result) => result.numFailedTests ?? 0)
const unsound = (result) => (result.numPassedTests ?? 0) === 0 || result.success === false
if (failed === 0 && (commandFailed !== '0' || results.length === 0 || results.some(unsound))) failed = 1
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
