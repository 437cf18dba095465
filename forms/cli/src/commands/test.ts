import { dirname } from 'node:path'
import { readCases, runCase } from '../cases.ts'
import type { CaseResult } from '../cases.ts'
import { formPath, readArgs, readForm } from '../form-file.ts'
import { counted } from '../plural.ts'
import { UsageError } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel test`: every case of a form must give exactly the problems it names, and every check should have failed somewhere. */
export async function test(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = readArgs(args, {})
  if (positionals.length === 0) throw new UsageError('Назовите папку формы: tabel test forms/library/vpr-fsr-ma4')
  let code = 0
  for (const name of positionals) code = Math.max(code, await testForm(name, terminal))
  return code
}

async function testForm(name: string, terminal: Terminal): Promise<number> {
  const file = await formPath(name)
  const form = await readForm(file, terminal)
  if (!form) return 1
  const cases = await readCases(dirname(file))
  const fired = new Set<string>()
  let wrong = 0
  for (const one of cases) {
    const result = await runCase(form, one)
    for (const check of result.fired) fired.add(check)
    if (result.missing.length + result.extra.length > 0) wrong += 1
    terminal.out(describe(result))
  }
  const silent = form.checks.filter((check) => !fired.has(check.id)).map((check) => check.id)
  terminal.out(`${form.form} ${form.version}: ${counted(cases.length, 'case')}, не сошлось ${wrong}`)
  if (silent.length > 0) terminal.out(`Проверки, которые ни в одном примере не сработали: ${silent.join(', ')}`)
  if (cases.length === 0) terminal.error('Ни одного примера: проверять нечего.')
  return wrong > 0 || cases.length === 0 ? 1 : 0
}

function describe({ name, missing, extra }: CaseResult): string {
  if (missing.length + extra.length === 0) return `✓ ${name}`
  return [
    `✗ ${name}`,
    ...missing.map(({ check, at }) => `    не сработало: ${check} в ${at}`),
    ...extra.map(({ check, at, message }) => `    лишнее: ${check} в ${at} – ${message}`),
  ].join('\n')
}
