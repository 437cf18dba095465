import type { CellRules, CompiledBlock, CompiledForm } from '../model/compiled-form.ts'

type Schema = Readonly<Record<string, unknown>>

/** A JSON Schema 2020-12 of what a form holds. */
export type SubmissionSchema = Schema

const rowId = { type: 'string', pattern: '^(s:)?[A-Za-z0-9_-]{1,40}$', description: 'Name of the row; never changes' }

/**
 * A JSON Schema 2020-12 of the data of a form, for any validator.
 *
 * `draft` constrains paths, row ids and sizes only: what is wrong with a value is a Problem, never a refusal. `final` is what is
 * submitted: types, ranges, lists, required cells; no text that could not be read. Checks by formulas are in neither.
 */
export function submissionSchema(form: CompiledForm, mode: 'draft' | 'final'): SubmissionSchema {
  const definitions: Record<string, Schema> = {}
  const properties: Record<string, Schema> = {}
  const copies: Record<string, Schema> = {}
  const sheets = new Map(form.sheets.map((sheet) => [sheet.key, sheet]))
  for (const block of Object.values(form.blocks)) {
    let name = block.key.charAt(0).toUpperCase() + block.key.slice(1)
    // Fields `aRow` and the rows of a table `a` must not become one type.
    while (Object.keys(definitions).some((other) => other === name || other.startsWith(`${name}Row`))) name += '_'
    const schema = blockSchema(block, name, mode, definitions)
    if (block.repeat === undefined) properties[block.key] = schema
    else copies[copyPattern(block.key)] = schema
  }
  const service = mode === 'draft' ? draftService : {}
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:tabel:${form.form}:${form.version}:${mode}`,
    title: 'Submission',
    description: form.title,
    type: 'object',
    additionalProperties: false,
    // What may not apply is left out then.
    ...requiredKeys(
      mode,
      Object.keys(properties).filter((key) => !form.blocks[key]?.applies && !sheets.get(form.blocks[key]?.sheet ?? '')?.applies),
    ),
    properties: { ...properties, ...service },
    ...patterns(copies),
    $defs: definitions,
  }
}

function blockSchema(block: CompiledBlock, name: string, mode: 'draft' | 'final', definitions: Record<string, Schema>): Schema {
  if (block.kind === 'fields') {
    definitions[name] = cellsSchema(name, block, (key) => block.columns.find((column) => column.key === key) ?? null, mode)
    return { $ref: `#/$defs/${name}` }
  }
  if (block.kind === 'dynamic') {
    const row = cellsSchema(`${name}Row`, block, (key) => block.columns.find((column) => column.key === key) ?? null, mode, {
      $id: rowId,
    })
    definitions[`${name}Row`] = row
    const sizes = mode === 'final' ? { minItems: block.min, maxItems: block.max } : { maxItems: block.max * 2 }
    return { type: 'array', ...sizes, items: { $ref: `#/$defs/${name}Row` } }
  }
  const rows: Record<string, Schema> = {}
  const alike = new Map<string, string>()
  for (const row of block.rows) {
    const rules = (key: string): CellRules | null =>
      row.blocked.includes(key) ? null : (row.cells[key] ?? block.columns.find((column) => column.key === key) ?? null)
    const plain = row.blocked.length === 0 && Object.keys(row.cells).length === 0
    const own = plain ? `${name}Row` : `${name}Row${row.key}`
    const cells = cellsSchema(own, block, rules, mode)
    // Rows that are alike have one type, that of the first of them.
    const content = JSON.stringify({ ...cells, title: '' })
    const title = alike.get(content) ?? own
    alike.set(content, title)
    definitions[title] ??= cells
    rows[row.key] = { $ref: `#/$defs/${title}` }
  }
  const needed = block.rows.flatMap(({ key, applies }) => (applies ? [] : [key]))
  return { type: 'object', additionalProperties: false, ...requiredKeys(mode, needed), properties: rows }
}

function cellsSchema(
  title: string,
  block: CompiledBlock,
  rulesOf: (key: string) => CellRules | null,
  mode: 'draft' | 'final',
  more: Readonly<Record<string, Schema>> = {},
): Schema {
  const properties: Record<string, Schema> = { ...more }
  const copies: Record<string, Schema> = {}
  const needed = Object.keys(more)
  for (const column of block.columns) {
    const rules = rulesOf(column.key)
    if (!rules) continue
    // A computed cell holds nothing in a draft.
    if (mode === 'draft' && rules.computed) continue
    const schema = {
      ...(mode === 'draft' ? draftValue : finalValue(rules)),
      description: [column.title, rules.hint?.text].filter(Boolean).join('. '),
    }
    if (column.repeat) {
      copies[copyPattern(column.key.slice(0, -2))] = schema
      continue
    }
    properties[column.key] = schema
    if (mode === 'final' && rules.required === true && !rules.computed && !rules.applies && !column.applies)
      needed.push(column.key)
  }
  return {
    title,
    type: 'object',
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
    properties,
    ...patterns(copies),
  }
}

