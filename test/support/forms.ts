import type { CellRules, CompiledBlock, CompiledCheck, CompiledColumn, CompiledForm, Constant, DynamicBlock } from '@tabel/engine'

/** Small compiled forms by hand, for tests that need no form file. */

/** Rules of a cell: an optional integer that may be typed unless something else is said. */
export function rules(more: Partial<CellRules> = {}): CellRules {
  return { type: 'integer', required: false, editable: true, ...more }
}

export function column(key: string, more: Partial<CompiledColumn> = {}): CompiledColumn {
  return { ...rules(), key, title: key, groups: [], ...more }
}

/** A table to which people add rows. */
export function table(key: string, columns: readonly CompiledColumn[], more: Partial<DynamicBlock> = {}): CompiledBlock {
  return { kind: 'dynamic', key, sheet: 'main', freeze: 0, numbered: false, min: 0, max: 1000, add: true, columns, ...more }
}

export interface FixedRow {
  readonly key: string
  readonly code?: string
  readonly title?: string
  readonly blocked?: readonly string[]
  readonly cells?: Readonly<Record<string, CellRules>>
}

/** A table whose rows the form names. */
export function fixed(key: string, columns: readonly CompiledColumn[], rows: readonly (string | FixedRow)[]): CompiledBlock {
  const named = rows.map((row) => (typeof row === 'string' ? { key: row } : row))
  return {
    kind: 'fixed',
    key,
    sheet: 'main',
    freeze: 0,
    numbered: false,
    columns,
    rows: named.map((row) => ({ title: row.key, level: 0, groups: [], blocked: [], cells: {}, ...row })),
  }
}

export function fields(key: string, columns: readonly CompiledColumn[]): CompiledBlock {
  return { kind: 'fields', key, sheet: 'main', columns }
}

/** A form with all blocks on one sheet. */
export function form(
  blocks: readonly CompiledBlock[],
  checks: readonly CompiledCheck[] = [],
  constants: Readonly<Record<string, Constant>> = {},
): CompiledForm {
  return {
    format: 1,
    form: 'small',
    version: '1.0.0',
    title: 'Малая форма',
    zone: 'moscow',
    constants,
    sheets: [{ key: 'main', title: 'Лист', items: blocks.map((block) => ({ kind: 'block', block: block.key })) }],
    blocks: Object.fromEntries(blocks.map((block) => [block.key, block])),
    checks,
  }
}

/** One block of each kind, with most kinds of rules: for tests that do anything to a form. */
export const sampleForm: CompiledForm = form([
  fields('info', [
    column('listed', { minimum: 0, required: true }),
    column('held', { type: 'date' }),
    column('note', { type: 'string', maxLength: 20 }),
  ]),
  fixed(
    'totals',
    [column('boys'), column('girls'), column('all', { editable: false })],
    ['one', { key: 'two', blocked: ['girls'] }],
  ),
  table(
    'pupils',
    [
      column('code', { type: 'string', required: true, pattern: '[0-9]{3}' }),
      column('mark', { minimum: 0, maximum: 2, codes: ['X', 'N'], required: true }),
      column('group', {
        type: 'string',
        choices: [
          { code: 'а', title: 'первая' },
          { code: 'б', title: 'вторая' },
        ],
      }),
      column('twice', { computed: { text: '[@mark] * 2', expr: { kind: 'number', value: 2 } } }),
    ],
    { keyColumn: 'code', min: 1, max: 6 },
  ),
  table('notes', [column('text', { type: 'string' })]),
])
