import type { CompiledForm } from '../model/compiled-form.ts'
import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellRef, CellValue } from '../model/data.ts'
import type { FormPath, Migration } from '../model/migration.ts'
import { cellFault } from '../rules/index.ts'
import { blockNamed, rulesNamed } from './copies/owners.ts'
import { checkOf } from './explanations.ts'
import { findBlock } from './form-index.ts'
import { formatScalar } from './format-value.ts'
import { parseTyped } from './parse-typed.ts'
import { isFor } from './versions.ts'

/** A cell of today's form and what it is to hold. */
export interface Placed {
  readonly ref: CellRef
  readonly value: CellValue
  /** A rule of a migration has put another value in place. */
  readonly mapped: boolean
  /** The value could not be read as what the column asks for now. */
  readonly unreadable: boolean
}

/** Where the places of an older version of a form are in today's, and what their values are there. */
export class OldPlaces {
  readonly #form: CompiledForm
  readonly #migrations: readonly Migration[]

  constructor(form: CompiledForm, fromVersion: string) {
    this.#form = form
    this.#migrations = (form.migrations ?? []).filter((migration) => isFor(migration, fromVersion))
  }

  /** The key of a table to which people add rows; null when today's form has none such in its place. */
  table(old: string): string | null {
    const now = this.#path({ block: old })
    return now !== null && blockNamed(this.#form, now.block)?.block.kind === 'dynamic' ? now.block : null
  }

  /**
   * The cell of today's form for an old one; null when there is none that may hold something.
   * @param table the table into which the row of the cell goes, if it is a row that people added.
   */
  cell(old: CellRef, value: CellValue, table?: string): Placed | null {
    const now = this.#path(old)
    if (now?.column === undefined) return null
    const ref: CellRef = { block: now.block, row: now.row ?? null, column: now.column }
    if (table !== undefined && ref.block !== table) return null
    const rules = rulesNamed(this.#form, ref)
    if (!rules || rules.computed || !this.#hasRow(ref, table)) return null
    const mapped = this.#mapped(old, value)
    // An attachment is no text that somebody typed: without a place for it, it is kept whole.
    if (isFileRef(mapped) && rules.type !== 'file') return null
    const fitting = fit(rules, mapped)
    return { ref, value: fitting, mapped: mapped !== value, unreadable: isRaw(fitting) && !isRaw(mapped) }
  }

  /** Where a block, or a column or row of one, is by the names of today's form, whether or not it is there; null when it is dropped. */
  path(old: Path): Path | null {
    return this.#ofFamily(old)
  }

  /** The id of a problem by today's names; null when its check or its place is gone or asks for no explanation any more. */
  problem(old: string): string | null {
    const check = checkOf(old)
    if (!this.#form.checks.some((one) => one.id === check && one.explain)) return null
    const [block = '', row = '', column] = old.slice(check.length + 1).split('/')
    if (block.startsWith('#')) return this.#form.sheets.some((sheet) => `#${sheet.key}` === block) ? old : null
    const now = this.#path({ block, row: row || null, ...(column === undefined ? {} : { column }) })
    if (now === null || !blockNamed(this.#form, now.block)) return null
    const parts = [now.block, now.row ?? '', now.column ?? '']
    while (parts.at(-1) === '') parts.pop()
    return `${check}@${parts.join('/')}`
  }

  #hasRow({ block, row }: CellRef, table: string | undefined): boolean {
    const found = blockNamed(this.#form, block)
    if (found?.block.kind === 'fixed') return row !== null && found.rows.has(row) && table === undefined
    return true
  }

  /** Copies go where the migrations take what they are copies of, and stay those of their row. */
  #path(old: Path): Path | null {
    const [, key = '', copy = ''] = /^([^~]*)(~.*)?$/u.exec(old.block) ?? []
    const now = this.#ofFamily({ ...old, block: key })
    if (now === null) return null
    const repeated = findBlock(this.#form, now.block)?.block.repeat !== undefined
    return repeated === (copy === '') ? null : { ...now, block: `${now.block}${copy}` }
  }

  /** Migrations may name a column that is repeated by its key, or all its copies: `passed~*`. */
  #ofFamily(old: Path): Path | null {
    const now = this.#steps(old)
    const [key = '', member] = old.column?.split('~') ?? []
    if (member === undefined || now === null || now.column !== old.column) return now
    const family = this.#steps({ ...old, column: `${key}~*` })
    return family && { ...family, column: (family.column ?? '').replace('~*', `~${member}`) }
  }

  #steps(old: Path): Path | null {
    let path: Path | null = old
    for (const migration of this.#migrations) {
      if (path === null) return null
      path = step(migration, path)
    }
    return path
  }

  #mapped({ block, row, column }: CellRef, value: CellValue): CellValue {
    const own = { block: block.replace(/~.*$/u, ''), row }
    const one = this.#mappedAt({ ...own, column }, value)
    return one === value ? this.#mappedAt({ ...own, column: column.replace(/~.*$/u, '~*') }, value) : one
  }

  #mappedAt(old: Path, value: CellValue): CellValue {
    let path: Path | null = old
    let now = value
    for (const migration of this.#migrations) {
      path = path && step(migration, path)
      if (path === null || now === null || typeof now === 'object') continue
      for (const { at, values } of migration.map) {
        if (covers(at, path) && Object.hasOwn(values, String(now))) {
          now = values[String(now)] ?? now
          break
        }
      }
    }
    return now
  }
}

/** A place as a version of the form names it. */
export interface Path {
  readonly block: string
  readonly row?: string | null
  readonly column?: string
}

/** Where one migration takes a place; null when it drops it. */
function step({ rename, drop }: Migration, path: Path): Path | null {
  if (drop.some((dropped) => covers(dropped, path))) return null
  const to = (part: 'row' | 'column' | null): FormPath | undefined =>
    rename.find(({ from }) => covers(from, path) && (part === null ? isWhole(from) : from[part] !== undefined))?.to
  const [block, row, column] = [to(null), to('row'), to('column')]
  return {
    block: column?.block ?? row?.block ?? block?.block ?? path.block,
    ...(path.row === undefined ? {} : { row: row?.row ?? path.row }),
    ...(path.column === undefined ? {} : { column: column?.column ?? path.column }),
  }
}

function isWhole(path: FormPath): boolean {
  return path.row === undefined && path.column === undefined
}

/** Whether a place lies in what a path of a migration names. */
function covers(named: FormPath, path: Path): boolean {
  return (
    named.block === path.block &&
    (named.row === undefined || named.row === path.row) &&
    (named.column === undefined || named.column === path.column)
  )
}

/** A value as its column would have read it: as it is where it fits, read anew where the type is another, unreadable text else. */
function fit(rules: Parameters<typeof cellFault>[0], value: CellValue): CellValue {
  if (value === null) return null
  if (isRaw(value)) return parseTyped(rules, value.$raw)
  const fault = cellFault(rules, value, false)?.check
  if (isFileRef(value) || (fault !== 'type' && fault !== 'choices')) return value
  return parseTyped(rules, isCodes(value) ? value.join('; ') : formatScalar(value))
}
