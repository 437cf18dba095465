import { compareVersions, isFor } from '../document/versions.ts'
import { FormulaError } from '../language/formula-error.ts'
import type { Span } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { suggest } from '../language/suggest.ts'
import type { CellRules, CompiledBlock } from '../model/compiled-form.ts'
import type { FormPath, Migration } from '../model/migration.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { SourceMigration } from './source-form.ts'

/** A path as it was written, with the places of its names. */
interface ReadPath extends FormPath {
  readonly text: string
  /** Written as `block.field`. */
  readonly field: boolean
  readonly spans: { readonly block: Span; readonly part: Span }
}

/**
 * Reads what became of the parts of older versions. New names must be of this form, or of a version between, which a later migration
 * takes on from there; old names must not be of this form any more.
 */
export function readMigrations(context: Context): readonly Migration[] | undefined {
  const sources = context.source.migrations
  if (!sources) return undefined
  return sources.map((source, index) =>
    new MigrationReader(context, sources.slice(index + 1), ['migrations', index]).read(source),
  )
}

class MigrationReader {
  readonly #context: Context
  readonly #path: Path
  /** Old names that later migrations take on. */
  readonly #later: ReadonlySet<string>

  constructor(context: Context, later: readonly SourceMigration[], path: Path) {
    this.#context = context
    this.#path = path
    this.#later = new Set(later.flatMap(({ rename = {}, drop = [] }) => [...Object.keys(rename), ...drop]).map(withoutSpaces))
  }

  read(source: SourceMigration): Migration {
    const rename: { from: FormPath; to: FormPath }[] = []
    const targets = new Map<string, string>()
    for (const [old, now] of Object.entries(source.rename ?? {})) {
      const path = [...this.#path, 'rename', old]
      const from = this.#old(old, path, true)
      const to = this.#new(now, path, false)
      if (!from || !to) continue
      if (this.#fits(from, to, source, path)) rename.push({ from: plain(from), to: plain(to) })
      const other = targets.get(withoutSpaces(now))
      if (other !== undefined)
        this.#context.report('E_KEY', `«${other}» и «${old}» не могут стать одним и тем же`, path, {
          hint: `оставьте одно «${now}»`,
        })
      targets.set(withoutSpaces(now), old)
    }
    const map = Object.entries(source.map ?? {}).flatMap(([at, values]) => {
      const path = [...this.#path, 'map', at]
      const column = this.#new(at, path, true)
      return column && this.#mayHold(column, values, path) ? [{ at: plain(column), values }] : []
    })
    const drop = (source.drop ?? []).flatMap((text, index) => {
      const old = this.#old(text, [...this.#path, 'drop', index], false)
      return old ? [plain(old)] : []
    })
    return { from: this.#from(source.from), rename, map, drop }
  }

  #from(text: string): Migration['from'] {
    const [, operator = '', version = ''] = /^(<=?|=)? ?([\d.]+)$/u.exec(text) ?? []
    const from = { operator: operator === '' ? ('=' as const) : (operator as '<' | '<=' | '='), version }
    const { version: own } = this.#context.source
    if (isFor({ from }, own) || compareVersions(version, own) > 0)
      this.#context.report('E_VALUE', `Перенос «${text}» касается и нынешней версии ${own}`, [...this.#path, 'from'], {
        hint: `назовите прежние версии, например <${own}`,
      })
    return from
  }

  /** A name of an older version. */
  #old(text: string, path: Path, atKey: boolean): ReadPath | null {
    const read = this.#read(text, path, atKey)
    if (!read || !this.#isHere(read)) return read
    this.#context.report('E_KEY', `«${text}» есть и в этой форме`, path, {
      hint: 'здесь называют то, чего в ней больше нет',
      atKey,
    })
    return null
  }

  /** A name of this version, or of one between. */
  #new(text: string, path: Path, atKey: boolean): ReadPath | null {
    const read = this.#read(text, path, atKey)
    if (!read || this.#later.has(withoutSpaces(text))) return read
    return this.#attempt(path, atKey, () => find(read, this.#context.blocks)) ? read : null
  }

  #isHere(read: ReadPath): boolean {
    try {
      find(read, this.#context.blocks)
      return true
    } catch {
      return false
    }
  }

  #read(text: string, path: Path, atKey: boolean): ReadPath | null {
    return this.#attempt(path, atKey, () => readPath(text)) ?? null
  }

  /** Reports a mistake of a name: within the string, or at the key that it is. */
  #attempt<Result>(path: Path, atKey: boolean, step: () => Result): Result | undefined {
    if (!atKey) return this.#context.formula(path, step)
    try {
      return step()
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error
      const { code, message, hint } = error
      this.#context.report(code, message, path, { hint, atKey: true })
      return undefined
    }
  }

  /** Whether one can become the other: like for like, and columns and rows within their table. */
  #fits(from: ReadPath, to: ReadPath, { rename = {} }: SourceMigration, path: Path): boolean {
    const kind = ({ field, row, column }: ReadPath) =>
      field ? 'поле' : row !== undefined ? 'строка' : column !== undefined ? 'графа' : 'таблица'
    if (kind(from) !== kind(to)) {
      this.#context.report('E_VALUE', `${kind(from)} не может стать тем, что здесь ${kind(to)}`, path)
      return false
    }
    const table = rename[from.block] ?? from.block
    if (kind(from) === 'таблица' || from.field || table === to.block) return true
    this.#context.report('E_VALUE', 'Графы и строки переименовывают внутри их таблицы', path, {
      hint: `если переименована и таблица, добавьте "${from.block}": "${to.block}"`,
    })
    return false
  }

  #mayHold(at: ReadPath, values: Readonly<Record<string, string | number>>, path: Path): boolean {
    const block = this.#context.blocks[at.block]
    const column = block?.columns.find(({ key }) => key === at.column)
    if (at.column === undefined) {
      this.#context.report('E_VALUE', 'Значения заменяют в графе или поле', path, {
        hint: 'таблица[графа] или блок.поле',
        atKey: true,
      })
      return false
    }
    const allowed = column && codesOf(column)
    let holds = true
    for (const [old, value] of Object.entries(values)) {
      if (!allowed || allowed.includes(value)) continue
      holds = false
      const near = suggest(String(value), allowed.map(String))
      this.#context.report('E_NEVER', `Значения «${value}» в «${at.text}» не бывает`, [...path, old], {
        hint: near === undefined ? `бывает: ${allowed.join(', ')}` : `может быть, ${near}?`,
      })
    }
    return holds
  }
}

