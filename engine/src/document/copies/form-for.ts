import type { CompiledForm } from '../../model/compiled-form.ts'
import type { FormData } from '../../model/data.ts'
import { madeCopies } from './made-copies.ts'
import { ownerTables, ownersIn } from './owners.ts'
import type { Owner } from './owners.ts'

interface Made {
  /** The rows for which copies were made, by table. */
  readonly owners: ReadonlyMap<string, readonly Owner[]>
  readonly form: CompiledForm
}

/** The last ones made of a form: a server judges several drafts of one form in turn. */
const made = new WeakMap<CompiledForm, readonly Made[]>()
const mostKept = 8

/**
 * The form as these data make it: sheets and blocks that are repeated for the rows of a table have one copy for each row, with
 * the key `block~<$id of the row>`, and repeated columns one copy each, with the key `column~<$id>`. A form that repeats nothing
 * for rows is given back as it is. The same object as long as the rows, their order and what names them stay the same.
 *
 * What was typed into a copy stays in the draft when its row is removed, is not seen, and is there again when the row comes back.
 */
export function formFor(form: CompiledForm, data: FormData): CompiledForm {
  const tables = [...ownerTables(form).keys()]
  if (tables.length === 0) return form
  const known = made.get(form) ?? []
  const owners = new Map(tables.map((table) => [table, ownersIn(form, data, table)]))
  const alike = known.find((one) => tables.every((table) => sameOwners(one.owners.get(table), owners.get(table))))
  if (alike && alike === known[0]) return alike.form
  const next: Made = alike ?? { owners, form: madeCopies(form, owners) }
  made.set(form, [next, ...known.filter((one) => one !== alike)].slice(0, mostKept))
  return next.form
}

function sameOwners(one: readonly Owner[] = [], other: readonly Owner[] = []): boolean {
  return one.length === other.length && one.every((owner, place) => sameOwner(owner, other[place]))
}

function sameOwner(one: Owner, other: Owner | undefined): boolean {
  if (one.id !== other?.id || one.name !== other.name) return false
  const keys = Object.keys(one.texts)
  return keys.length === Object.keys(other.texts).length && keys.every((key) => one.texts[key] === other.texts[key])
}
