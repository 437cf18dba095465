import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellValue, Cells, DynamicRow, Explanation, FormData } from '../model/data.ts'
import type { Orphan } from '../model/migration.ts'
import { blockNamed } from './copies/owners.ts'
import { explanationsContent, explanationsIn, explanationsKey } from './explanations.ts'
import { MigrationNotes } from './migration-notes.ts'
import { OldPlaces } from './old-places.ts'
import type { Placed } from './old-places.ts'
import { orphansContent, orphansIn, orphansKey } from './orphans.ts'
import { sourcesKey } from './sources.ts'
import { removedContent, removedIn, removedKey } from './removed-rows.ts'

/** Data of an older version of a form as data of today's. */
export interface Migrated {
  /** They hold the orphans too, with those of earlier migrations, under `$orphans`. */
  readonly data: FormData
  /** What has no place any more. */
  readonly orphans: readonly Orphan[]
  /** What people should know of it, sentences in Russian. */
  readonly notes: readonly string[]
}

/**
 * Brings data of an older version of a form to today's: renames, replaces values, and reads anew what is of another type now.
 * Nothing is lost: what has no place goes to the orphans, what cannot be read becomes `{$raw}`. Never throws.
 */
export function migrateData(form: CompiledForm, data: FormData, fromVersion: string): Migrated {
  return new DataMigration(form, fromVersion).run(data)
}

/** Data while they are made. */
interface Draft {
  readonly fields: Map<string, Record<string, CellValue>>
  readonly fixed: Map<string, Record<string, Record<string, CellValue>>>
  readonly rows: Map<string, DynamicRow[]>
}

class DataMigration {
  readonly #form: CompiledForm
  readonly #from: string
  readonly #places: OldPlaces
  readonly #notes: MigrationNotes
  readonly #orphans: Orphan[] = []
  readonly #made: Draft = { fields: new Map(), fixed: new Map(), rows: new Map() }

  constructor(form: CompiledForm, from: string) {
    this.#form = form
    this.#from = from
    this.#places = new OldPlaces(form, from)
    this.#notes = new MigrationNotes(form)
  }

  run(data: FormData): Migrated {
    for (const [block, content] of Object.entries(data)) {
      if (block.startsWith('$') || typeof content !== 'object' || content === null) continue
      if (Array.isArray(content)) this.#rows(block, content)
      else this.#block(block, content as Readonly<Record<string, unknown>>)
    }
    const explanations = this.#explanations(data)
    const service = {
      [explanationsKey]: explanationsContent(explanations),
      [removedKey]: removedContent(this.#removed(data)),
      [orphansKey]: orphansContent([...orphansIn(data), ...this.#orphans]),
      [sourcesKey]: data[sourcesKey],
    }
    const { fields, fixed, rows } = this.#made
    const blocks = [...fields, ...fixed, ...rows] as readonly (readonly [string, FormData[string]])[]
    const rest = Object.entries(service).flatMap(([key, content]) => (content === undefined ? [] : [[key, content] as const]))
    return { data: Object.fromEntries([...blocks, ...rest]), orphans: this.#orphans, notes: this.#notes.list() }
  }

  /** Rows that people added. */
  #rows(block: string, rows: readonly unknown[]): void {
    const table = this.#places.table(block)
    for (const row of rows) {
      if (!isObject(row) || typeof row['$id'] !== 'string') continue
      const { $id, ...old } = row
      const cells: Record<string, CellValue> = {}
      for (const [column, value] of Object.entries(old as Cells)) {
        const placed = table === null ? null : this.#place(block, $id, column, value, table)
        if (placed && placed.value !== null && !Object.hasOwn(cells, placed.ref.column)) cells[placed.ref.column] = placed.value
        else this.#orphan(block, $id, column, value)
      }
      if (table !== null) this.#tableRows(table).push({ ...cells, $id } as DynamicRow)
    }
  }

  /** Fields, or rows that the form names: a value that is an object of its own is a row. */
  #block(block: string, content: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(content)) {
      if (isObject(value) && !('$raw' in value) && !('$file' in value)) {
        for (const [column, one] of Object.entries(value as Cells)) this.#cell(block, key, column, one)
      } else this.#cell(block, null, key, value as CellValue)
    }
  }

  #cell(block: string, row: string | null, column: string, value: CellValue): void {
    const placed = this.#place(block, row, column, value)
    const cells = placed && this.#cellsOf(placed)
    if (placed && cells && placed.value !== null && !Object.hasOwn(cells, placed.ref.column))
      cells[placed.ref.column] = placed.value
    else this.#orphan(block, row, column, value)
  }

  #place(block: string, row: string | null, column: string, value: CellValue, table?: string): Placed | null {
    if (value === null) return null
    const placed = this.#places.cell({ block, row, column }, value, table)
    if (placed) this.#notes.placed(placed)
    return placed
  }

  /** The cells among which a placed cell stands; null for a row that people add, which has come by itself or not at all. */
  #cellsOf({ ref }: Placed): Record<string, CellValue> | null {
    const kind = blockNamed(this.#form, ref.block)?.block.kind
    if (kind === 'fields') return entryOf(this.#made.fields, ref.block)
    if (kind !== 'fixed' || ref.row === null) return null
    const rows = entryOf(this.#made.fixed, ref.block)
    return (rows[ref.row] ??= {})
  }

  #tableRows(table: string): DynamicRow[] {
    const rows = this.#made.rows.get(table) ?? []
    this.#made.rows.set(table, rows)
    return rows
  }

  #orphan(block: string, row: string | null, column: string, value: CellValue): void {
    if (value === null || value === undefined) return
    this.#orphans.push({ block, row, column, value, from: this.#from })
    this.#notes.orphan(block, column)
  }

  #explanations(data: FormData): Readonly<Record<string, Explanation>> {
    const kept: Record<string, Explanation> = {}
    for (const [id, explanation] of Object.entries(explanationsIn(data))) {
      const now = this.#places.problem(id)
      if (now === null) this.#orphan(explanationsKey, id, 'text', explanation.text)
      else kept[now] = explanation
    }
    return kept
  }

  #removed(data: FormData): ReturnType<typeof removedIn> {
    return Object.fromEntries(
      Object.entries(removedIn(data)).flatMap(([block, rows]) => {
        const table = this.#places.table(block)
        return table === null ? [] : [[table, rows]]
      }),
    )
  }
}

function entryOf<T>(map: Map<string, Record<string, T>>, key: string): Record<string, T> {
  const entry = map.get(key) ?? {}
  map.set(key, entry)
  return entry
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