function codesOf({ choices, codes = [] }: CellRules): readonly (string | number)[] | undefined {
  return choices && [...choices.map((choice) => choice.code), ...codes]
}

/** `table`, `table[column]`, `table[#row]` or `block.field`. */
function readPath(text: string): ReadPath {
  const whole = { start: 0, end: text.length }
  if (/^\s*[A-Za-z]\w*\s*$/u.test(text)) return { text, block: text.trim(), field: false, spans: { block: whole, part: whole } }
  const node = parse(text)
  if (node.kind === 'field')
    return {
      text,
      block: node.block.value,
      column: node.field.value,
      field: true,
      spans: { block: node.block, part: node.field },
    }
  const [item] = node.kind === 'selector' ? node.items : []
  if (node.kind !== 'selector' || !node.block || node.here || !item || node.items.length > 1 || item.to)
    throw new FormulaError(
      'E_SYNTAX',
      `«${text}» – не имя части формы`,
      whole,
      'таблица, таблица[графа], таблица[#строка] или блок.поле',
    )
  const part = item.axis === 'row' ? { row: item.from.value } : { column: item.from.value }
  return { text, block: node.block.value, ...part, field: false, spans: { block: node.block, part: item.from } }
}

/** Finds a path in this form. @throws {FormulaError} when it is not there. */
function find(path: ReadPath, blocks: Readonly<Record<string, CompiledBlock>>): true {
  const block = Object.hasOwn(blocks, path.block) ? blocks[path.block] : undefined
  if (!block) throw unknown('E_TABLE', `Нет таблицы «${path.block}»`, path.spans.block, path.block, Object.keys(blocks))
  const keys = block.columns.map(({ key }) => key)
  const { column, row, spans } = path
  if (path.field !== (block.kind === 'fields') && (column ?? row) !== undefined)
    throw new FormulaError(
      'E_SYNTAX',
      `«${path.text}» записано неверно`,
      spans.part,
      path.field ? 'графа: таблица[графа]' : 'поле: блок.поле',
    )
  if (column !== undefined && !keys.includes(column)) {
    const [code, what] = path.field ? (['E_FIELD', 'поля'] as const) : (['E_COLUMN', 'графы'] as const)
    throw unknown(code, `В «${path.block}» нет ${what} «${column}»`, spans.part, column, keys)
  }
  const rows = block.kind === 'fixed' ? block.rows.map(({ key }) => key) : []
  if (row !== undefined && !rows.includes(row))
    throw unknown('E_ROW', `В «${path.block}» нет строки «${row}»`, spans.part, row, rows)
  return true
}

function unknown(
  code: 'E_TABLE' | 'E_FIELD' | 'E_COLUMN' | 'E_ROW',
  message: string,
  span: Span,
  wrong: string,
  known: readonly string[],
): FormulaError {
  const near = suggest(wrong, known)
  return new FormulaError(code, message, span, near === undefined ? undefined : `может быть, ${near}?`)
}

function plain({ block, row, column }: ReadPath): FormPath {
  return { block, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) }
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, '')
}
