import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import type { CompiledForm, FormData } from '@tabel/engine'
import { compileForm, printDiagnostics } from '@tabel/engine/compile'
import { UsageError } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** The path of a form file: the file itself, or `form.json` in the folder that is named. */
export async function formPath(named: string): Promise<string> {
  try {
    return (await stat(named)).isDirectory() ? join(named, 'form.json') : named
  } catch {
    throw new UsageError(`Нет файла ${named}. Проверьте путь.`)
  }
}

/** Text of a file, in UTF-8. */
export async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/u, '')
  } catch {
    throw new UsageError(`Файл ${file} не читается. Проверьте путь и права.`)
  }
}

/** The compiled form of a file; null after its mistakes were printed. */
export async function readForm(named: string, terminal: Terminal): Promise<CompiledForm | null> {
  const file = await formPath(named)
  const source = await readText(file)
  const { form, diagnostics } = compileForm(source)
  if (diagnostics.length > 0) terminal.error(printDiagnostics(file, source, diagnostics))
  return form
}

/** Data of a form in a file of their own. */
export async function readData(file: string): Promise<FormData> {
  const text = await readText(file)
  try {
    return JSON.parse(text) as FormData
  } catch {
    throw new UsageError(`Файл ${file} – не JSON: в нем должны быть данные формы.`)
  }
}

/** Options and names of a command. @throws {UsageError} for an option that the command does not have. */
export function readArgs(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): Arguments {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true }) as Arguments
  } catch (error) {
    throw new UsageError(`${optionFault(error)} Подробнее: tabel --help`)
  }
}

/** What is wrong with the options, in Russian: Node says it in English. */
function optionFault(error: unknown): string {
  if (!(error instanceof Error)) throw error
  const [option = ''] = /--?[\w-]+(?=(?: <value>)?')/u.exec(error.message) ?? []
  switch ((error as { readonly code?: unknown }).code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Ключа ${option} у этой команды нет.`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /does not take/u.test(error.message) ? `Ключу ${option} значение не нужно.` : `После ключа ${option} нужно значение.`
    default:
      throw error
  }
}

/** What a command was called with. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly values: { readonly draft?: boolean; readonly output?: string; readonly base?: string; readonly json?: boolean }
}

/** The one name that a command takes. */
export function onlyName(names: readonly string[]): string {
  const [name] = names
  if (name === undefined || names.length > 1) throw new UsageError('Назовите один файл формы. Подробнее: tabel --help')
  return name
}
