import { compileForm, lintForm, printDiagnostics } from '@tabel/engine/compile'
import { formPath, readArgs, readText } from '../form-file.ts'
import { counted } from '../plural.ts'
import { UsageError } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel check`: every mistake of every form that is named; of those without, what is most likely not meant. */
export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = readArgs(args, {})
  if (positionals.length === 0) throw new UsageError('Назовите файл формы: tabel check form.json')
  let mistakes = 0
  for (const name of positionals) {
    const file = await formPath(name)
    const source = await readText(file)
    const { form, diagnostics } = compileForm(source)
    mistakes += diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
    if (diagnostics.length > 0) terminal.error(printDiagnostics(file, source, diagnostics))
    if (form) {
      const warnings = lintForm(source)
      if (warnings.length > 0) terminal.error(printDiagnostics(file, source, warnings))
      const blocks = Object.values(form.blocks)
      const columns = blocks.reduce((sum, block) => sum + block.columns.length, 0)
      const parts = [
        counted(form.sheets.length, 'sheet'),
        counted(blocks.length, 'table'),
        counted(columns, 'column'),
        counted(form.checks.length, 'check'),
      ]
      terminal.out(`${file}: ошибок нет (${form.form} ${form.version}: ${parts.join(', ')})`)
    }
  }
  if (mistakes > 0) terminal.error(`\n${counted(mistakes, 'mistake')}`)
  return mistakes > 0 ? 1 : 0
}
