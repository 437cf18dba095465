import { readFile } from 'node:fs/promises'
import { FileRefused, planUpload, readWorkbookInChild } from '@tabel/excel'
import type { Notice, UploadPlan } from '@tabel/excel'
import { readArgs, readData, readForm } from '../form-file.ts'
import { counted } from '../plural.ts'
import { UsageError } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel read`: what a filled workbook changes in a form. Exit code 1: the workbook is not read, and why. */
export async function read(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = readArgs(args, { base: { type: 'string' }, json: { type: 'boolean' } })
  const [file, workbook, ...others] = positionals
  if (file === undefined || workbook === undefined || others.length > 0)
    throw new UsageError('Назовите файл формы и книгу Excel. Подробнее: tabel --help')
  const form = await readForm(file, terminal)
  if (!form) return 1
  const current = values.base === undefined ? {} : await readData(values.base)
  const bytes = await readFile(workbook).catch(() => {
    throw new UsageError(`Файл ${workbook} не читается. Проверьте путь и права.`)
  })
  try {
    const book = await readWorkbookInChild(bytes)
    const plan = await planUpload(book, {
      form,
      organisation: null,
      collection: null,
      current,
      base: () => Promise.resolve(null),
    })
    terminal.out(values.json ? JSON.stringify(plainPlan(plan), null, 2) : inWords(plan))
    return 0
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    terminal.error(error.message)
    return 1
  }
}

function plainPlan({ changes, added, missing, ignored, notices, ops }: UploadPlan): object {
  return { changes, added, missing, ignored, notices, ops: ops() }
}

function inWords({ changes, added, missing, ignored, notices }: UploadPlan): string {
  const empty = (text: string): string => (text === '' ? 'пусто' : text)
  const notes = (list: readonly Notice[]): readonly string[] =>
    list.map(({ address, text, message }) => `  ${[address, text].filter((part) => part !== '').join(' ')} ${message}`.trimEnd())
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Изменено', changes.map(({ address, place, was, becomes }) => `  ${address} ${place}: ${empty(was)} → ${empty(becomes)}`)],
    ['Добавлено', added.map(({ address, text }) => `  ${address} ${text}`)],
    ['Нет в книге', missing.map(({ place, text }) => `  ${place}: ${text}`)],
    ['Не взято', notes(ignored)],
    ['Обратите внимание', notes(notices)],
  ]
  const shown = parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [`${title}:`, ...lines].join('\n'))
  const count = changes.length + added.length
  return [...shown, count === 0 ? 'Изменений нет' : counted(count, 'change')].join('\n')
}
