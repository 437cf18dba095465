import type { Knex } from 'knex'
import type { Database, Reader } from './database.ts'

/** A column of a {@link rowset}. */
export type RowsetColumn = readonly [name: string, type: 'text' | 'integer' | 'bigint']

/**
 * Rows that a statement brings along, as a table `name` of it. The text of the statement is the same for any number of rows, so it is
 * read and planned once.
 *
 * @param rows values in the order of the columns.
 */
export function rowset(
  db: Reader,
  dialect: Database['dialect'],
  name: string,
  columns: readonly RowsetColumn[],
  rows: readonly (readonly (string | number)[])[],
): Knex.Raw {
  if (dialect === 'postgres') {
    const arrays = columns.map(([, type]) => `?::${type}[]`).join(', ')
    const names = columns.map(([column]) => column).join(', ')
    const values = columns.map((_, index) => rows.map((row) => row[index]))
    return db.raw(`unnest(${arrays}) as ${name}(${names})`, values as never)
  }
  const values = columns.map(([column], index) => `value ->> ${index} as ${column}`).join(', ')
  return db.raw(`(select ${values} from json_each(?)) as ${name}`, [JSON.stringify(rows)])
}

/** The rows of a statement written by hand: the two drivers wrap them differently. */
export async function rowsOf<T>(query: Knex.Raw): Promise<readonly T[]> {
  const found = (await query) as readonly T[] | { readonly rows: readonly T[] }
  return 'rows' in found ? found.rows : found
}
