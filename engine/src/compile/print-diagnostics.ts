import type { Diagnostic } from './diagnostic.ts'
import { withoutMark } from './read-json.ts'

/**
 * Diagnostics as a terminal shows them: file:line:column, the line of the text, a caret under the place, a suggestion.
 * @param file name to print; nothing is read.
 */
export function printDiagnostics(file: string, source: string, diagnostics: readonly Diagnostic[]): string {
  const lines = withoutMark(source).split('\n')
  return diagnostics.map((diagnostic) => print(file, lines[diagnostic.line - 1] ?? '', diagnostic)).join('\n')
}

/** Lines longer than this are cut around the place. */
const widest = 140

function print(file: string, line: string, { code, severity, message, hint, line: number, column, length }: Diagnostic): string {
  const shown = line.replaceAll('\t', ' ').replace('\r', '')
  const indent = Math.min(shown.length - shown.trimStart().length, column - 1)
  const from = column - 1 - indent > widest - 20 ? column - 1 - 60 : indent
  const cut = shown.slice(from, from + widest)
  const caret = `${' '.repeat(column - 1 - from)}${'^'.repeat(Math.max(1, Math.min(length, cut.length - (column - 1 - from))))}`
  const word = severity === 'error' ? 'ошибка' : 'предупреждение'
  const head = `${file}:${number}:${column} ${word} ${code} ${message}${hint === undefined ? '' : ` – ${hint}`}`
  return `${head}\n  ${from > indent ? '…' : ''}${cut}\n  ${from > indent ? ' ' : ''}${caret}`
}