/** Keys of the copies of a block or column for the rows of a table. */
function copyPattern(key: string): string {
  return `^${key}~(s:)?[A-Za-z0-9_-]{1,40}$`
}

function patterns(schemas: Readonly<Record<string, Schema>>): Schema {
  return Object.keys(schemas).length > 0 ? { patternProperties: schemas } : {}
}

function requiredKeys(mode: 'draft' | 'final', keys: readonly string[]): Schema {
  return mode === 'final' && keys.length > 0 ? { required: keys } : {}
}

const fileValue: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['$file', 'name', 'size'],
  properties: {
    $file: { type: 'string', minLength: 1, maxLength: 255 },
    name: { type: 'string', minLength: 1, maxLength: 255 },
    size: { type: 'integer', minimum: 0 },
  },
}

const draftValue: Schema = {
  anyOf: [
    { type: 'array', minItems: 1, maxItems: 100, items: { type: ['string', 'number'] } },
    fileValue,
    { type: ['number', 'boolean', 'null'] },
    { type: 'string', minLength: 1, maxLength: 10_000 },
    {
      type: 'object',
      additionalProperties: false,
      required: ['$raw'],
      properties: { $raw: { type: 'string', maxLength: 1000 } },
    },
  ],
}

/** What stands in a draft beside the blocks. */
const draftService: Readonly<Record<string, Schema>> = {
  $orphans: {
    type: 'array',
    description: 'What was typed into an older version of the form and has no place in this one',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['block', 'row', 'column', 'value', 'from'],
      properties: {
        block: { type: 'string' },
        row: { type: ['string', 'null'] },
        column: { type: 'string' },
        value: draftValue,
        from: { type: 'string' },
      },
    },
  },
  $sources: { type: 'object', description: 'What the sources said when they were read last' },
  $removed: {
    type: 'object',
    description: 'Where removed rows stood, by table: the row and the one before it',
    additionalProperties: {
      type: 'array',
      maxItems: 1000,
      items: { type: 'array', minItems: 2, maxItems: 2, items: { type: ['string', 'null'] } },
    },
  },
  $explanations: {
    type: 'object',
    description: 'Why problems may stand, by id of the problem',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      required: ['text', 'seen'],
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 1000 },
        by: { type: 'string' },
        at: { type: 'string' },
        seen: { type: 'array', items: draftValue },
      },
    },
  },
}

/** A small range of whole numbers with codes becomes one list: one message instead of three, and a pleasant type. */
const smallRange = 20

function finalValue(rules: CellRules): Schema {
  const empty = rules.required !== true || rules.computed !== undefined
  const { minimum, maximum, codes = [], choices } = rules
  if (choices && rules.several !== undefined) {
    const items = { enum: [...choices.map((choice) => choice.code), ...codes] }
    const most = rules.several === null ? {} : { maxItems: rules.several }
    return { type: empty ? ['array', 'null'] : 'array', minItems: 1, ...most, uniqueItems: true, items }
  }
  if (choices) return { enum: [...choices.map((choice) => choice.code), ...codes, ...(empty ? [null] : [])] }
  if (
    rules.type === 'integer' &&
    codes.length > 0 &&
    minimum !== undefined &&
    maximum !== undefined &&
    maximum - minimum <= smallRange
  )
    return { enum: [...Array.from({ length: maximum - minimum + 1 }, (_, i) => minimum + i), ...codes, ...(empty ? [null] : [])] }
  const plain = plainValue(rules)
  if (codes.length > 0) return { anyOf: [plain, { enum: [...codes, ...(empty ? [null] : [])] }] }
  return empty ? { ...plain, type: [plain['type'], 'null'] } : plain
}

function plainValue({ type, minimum, maximum, pattern, maxLength }: CellRules): Schema {
  switch (type) {
    case 'integer':
    case 'number':
      return { type, ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) }
    case 'money':
      return {
        type: 'number',
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      }
    case 'time':
      return { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }
    case 'file':
      return fileValue
    case 'date':
      return { type: 'string', format: 'date' }
    case 'boolean':
      return { type: 'boolean' }
    case 'string':
      return {
        type: 'string',
        ...(pattern === undefined ? {} : { pattern: whole(pattern) }),
        ...(maxLength === undefined ? {} : { maxLength }),
      }
  }
}

/** A pattern of a form is about the whole value; in JSON Schema it matches anywhere unless it says otherwise. */
function whole(pattern: string): string {
  return /^\^[^|]*\$$/u.test(pattern) ? pattern : `^(?:${pattern})$`
}
