import { formatScalar } from '../document/format-value.ts'
import { OldPlaces } from '../document/old-places.ts'
import type { Placed } from '../document/old-places.ts'
import { isFor } from '../document/versions.ts'
import type { CompiledBlock, CompiledColumn, CompiledForm } from '../model/compiled-form.ts'
import { isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'
import type { FormPath } from '../model/migration.ts'
import { cellAspects } from './cell-aspects.ts'
import { nameOf } from './choice-changes.ts'
import { blockName, columnName, rowName } from './names.ts'
import type { Successors } from './successors.ts'

/** What a new version of a form does to data that were typed into the earlier one. */
export interface DataEffect {
  /**
   * `moved`: stands elsewhere or under another name. `mapped`: other values are put in place. `reread`: read anew as another type.
   * `unfit`: some values are no longer allowed; they stay and are problems. `aside`: has no place; it is kept apart and is no part of
   * the report.
   */
  readonly kind: 'moved' | 'mapped' | 'reread' | 'unfit' | 'aside'
  /** Whose data, by the names of the earlier form; an explanation has the id of its check as its block. */
  readonly from: FormPath
  /** A sentence in Russian. */
  readonly text: string
}

/** What becomes of what was typed into `before` when `after` takes its place. */
export function dataEffects(before: CompiledForm, after: CompiledForm, successors: Successors): readonly DataEffect[] {
  const places = new OldPlaces(after, before.version)
  const effects = Object.values(before.blocks).flatMap((block) =>
    new BlockEffects({ before, after }, block, places, successors).list(),
  )
  const explained = new Set(after.checks.flatMap(({ id, explain }) => (explain ? [id] : [])))
  for (const { id, explain } of before.checks)
    if (explain && !explained.has(id))
      effects.push(said('aside', { block: id }, `Пояснения к проверке ${id} больше не нужны: они сохранятся отдельно.`))
  return effects
}

/** Effects of a block while they are found. */
class BlockEffects {
  readonly #forms: { readonly before: CompiledForm; readonly after: CompiledForm }
  readonly #block: CompiledBlock
  readonly #places: OldPlaces
  readonly #successors: Successors
  /** By the name of a copy, where there are copies only. */
  readonly #key: string
  readonly #table: string | undefined

  constructor(
    forms: { readonly before: CompiledForm; readonly after: CompiledForm },
    block: CompiledBlock,
    places: OldPlaces,
    successors: Successors,
  ) {
    this.#forms = forms
    this.#block = block
    this.#places = places
    this.#successors = successors
    this.#key = `${block.key}${block.repeat === undefined ? '' : '~x'}`
    this.#table = block.kind === 'dynamic' ? (places.table(this.#key) ?? undefined) : undefined
  }

  list(): readonly DataEffect[] {
    const { before, after } = this.#forms
    const block = this.#block
    const from = { block: block.key }
    const typed = block.columns.filter((column) => this.#typed(column).length > 0)
    if (typed.length > 0 && typed.every((column) => this.#placed(column).length === 0))
      return [aside(from, blockName(before, block))]
    const now = this.#successors.block(block)
    const moved =
      now && now.key !== block.key
        ? [said('moved', from, `${blockName(before, block)}: введенное перейдет в «${now.key}», ${blockName(after, now)}.`)]
        : []
    return [...moved, ...typed.flatMap((column) => this.#column(column)), ...this.#rows()]
  }

  #column(column: CompiledColumn): readonly DataEffect[] {
    const { before, after } = this.#forms
    const from = { block: this.#block.key, column: column.key }
    const name = columnName(before, this.#block, column)
    const standing = this.#successors.column(this.#block, column)
    if (!standing || this.#placed(column).length === 0) return [aside(from, name)]
    const now = columnName(after, standing.block, standing.column)
    const isElsewhere = standing.block !== this.#successors.block(this.#block) || standing.column.key !== column.key
    const mapped = this.#mapped(column)
    const [was, is] = [cellAspects(column)['тип'], cellAspects(standing.column)['тип']]
    const allowed = standing.column.choices?.map(({ code }) => String(code))
    const lost = (column.choices ?? []).filter(
      ({ code }) => allowed?.includes(String(code)) === false && !mapped.has(String(code)),
    )
    return [
      ...(isElsewhere ? [said('moved', from, `${name}: введенное ${whereTo(name, now, standing.column.key)}.`)] : []),
      ...[...mapped].map(([old, value]) => said('mapped', from, `${now}: вместо «${old}» станет «${value}».`)),
      ...(was === is
        ? []
        : [said('reread', from, `${now}: был тип «${was}», станет «${is}». Что так не читается, останется с ошибкой.`)]),
      ...(lost.length === 0
        ? []
        : [said('unfit', from, `${now}: больше не бывает ${lost.map(nameOf).join(', ')}. Где это выбрано, будет ошибка.`)]),
      ...this.#cells(column),
    ]
  }

  /** Cells of a column that lose their place one by one, in rows that stay. */
  #cells(column: CompiledColumn): readonly DataEffect[] {
    const block = this.#block
    if (block.kind !== 'fixed') return []
    const placed = this.#placed(column)
    return block.rows.flatMap((row) => {
      if (!this.#typed(column).includes(row.key) || placed.includes(row.key) || !this.#successors.row(block, row)) return []
      const name = `${columnName(this.#forms.before, block, column)}, ${rowName(this.#forms.before, block, row)}`
      return [aside({ block: block.key, row: row.key, column: column.key }, name)]
    })
  }

  #rows(): readonly DataEffect[] {
    const block = this.#block
    if (block.kind !== 'fixed') return []
    const gone = block.rows.filter((row) => !this.#successors.row(block, row))
    return gone.map((row) => aside({ block: block.key, row: row.key }, rowName(this.#forms.before, block, row)))
  }

  /** The rows in which somebody could have typed into a column; one stands for all where people add them. */
  #typed(column: CompiledColumn): readonly (string | null)[] {
    const block = this.#block
    if (block.kind !== 'fixed') return column.computed ? [] : [block.kind === 'fields' ? null : 'x']
    const rows = block.rows.filter(({ blocked, cells }) => {
      const rules = cells[column.key] ?? column
      return !blocked.includes(column.key) && !rules.computed
    })
    return rows.map(({ key }) => key)
  }

  /** Those of them in which it has a cell in the later form. */
  #placed(column: CompiledColumn): readonly (string | null)[] {
    const value: CellValue = column.type === 'file' ? { $file: 'x', name: 'x', size: 1 } : 'x'
    return this.#typed(column).filter((row) => this.#cell(column, row, value) !== null)
  }

  #cell(column: CompiledColumn, row: string | null, value: CellValue): Placed | null {
    if (this.#block.kind === 'dynamic' && this.#table === undefined) return null
    return this.#places.cell({ block: this.#key, row, column: column.key.replace('~*', '~x') }, value, this.#table)
  }

  /** Values that migrations replace, old to new. */
  #mapped(column: CompiledColumn): ReadonlyMap<string, string> {
    const { before, after } = this.#forms
    const own = (after.migrations ?? []).filter((migration) => isFor(migration, before.version))
    const olds = new Set(own.flatMap(({ map }) => map.flatMap(({ values }) => Object.keys(values))))
    const [row = null] = this.#placed(column)
    return new Map(
      [...olds].flatMap((old) => {
        const placed = this.#cell(column, row, old)
        return placed?.mapped ? [[old, textOf(placed.value)] as const] : []
      }),
    )
  }
}

function whereTo(name: string, now: string, key: string): string {
  return name === now ? `останется на месте, имя в формулах теперь «${key}»` : `перейдет в ${now.replace(/^графа/u, 'графу')}`
}

function textOf(value: CellValue): string {
  if (isRaw(value)) return value.$raw
  return typeof value === 'object' ? '' : formatScalar(value)
}

function said(kind: DataEffect['kind'], from: FormPath, text: string): DataEffect {
  return { kind, from, text: text.charAt(0).toUpperCase() + text.slice(1) }
}

function aside(from: FormPath, what: string): DataEffect {
  return said('aside', from, `${what}: в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.`)
}
