import type { TestDatabase } from './database.ts'

/**
 * Prepares a report that nobody makes: its job is due in a far future. What somebody orders next of a collection is this one.
 *
 * @param at when it was ordered, milliseconds since 1970.
 */
export async function holdReport(
  database: Pick<TestDatabase, 'query'>,
  login: string,
  collection: string,
  at: number,
): Promise<void> {
  const id = `held-${login}`
  await database.query(
    `insert into report (id, account_id, collection_id, path, title, state, progress, created_at)
     select '${id}', account.id, '${collection}', organisation.path, 'Отчет', 'queued', 0, ${at}
     from account join organisation on organisation.id = account.organisation_id where account.login = '${login}'`,
  )
  await database.query(
    `insert into job (id, kind, subject, state, run_at, attempts, dedupe)
     select '${id}', 'report', '${id}', 'queued', 99999999999999, 0, 'report ' || id || ' ${collection}'
     from account where login = '${login}'`,
  )
}
