import type { Knex } from 'knex'
import type { Database } from '../database.ts'

/** One step of the schema. Steps are only added; a released one is never edited. */
export interface Migration {
  readonly name: string
  up(db: Knex, dialect: Database['dialect']): Promise<void>
}
