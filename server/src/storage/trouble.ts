/**
 * Codes with which a database says that it cannot work now: SQLite by name; PostgreSQL by class (08 connection, 53 resources, 57P
 * shutdown, 58 the system, 40 serialisation and deadlocks) and the network by Node's names.
 */
const sqlite = /^SQLITE_(FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL)/u
const postgres = /^(08|53|58|40)[0-9A-Z]{3}$|^57P[0-9A-Z]{2}$/u
const network = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/u
/** Errors of the driver and of knex's pool that have no code. */
const words = /Connection terminated|Client has encountered a connection error|Timeout acquiring a connection|aborted/iu

/**
 * Whether a failure is the database's, and passes: it stops, starts, is full, or has lost the connection. Nothing was committed as far
 * as anybody was told, so the same request may be sent again.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return sqlite.test(code) || postgres.test(code) || network.test(code)
  return words.test(error.message)
}
