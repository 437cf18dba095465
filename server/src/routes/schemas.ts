import type { Status } from '../policies/collection.ts'
import { boolean, integer, nullable, object, oneOf, optional, text } from '../http/schema.ts'

/** Schemas that several routes share. */

/** An ISO time in UTC. */
export const time = text({ format: 'date-time' })

export const status = oneOf<Status>('notStarted', 'inProgress', 'submitted')

export const organisation = object({ id: text(), login: text(), name: text() })

export const section = object({ slug: text(), title: text() })

export const collection = object({
  id: text(),
  title: text(),
  form: object({ form: text(), version: text(), title: text() }),
  status: oneOf('open', 'closed'),
  opensAt: time,
  closesAt: time,
  extension: nullable(text()),
  access: oneOf('fill', 'watch'),
  state: nullable(status),
  unsubmittedChanges: boolean,
  excel: boolean,
  parked: integer({ minimum: 0 }),
  lastAction: nullable(object({ kind: oneOf('saved', 'submitted'), at: time, by: text() })),
})

export const openCollection = object({
  id: text(),
  title: text(),
  section: text(),
  publication: text(),
  closesAt: time,
  state: nullable(status),
})

/** An id in an address. */
export const idParam = object({ id: text({ maxLength: 64 }) })

/** Which entries of the audit are asked for. */
export const auditFilter = {
  login: optional(text({ maxLength: 100 })),
  kind: optional(text({ pattern: '^[a-z-]{1,40}$' })),
}
