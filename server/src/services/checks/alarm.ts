import type { Scope } from '../../policies/scope.ts'
import { organizerAccounts } from '../../storage/accounts.ts'
import type { Tx } from '../../storage/database.ts'
import { findFact, putFact } from '../../storage/facts.ts'
import { insertNotification } from '../../storage/notifications.ts'

/**
 * Tells the organizer of checks that cannot be computed («ошибка формы»), once for each check of a collection: they stop schools that
 * can do nothing about it.
 *
 * @returns what was written, to be announced after the commit.
 */
export async function alarm(
  scope: Scope,
  tx: Tx,
  collection: { readonly id: string; readonly title: string },
  checks: readonly string[],
  at: number,
): Promise<readonly { readonly account: string; readonly id: string }[]> {
  const told: { readonly account: string; readonly id: string }[] = []
  for (const check of checks) {
    const fact = `form-error ${collection.id} ${check}`
    if ((await findFact(scope, tx, fact)) !== null) continue
    await putFact(scope, tx, fact, String(at))
    const text = `Ошибка формы: проверка «${check}» в сборе «${collection.title}» не вычисляется и не дает сдать отчет. Отключите ее на странице сбора или исправьте форму.`
    for (const account of await organizerAccounts(scope, tx))
      told.push({ account, id: await insertNotification(scope, tx, account, { at, kind: 'form-error', text, reportId: null }) })
  }
  return told
}
