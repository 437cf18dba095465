import { randomInt } from 'node:crypto'
import { systemScope } from '../policies/scope.ts'
import { Passwords } from '../services/passwords.ts'
import { findAccountByLogin, insertAccounts, setPassword } from '../storage/accounts.ts'
import type { Tx } from '../storage/database.ts'
import { newId } from '../storage/ids.ts'
import { exclusively, migrate } from '../storage/migrations/index.ts'
import { insertOrganisations, listOrganisations } from '../storage/organisations.ts'
import type { CommandContext } from './command.ts'

const scope = systemScope('accounts from the command line')

/** Letters and digits that are not taken for each other on paper. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function newPassword(): string {
  return Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('')
}

export async function accountsCommand([what, login]: readonly string[], context: CommandContext): Promise<number> {
  if (login === undefined || (what !== 'organizer' && what !== 'password')) {
    context.print.error('Нужно: tabel-server accounts organizer <логин> или tabel-server accounts password <логин>')
    return 2
  }
  await migrate(context.database)
  return what === 'organizer' ? newOrganizer(login, context) : resetPassword(login, context)
}

async function newOrganizer(login: string, { database, print }: CommandContext): Promise<number> {
  if (!/^fed[A-Za-z0-9]{0,20}$/.test(login))
    return (print.error('Логин организатора начинается с «fed», дальше – латинские буквы и цифры.'), 1)
  const password = newPassword()
  const passwordHash = await new Passwords().hash(password)
  const made = await exclusively(database, async (tx) => {
    if ((await findAccountByLogin(scope, tx, login)) !== null) return false
    await insertAccounts(scope, tx, [{ login, passwordHash, organisationId: await rootId(tx) }])
    return true
  })
  if (!made) return (print.error(`Учетная запись «${login}» уже есть. Новый пароль: tabel-server accounts password ${login}`), 1)
  print.out(`Логин: ${login}\nПароль: ${password}\nПароль больше нигде не показывается.`)
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

async function resetPassword(login: string, { database, print }: CommandContext): Promise<number> {
  const password = newPassword()
  const hash = await new Passwords().hash(password)
  const found = await database.write((tx) => setPassword(scope, tx, login, hash))
  if (!found) return (print.error(`Учетной записи «${login}» нет. Регистр букв важен.`), 1)
  print.out(`Логин: ${login}\nПароль: ${password}\nПрежний пароль и открытые сеансы больше не действуют.`)
  return 0
}
