import { route, uploadRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { workbookType } from '../services/uploads/templates.ts'
import { integer, list, nullable, object, oneOf, optional, text } from '../http/schema.ts'
import { roleOf } from '../policies/collection.ts'
import { problems } from '../problems.ts'
import type { PasswordChanges } from '../services/accounts/change-password.ts'
import type { AccountsImporter } from '../services/accounts/import-accounts.ts'
import { me } from './auth.ts'
import type { Present } from './auth.ts'

const password = text({ maxLength: 200 })
const count = integer({ minimum: 0 })
const written = object({ name: text(), zone: text() })

/** Passwords, and organisations with their accounts. */
export function accountRoutes(changes: PasswordChanges, importer: AccountsImporter, present: Present): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/password',
        summary: 'Change one’s own password; all other sessions end',
        early: true,
        body: object({ current: password, next: password }),
        reply: me,
        problems: ['wrong-password', 'weak-password', 'too-many-attempts'],
      },
      async ({ scope, body, address, answer }) => {
        const begun = await changes.change(scope, body.current, body.next, address)
        answer.setSession(begun.token)
        return present(begun.session)
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/accounts/{login}/password',
        summary: 'Give an account below one’s own a password to be used once. It is told here alone',
        params: object({ login: text({ maxLength: 100 }) }),
        reply: object({ login: text(), password: text() }),
      },
      async ({ scope, params }) => ({ login: params.login, password: await changes.reset(scope, params.login) }),
    ),
    uploadRoute(
      {
        method: 'post',
        path: '/api/accounts',
        summary:
          'Import organisations from CSV (login;name;parent;zone), each new one with a password to be used once. For the organizer',
        query: object({ dryRun: optional(oneOf('1')) }),
        accepts: ['text/csv', workbookType, 'application/octet-stream'],
        limit: 20 * 1024 * 1024,
        reply: object({
          created: list(object({ login: text(), name: text(), parent: text(), password: nullable(text()) })),
          changed: count,
          changes: list(object({ login: text(), was: written, becomes: written })),
          unchanged: count,
        }),
        problems: ['accounts-refused', 'too-large', 'not-this-type'],
      },
      async ({ scope, query, body }) => {
        if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
        return importer.import(scope, scope.person.login, await body(), query.dryRun === '1')
      },
    ),
  ]
}
