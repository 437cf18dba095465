import { parseArgs } from 'node:util'
import { settingsFrom } from '../settings.ts'
import type { Settings } from '../settings.ts'
import { openDatabase } from '../storage/open-database.ts'
import { BadBackup } from '../storage/backup/backup-file.ts'
import { accountsCommand } from './accounts.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import type { Command, CommandContext, Printer } from './command.ts'
import { doctorCommand } from './doctor.ts'
import { filesCommand } from './files.ts'
import { migrateCommand } from './migrate.ts'
import { serve } from './serve.ts'

const commands: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  backup: backupCommand,
  restore: restoreCommand,
  accounts: accountsCommand,
  files: filesCommand,
  doctor: doctorCommand,
}

const help = `tabel-server – сервер «Табель» и работа с его базой данных

  tabel-server serve [--role all|web|worker]   обслуживать личный кабинет (all), только страницы (web) или только задания (worker)
  tabel-server migrate                         привести схему базы к этой версии программы
  tabel-server backup <файл>                   записать резервную копию, не останавливая сервер
  tabel-server restore <файл>                  заполнить пустую базу из резервной копии (и другого вида: SQLite ↔ PostgreSQL)
  tabel-server accounts organizer <логин>      завести федерального организатора, если его еще нет
  tabel-server accounts password <логин>       выдать новый пароль; прежний и все сеансы перестают действовать
  tabel-server accounts import <файл.csv>      завести организации и учетные записи (login;name;parent;zone), пароли – на один раз
               [--dry-run] [--sheet <лист.html>]   только проверить; пароли – листом для печати, а не строками
  tabel-server files stores                    показать хранилища файлов и их номера
  tabel-server files import <папка> --store <номер>   разложить файлы по организациям: логин – в имени файла;
               [--apply]                       без --apply только показать, что будет сделано
  tabel-server doctor                          проверить, цела ли база и все ли готово к работе

База и остальное задаются переменными окружения: TABEL_DB, TABEL_FILES … (server/README.md).`

/** Runs one command, as its words say. @returns the exit code: 0 done, 1 not done, 2 not understood. */
export async function run(words: readonly string[], environment: Environment, print: Printer): Promise<number> {
  const [name = 'help', ...args] = words
  try {
    if (name === 'help' || name === '--help') return (print.out(help), 0)
    if (name === 'serve') return await serve(settingsFrom(withRole(environment, args)), print)
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) return (print.error(`Команды «${name}» нет.\n\n${help}`), 2)
    return await onDatabase(settingsFrom(environment), print, (context) => command(args, context))
  } catch (error) {
    print.error(error instanceof BadBackup ? `Это не целая резервная копия: ${error.message}.` : String(error))
    return 1
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** `--role` says it before the environment does. */
function withRole(environment: Environment, args: readonly string[]): Environment {
  const { values } = parseArgs({ args: [...args], options: { role: { type: 'string' } } })
  return values.role === undefined ? environment : { ...environment, TABEL_ROLE: values.role }
}

async function onDatabase(
  settings: Settings,
  print: Printer,
  work: (context: CommandContext) => Promise<number>,
): Promise<number> {
  const database = await openDatabase(settings.database)
  try {
    return await work({ database, settings, print })
  } finally {
    await database.close()
  }
}
