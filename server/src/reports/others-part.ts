import { isFilledBy, migrateData, sourcesIn, submittedData, withSources } from '@tabel/engine'
import type { CompiledBlock, CompiledColumn, CompiledForm, FormData, Role } from '@tabel/engine'

type Row = Readonly<Record<string, unknown>>

const watching: readonly Role[] = ['coordinator', 'organizer']

/** Whether those who watch fill a part of the form. */
export function hasOthersPart(form: CompiledForm): boolean {
  return watching.some((role) => isFilledBy(form, role))
}

/** Who fills what is not said to be another's. */
function ownerOf(form: CompiledForm, { sheet }: CompiledBlock): Role {
  return form.sheets.find(({ key }) => key === sheet)?.filledBy ?? 'organisation'
}

/** The columns of a block that those who watch fill. */
function theirColumns(form: CompiledForm, block: CompiledBlock): readonly CompiledColumn[] {
  const owner = ownerOf(form, block)
  return block.columns.filter(({ filledBy = owner }) => filledBy !== 'organisation')
}

/** Whether formulas stand among them: in the column, or in a cell of it. */
function hasTheirFormulas(form: CompiledForm): boolean {
  return Object.values(form.blocks).some((block) =>
    theirColumns(form, block).some(
      ({ key, computed }) =>
        computed !== undefined || (block.kind === 'fixed' && block.rows.some(({ cells }) => cells[key]?.computed !== undefined)),
    ),
  )
}

/**
 * What an organisation submitted, with what those who watch have filled in since, and what the formulas of their part make of both.
 * The formulas of the organisation's own part stay as they were judged.
 *
 * @param today the calendar day of formulas, ISO.
 */
export async function withOthersPart(
  form: CompiledForm,
  submitted: FormData,
  version: string,
  draft: FormData,
  today: string,
): Promise<FormData> {
  const whole = joined(form, submitted, version, draft)
  if (!hasTheirFormulas(form)) return whole
  // Loaded where it is needed: most forms have no such part, and a report holds little memory.
  const { judge } = await import('@tabel/engine/checker')
  const verdict = await judge(form, withSources(whole, sourcesIn(draft)), { today })
  return joined(form, submitted, version, submittedData(form, whole, verdict))
}

/**
 * What an organisation submitted, with what those who watch have filled in since: their part is no part of the submission. Rows that
 * the organisation has not submitted stay out.
 *
 * @param draft as it is now, in the names of `form`.
 * @param version of the form in whose names the submission is.
 */
function joined(form: CompiledForm, submitted: FormData, version: string, draft: FormData): FormData {
  const data: Record<string, unknown> = { ...migrateData(form, submitted, version).data }
  for (const block of Object.values(form.blocks)) {
    const theirs = theirColumns(form, block)
    if (theirs.length === 0) continue
    const now = draft[block.key]
    if (ownerOf(form, block) !== 'organisation') {
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
