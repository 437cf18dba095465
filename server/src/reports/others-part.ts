import { isFilledBy, migrateData } from '@tabel/engine'
import type { CompiledForm, FormData, Role } from '@tabel/engine'

type Row = Readonly<Record<string, unknown>>

const watching: readonly Role[] = ['coordinator', 'organizer']

/** Whether those who watch fill a part of the form. */
export function hasOthersPart(form: CompiledForm): boolean {
  return watching.some((role) => isFilledBy(form, role))
}

/**
 * What an organisation submitted, with what those who watch have filled in since: their part is no part of the submission. Rows that
 * the organisation has not submitted stay out.
 *
 * @param draft as it is now, in the names of `form`.
 * @param version of the form in whose names the submission is.
 */
export function withOthersPart(form: CompiledForm, submitted: FormData, version: string, draft: FormData): FormData {
  const data: Record<string, unknown> = { ...migrateData(form, submitted, version).data }
  const owners = new Map(form.sheets.map(({ key, filledBy = 'organisation' }) => [key, filledBy]))
  for (const block of Object.values(form.blocks)) {
    const theirs = block.columns.filter(({ filledBy }) => (filledBy ?? owners.get(block.sheet)) !== 'organisation')
    if (theirs.length === 0) continue
    const now = draft[block.key]
    if (owners.get(block.sheet) !== 'organisation') {
      if (now !== undefined) data[block.key] = now
      continue
    }
    const columns = theirs.map(({ key }) => key)
    const taken = (own: Row, from: Row | undefined): Row => ({
      ...own,
      ...Object.fromEntries(columns.map((key) => [key, from?.[key] ?? null])),
    })
    const own = data[block.key]
    if (block.kind === 'fields') data[block.key] = taken((own ?? {}) as Row, now as Row | undefined)
    else if (block.kind === 'dynamic') {
      const rows = new Map(((now ?? []) as readonly Row[]).map((row) => [row['$id'], row]))
      data[block.key] = ((own ?? []) as readonly Row[]).map((row) => taken(row, rows.get(row['$id'])))
    } else {
      const rows = (now ?? {}) as Readonly<Record<string, Row>>
      data[block.key] = Object.fromEntries(
        block.rows.map(({ key }) => [key, taken(((own ?? {}) as Readonly<Record<string, Row>>)[key] ?? {}, rows[key])]),
      )
    }
  }
  return data as FormData
}
