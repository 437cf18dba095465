import { roleOf } from '../policies/collection.ts'
import type { Role } from '../policies/collection.ts'
import { boolean, object, oneOf, text } from '../http/schema.ts'
import type { Static } from '../http/schema.ts'
import { openRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import type { PasswordChanges } from '../services/accounts/change-password.ts'
import type { SignIn } from '../services/sign-in.ts'
import type { Session } from '../storage/sessions.ts'

const credentials = object({ login: text({ maxLength: 200 }), password: text({ maxLength: 200 }) })

/** The person who is signed in. */
export const me = object({
  login: text(),
  role: oneOf<Role>('fed', 'reg', 'mun', 'org'),
  organisation: object({ id: text(), name: text() }),
  csrf: text(),
  mustChangePassword: boolean,
  resetsPasswords: boolean,
})

/** What a person is told of oneself. */
export type Present = (session: Session) => Static<typeof me>

export function presenter(changes: PasswordChanges): Present {
  return ({ identity, csrf }) => {
    const { login, organisation, mustChange } = identity
    return {
      login,
      role: roleOf(organisation.kind),
      organisation: { id: organisation.id, name: organisation.name },
      csrf,
      mustChangePassword: mustChange,
      resetsPasswords: changes.mayReset(organisation.kind),
    }
  }
}

/** Signing in and out, and who one is. */
export function authRoutes(signIn: SignIn, present: Present): readonly Route[] {
  return [
    openRoute(
      {
        method: 'post',
        path: '/api/login',
        summary: 'Sign in',
        body: credentials,
        reply: me,
        problems: ['bad-credentials', 'too-many-attempts', 'sign-in-locked', 'sign-in-closed'],
      },
      async ({ body, address, token, answer }) => {
        const begun = await signIn.signIn(body.login, body.password, address)
        // A new session for every signing in: the old one, if any, ends.
        if (token !== null) await signIn.signOut(token)
        answer.setSession(begun.token)
        return present(begun.session)
      },
    ),
    route({ method: 'post', path: '/api/logout', summary: 'Sign out', early: true, reply: null }, async ({ token, answer }) => {
      if (token !== null) await signIn.signOut(token)
      answer.clearSession()
      return null
    }),
    route({ method: 'get', path: '/api/me', summary: 'Who is signed in', early: true, reply: me }, ({ session }) =>
      Promise.resolve(present(session)),
    ),
  ]
}
