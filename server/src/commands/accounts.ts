import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { systemScope } from '../policies/scope.ts'
import { RequestProblem } from '../problems.ts'
import { AccountsImporter } from '../services/accounts/import-accounts.ts'
import { passwordSheet } from '../services/accounts/password-sheet.ts'
import { Forms } from '../services/forms.ts'
import { oneTimePassword } from '../services/passwords.ts'
import { findAccountByLogin, insertAccounts, setPassword } from '../storage/accounts.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Tx } from '../storage/database.ts'
import { newId } from '../storage/ids.ts'
import { exclusively, migrate } from '../storage/migrations/index.ts'
import { insertOrganisations, listOrganisations } from '../storage/organisations.ts'
import type { Command, CommandContext } from './command.ts'

const scope = systemScope('accounts from the command line')
const actor = 'system'

const actions: Readonly<Record<string, Command>> = { organizer: newOrganizer, password: resetPassword, import: importAccounts }

export async function accountsCommand([what = '', ...args]: readonly string[], context: CommandContext): Promise<number> {
  const action = Object.hasOwn(actions, what) ? actions[what] : undefined
  if (!action || args.length === 0) {
    context.print.error(
      'Нужно: tabel-server accounts organizer <логин>, accounts password <логин> или accounts import <файл.csv>',
    )
    return 2
  }
  await migrate(context.database)
  return action(args, context)
}

async function newOrganizer([login = '']: readonly string[], { database, print }: CommandContext): Promise<number> {
  if (!/^fed[A-Za-z0-9]{0,20}$/.test(login))
    return (print.error('Логин организатора начинается с «fed», дальше – латинские буквы и цифры.'), 1)
  const { password, hash } = oneTimePassword()
  const made = await exclusively(database, async (tx) => {
    if ((await findAccountByLogin(scope, tx, login)) !== null) return false
    await insertAccounts(scope, tx, [{ login, passwordHash: hash, mustChange: true, organisationId: await rootId(tx) }])
    return true
  })
  if (!made) return (print.error(`Учетная запись «${login}» уже есть. Новый пароль: tabel-server accounts password ${login}`), 1)
  print.out(`Логин: ${login}\nПароль: ${password}\nПароль больше нигде не показывается, при первом входе его нужно сменить.`)
  return 0
}

/** The organisation at the root of the tree; it is made where there is none. */
async function rootId(tx: Tx): Promise<string> {
  const root = (await listOrganisations(scope, tx)).find(({ path }) => path === '/')
  if (root) return root.id
  const id = newId()
  const organizer = { login: 'fed', kind: 'fed', name: 'Федеральный организатор', zone: 'Europe/Moscow' } as const
  await insertOrganisations(scope, tx, [{ ...organizer, id, parentId: null, path: '/' }])
  return id
}

async function resetPassword([login = '']: readonly string[], { database, settings, print }: CommandContext): Promise<number> {
  const { password, hash } = oneTimePassword()
  const found = await database.write(async (tx) => {
    if ((await setPassword(scope, tx, login, { hash, mustChange: true })) === null) return false
    await recordAudit(scope, tx, { at: settings.now(), actor, action: 'password-reset', subject: login, details: {} })
    return true
  })
  if (!found) return (print.error(`Учетной записи «${login}» нет. Регистр букв важен.`), 1)
  print.out(`Логин: ${login}\nПароль: ${password}\nПрежний пароль и открытые сеансы больше не действуют.`)
  return 0
}

async function importAccounts(args: readonly string[], { database, settings, print }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean' }, sheet: { type: 'string' } },
    allowPositionals: true,
  })
  const dryRun = values['dry-run'] === true
  const bytes = await readFile(positionals[0] ?? '')
  const importer = new AccountsImporter(database, new Forms(), settings.now)
  try {
    const { created, changed, unchanged } = await importer.import(scope, actor, bytes, dryRun)
    if (!dryRun && values.sheet !== undefined) await writeFile(values.sheet, passwordSheet(created), { mode: 0o600 })
    if (!dryRun && values.sheet === undefined)
      print.out(['login;password', ...created.map(({ login, password }) => `${login};${password ?? ''}`)].join('\n'))
    print.error(
      `${dryRun ? 'Будет' : 'Сделано'}: новых – ${created.length}, исправлено – ${changed}, без изменений – ${unchanged}.`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error
    print.error(error.detail)
    return 1
  }
}
