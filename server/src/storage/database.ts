import type { Knex } from 'knex'
import type { Signals } from './signals.ts'

/** A running transaction that may write. */
export type Tx = Knex.Transaction

/** A place to read from: the reader, or the transaction one is in. */
export type Reader = Knex

/** The one door to the database. The same promises hold on SQLite and on PostgreSQL. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  /** For statements that only read. On SQLite this connection cannot write. */
  readonly read: Reader
  /** Runs `work` in one transaction; what it returns is on disk when the promise resolves. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Makes a door for many small writes of one kind: those that wait go together, in one transaction and in as few statements as `commit`
   * needs. It answers for each item, and may be called again after a failure with one of them, so it must touch nothing but the database.
   * Who comes through the door gets its answer after the commit, or {@link Overloaded} when too many wait: then nothing was done.
   */
  together<I, R>(commit: (tx: Tx, items: readonly I[]) => Promise<readonly R[]>): (item: I) => Promise<R>
  /** What the processes that share this database tell each other. */
  readonly signals: Signals
  /** Called with the text of each statement sent, for tests that count them. */
  onStatement(listener: (sql: string) => void): void
  /** Waits for the writes under way and closes every connection. */
  close(): Promise<void>
}

/** Too much work is waiting; try again later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded'
}
