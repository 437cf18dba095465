import { check } from './commands/check.ts'
import { read } from './commands/read.ts'
import { schema } from './commands/schema.ts'
import { template } from './commands/template.ts'
import { test } from './commands/test.ts'
import { types } from './commands/types.ts'
import { UsageError } from './terminal.ts'
import type { Terminal } from './terminal.ts'

const help = `tabel – работа с файлами форм

  tabel check ФАЙЛ…             найти все ошибки в файлах форм
  tabel test ПАПКА…             проверить форму на ее примерах (cases/*.json)
  tabel types ФАЙЛ [-o ФАЙЛ]    типы TypeScript того, что будет сдано
  tabel schema ФАЙЛ [-o ФАЙЛ]   JSON Schema того, что будет сдано; --draft – черновика
  tabel template ФАЙЛ -o КНИГА.xlsx   шаблон для заполнения в Excel; --base ДАННЫЕ.json – что уже заполнено
  tabel read ФАЙЛ КНИГА.xlsx    что изменено в заполненной книге Excel; --base ДАННЫЕ.json – с чем сравнить, --json

ФАЙЛ – form.json или папка, в которой он лежит.
Код завершения: 0 – все верно, 1 – в форме есть ошибки, 2 – команда задана неверно.`

const commands: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => Promise<number>>> = {
  check,
  test,
  types,
  schema,
  read,
  template,
}

/**
 * Runs the command `tabel`.
 * @param args what follows the name of the command.
 * @returns the exit code: 0 fine, 1 mistakes in a form, 2 the command itself is wrong.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(help)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    terminal.error(`Нет команды «${name}». Есть: ${Object.keys(commands).join(', ')}. Подробнее: tabel --help`)
    return 2
  }
  try {
    return await command(rest, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.error(error.message)
    return 2
  }
}
