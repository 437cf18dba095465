import type { RegistryRow } from '../../storage/registries.ts'
import { readTable } from '../tables/read-table.ts'
import type { LineError } from '../tables/read-csv.ts'

/** A row and whose it is: a login, or null for everybody. */
export interface OwnedRow {
  readonly owner: string | null
  readonly row: RegistryRow
}

export interface ReadRegistry {
  readonly columns: readonly string[]
  readonly rows: readonly OwnedRow[]
  readonly errors: readonly LineError[]
}

/** The column that says by login whose a row is. */
export const ownerColumn = 'organisation'

/** So many rows may concern one organisation: its browser holds them all. */
const mostRowsEach = 5_000

/** Reads a registry from CSV. @param knows whether there is an organisation of this login. */
export async function readRegistry(bytes: Uint8Array, knows: (login: string) => boolean): Promise<ReadRegistry> {
  const table = await readTable(bytes)
  const errors = [...table.errors]
  const each = new Map<string | null, number>()
  const rows = table.rows.map(({ line, cells }): OwnedRow => {
    const { [ownerColumn]: owner = null, ...row } = cells
    if (owner !== null && !knows(owner))
      errors.push({ line, message: `организации «${owner.slice(0, 40)}» нет. Проверьте логин, регистр букв важен.` })
    const count = (each.get(owner) ?? 0) + 1
    each.set(owner, count)
    if (count === mostRowsEach + 1) errors.push({ line, message: tooMany(owner) })
    return { owner, row }
  })
  errors.sort((one, other) => one.line - other.line)
  return { columns: table.columns.filter((column) => column !== ownerColumn), rows, errors }
}

function tooMany(owner: string | null): string {
  return owner === null
    ? `строк для всех организаций больше ${mostRowsEach}. Назовите организации в графе «${ownerColumn}».`
    : `у организации «${owner}» больше ${mostRowsEach} строк.`
}
