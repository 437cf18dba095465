import type {
  CellRules,
  CompiledBlock,
  CompiledColumn,
  CompiledForm,
  CompiledRow,
  CompiledSheet,
  Role,
} from '../model/compiled-form.ts'

/** How far the organisation has come: it opens the sheets that say so. */
export type Progress = 'notStarted' | 'inProgress' | 'submitted'

/** One object for a form, a role and a progress: what is kept by form (indexes, formulas) is kept for these too. */
const made = new WeakMap<CompiledForm, Map<string, CompiledForm>>()

/**
 * The form as one who fills a part of it has it: what others fill is read-only, need not be filled, and its checks are theirs.
 * Made of the whole form; the data are the same.
 *
 * @param progress of the organisation; a sheet that opens later is closed for its filler too. Absent: everything is open.
 */
export function forRole(form: CompiledForm, role: Role, progress: Progress = 'submitted'): CompiledForm {
  const known = made.get(form) ?? new Map<string, CompiledForm>()
  made.set(form, known)
  const key = `${role} ${progress}`
  const found = known.get(key) ?? make(form, role, progress)
  known.set(key, found)
  return found
}

/** Whether somebody fills a sheet or a column of the form. */
export function isFilledBy(form: CompiledForm, role: Role): boolean {
  const owners = new Map(form.sheets.map(({ key, filledBy }) => [key, filledBy]))
  return Object.values(form.blocks).some(({ sheet, columns }) =>
    columns.some((column) => (column.filledBy ?? owners.get(sheet) ?? 'organisation') === role),
  )
}

const fillers: Readonly<Record<Role, string>> = {
  organisation: 'Заполняет организация.',
  coordinator: 'Заполняет координатор.',
  organizer: 'Заполняет организатор.',
}

function make(form: CompiledForm, role: Role, progress: Progress): CompiledForm {
  const sheets = new Map(form.sheets.map((sheet) => [sheet.key, sheet]))
  const blocks = Object.values(form.blocks).map((block) => blockFor(block, sheets.get(block.sheet), role, progress))
  if (blocks.every((block) => block === form.blocks[block.key])) return form
  return {
    ...form,
    sheets: form.sheets.map((sheet) => {
      const text = reason(sheet, undefined, role, progress)
      if (text === null) return sheet
      return { ...sheet, hint: { kind: sheet.hint?.kind ?? 'info', text: [text, sheet.hint?.text ?? ''].join(' ').trim() } }
    }),
    blocks: Object.fromEntries(blocks.map((block) => [block.key, block])),
    checks: form.checks.filter(({ sheet }) => reason(sheets.get(sheet), undefined, role, progress) === null),
  }
}

/** Why the role cannot fill in a sheet, or a column of it, now; null when it can. */
function reason(
  sheet: CompiledSheet | undefined,
  column: CompiledColumn | undefined,
  role: Role,
  progress: Progress,
): string | null {
  const owner = column?.filledBy ?? sheet?.filledBy ?? 'organisation'
  if (owner !== role) return fillers[owner]
  if (sheet?.opens === 'submitted' && progress !== 'submitted') return 'Заполняется после того, как организация сдаст отчет.'
  if (sheet?.opens === 'inProgress' && progress === 'notStarted') return 'Заполняется после того, как организация начнет работу.'
  return null
}

function blockFor(block: CompiledBlock, sheet: CompiledSheet | undefined, role: Role, progress: Progress): CompiledBlock {
  const why = new Map(block.columns.map((column) => [column.key, reason(sheet, column, role, progress)]))
  if ([...why.values()].every((text) => text === null)) return block
  const close = <Rules extends CellRules>(rules: Rules, key: string): Rules => {
    const text = why.get(key)
    return text ? closed(rules, text) : rules
  }
  const columns = block.columns.map((column) => close(column, column.key))
  if (block.kind === 'dynamic' && reason(sheet, undefined, role, progress) !== null)
    return { ...block, columns, add: false, min: 0 }
  if (block.kind !== 'fixed') return { ...block, columns }
  const rows = block.rows.map((row): CompiledRow => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, close(cell, key)])),
  }))
  return { ...block, columns, rows }
}

/** What another fills is never wrong for oneself: nobody could mend it. */
function closed<Rules extends CellRules>(rules: Rules, text: string): Rules {
  const { unique: _unique, choicesWhere: _where, ...others } = rules
  return { ...(others as Rules), required: false, editable: false, closed: text }
}
