/**
 * How a template says which of its cells is which cell of the form. Names move with their cells, so a person may rename or
 * move sheets and insert rows and columns; row ids stand in a hidden column and move with their rows (excel.md §3).
 */

/** Name of the hidden worksheet of what {@link WorkbookMeta} says: one key and its value a row. */
export const metaSheet = '_tabel'

/** Name of the sheet that tells what is wrong while a template is filled. No sheet of the form has it. */
export const errorsSheet = 'Ошибки'

/** The layout of marks that this code writes; a reader refuses a larger one. */
export const marksVersion = 1

/** What a template says of itself. Believed for matching only; who may do what is decided by the session. */
export interface WorkbookMeta {
  readonly marks: number
  /** Key of the form. */
  readonly form: string
  /** Version of the form, as `1.2.0`. */
  readonly formVersion: string
  /** Hex SHA-256 of the compiled form that the cells follow. */
  readonly formHash: string
  /** Id of the collection; empty in a template that nobody's collection gave. */
  readonly collection: string
  /** Login of the organisation it was made for, and its name for messages; empty where there is none. */
  readonly organisation: string
  readonly organisationName: string
  /** Version of the draft whose data it carries: what a person changed since is told by comparing with it. */
  readonly draftVersion: number
  /** ISO time in UTC. */
  readonly madeAt: string
}

/** What a defined name points at. Every name is of a single cell. */
export type Mark =
  /** The lowest header cell of a column of a table; where columns are numbered («графа»), that is the line of numbers. */
  | { readonly kind: 'head'; readonly block: string; readonly column: string }
  /** The header cell of the hidden column that holds the `$id` or the key of every row of a table; of empty rows to fill, nothing. */
  | { readonly kind: 'rows'; readonly block: string }
  /** The cell of that column below the last row of the table, the empty rows to fill included. */
  | { readonly kind: 'end'; readonly block: string }
  /** The cell of a value of a block of fields. */
  | { readonly kind: 'cell'; readonly block: string; readonly column: string }

const escaped = /\.\.([0-9a-f]{4})/g

/** The defined name of a mark. Keys of copies (`block~id`) are escaped: a name holds letters, digits, `_` and `.`. */
export function markName(mark: Mark): string {
  const keys = 'column' in mark ? [mark.block, mark.column] : [mark.block]
  return ['tabel', mark.kind, ...keys.map(escape)].join('.')
}

/** The mark of a defined name; null when the name is none of ours. */
export function markOf(name: string): Mark | null {
  // A key begins with a letter, so a point that is followed by another point begins an escape, not a key.
  const [own, kind, block, column, more] = name.split(/(?<!\.)\.(?!\.)/).map(unescape)
  if (own !== 'tabel' || !block || more !== undefined) return null
  if (kind === 'rows' || kind === 'end') return column === undefined ? { kind, block } : null
  return (kind === 'head' || kind === 'cell') && column ? { kind, block, column } : null
}

function unescape(key: string): string {
  return key.replace(escaped, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

function escape(key: string): string {
  return key.replace(/[^A-Za-z0-9_]/g, (char) => `..${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
