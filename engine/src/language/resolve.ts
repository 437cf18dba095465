import type { CompiledBlock } from '../model/compiled-form.ts'
import type { Area, CellsExpr, ColumnSpan, RowSpan } from '../model/expr.ts'
import { FormulaError } from './formula-error.ts'
import { rowKeys } from './scope.ts'
import type { Scope } from './scope.ts'
import { suggest } from './suggest.ts'
import type { FieldNode, Name, SelectorItem, SelectorNode } from './syntax.ts'

/** Looks up the names of a reference. @throws {FormulaError} for a name that is not there, or `@` where there is no row. */
export function resolveCells(node: FieldNode | SelectorNode, scope: Scope): CellsExpr {
  return node.kind === 'field' ? resolveField(node, scope) : resolveSelector(node, scope)
}

function resolveField(node: FieldNode, scope: Scope): CellsExpr {
  const { block, copies } = blockOf(node.block, scope)
  const source = block.key.startsWith('$')
  if (block.kind !== 'fields')
    throw new FormulaError(
      'E_FIELD',
      `«${block.key}» – таблица, а не поля`,
      node,
      `пишите ${block.key}[${node.field.value}] или ${block.key}[#строка,${node.field.value}]`,
    )
  const place = block.columns.findIndex((column) => column.key === node.field.value)
  if (place < 0)
    throw unknown(
      source ? 'E_SOURCE_FIELD' : 'E_FIELD',
      `В «${block.key}» нет поля «${node.field.value}»`,
      node.field,
      block.columns.map((column) => column.key),
    )
  return cells(block, [{ rows: span(0, 0), columns: span(place, place) }], copies)
}

function resolveSelector(node: SelectorNode, scope: Scope): CellsExpr {
  const { block, copies } = node.block ? blockOf(node.block, scope) : { block: scope.home, copies: false }
  if (!block) throw new FormulaError('E_CONTEXT', 'Здесь нет таблицы вокруг формулы', node, 'назовите таблицу: таблица[графа]')
  const rowItems = node.items.filter((item) => item.axis === 'row')
  const columnItems = node.items.filter((item) => item.axis === 'column')
  const rows = rowItems.map((item) => rowSpan(block, item))
  const columns = columnItems.flatMap((item) => columnSpans(block, item))
  if (node.here) {
    if (block.key === scope.copyOf && rows.length === 0) return cells(block, product([{ kind: 'owner', id: null }], columns))
    if (block.key === scope.memberOf && block.key !== scope.home?.key && rows.length === 0)
      return cells(block, product([{ kind: 'owner', id: null, of: 'column' }], columns))
    if (block.key !== scope.home?.key)
      throw new FormulaError(
        'E_CONTEXT',
        `Знак @ – это строка своей таблицы, а «${block.key}» – другая`,
        node,
        `вся графа другой таблицы: ${block.key}[${node.items[0]?.from.value ?? ''}]`,
      )
    if (rows.length > 0 && columns.length > 0)
      throw new FormulaError(
        'E_CONTEXT',
        'Знак @ стоит вместе и со строкой, и с графой',
        node,
        'одна ячейка пишется без него: [#строка,графа]',
      )
    return cells(
      block,
      product(rows.length > 0 ? rows : [hereRow(block, node, scope)], columns.length > 0 ? columns : [hereColumn(node, scope)]),
    )
  }
  const everyRow: RowSpan = block.kind === 'dynamic' ? { kind: 'all' } : span(0, (rowKeys(block)?.length ?? 1) - 1)
  return cells(
    block,
    product(rows.length > 0 ? rows : [everyRow], columns.length > 0 ? columns : [span(0, block.columns.length - 1)]),
    copies,
  )
}

function hereRow(block: CompiledBlock, node: SelectorNode, scope: Scope): RowSpan {
  if (block.kind === 'fields') return span(0, 0)
  if (!scope.row)
    throw new FormulaError(
      'E_CONTEXT',
      '«Эта строка» (@) бывает только в формуле строки',
      node,
      `вся графа: ${block.key}[${node.items[0]?.from.value ?? ''}]`,
    )
  return { kind: 'here' }
}

function hereColumn(node: SelectorNode, scope: Scope): ColumnSpan {
  if (!scope.column)
    throw new FormulaError(
      'E_CONTEXT',
      '«Эта графа» (@#) бывает только в проверке по графам',
      node,
      'назовите графу: [#строка,графа]',
    )
  return { kind: 'here' }
}

/** The block of a name; `copies`: all copies of a repeated block are meant. */
function blockOf(name: Name, scope: Scope): { readonly block: CompiledBlock; readonly copies: boolean } {
  const copies = name.value.endsWith('~*')
  const key = copies ? name.value.slice(0, -2) : name.value
  const block = Object.hasOwn(scope.blocks, key) ? scope.blocks[key] : undefined
  if (!block) throw unknownBlock(name, scope)
  const inside = block.repeat !== undefined && block.repeat === scope.copyOf
  if (copies && block.repeat === undefined)
    throw new FormulaError('E_CONTEXT', `«${key}» не повторяется, копий у нее нет`, name, `пишите ${key}`)
  if (!copies && block.repeat !== undefined && !inside)
    throw new FormulaError(
      'E_CONTEXT',
      `«${key}» повторяется для каждой строки «${block.repeat}»`,
      name,
      `все ее копии – ${key}~*`,
    )
  return { block, copies }
}

function unknownBlock(name: Name, scope: Scope): FormulaError {
  const names = Object.keys(scope.blocks)
  if (!name.value.startsWith('$'))
    return unknown(
      'E_TABLE',
      `В форме нет таблицы «${name.value}»`,
      name,
      names.filter((one) => !one.startsWith('$')),
    )
  const sources = names.filter((one) => one.startsWith('$') && !one.startsWith('$list.'))
  const [source = ''] = name.value.split('.')
  const parts = sources.filter((one) => one.startsWith(`${source}.`))
  if (name.value === source && parts.length > 0)
    return new FormulaError('E_SOURCE_FIELD', `${source} – это несколько таблиц, а не одна`, name, `есть: ${parts.join(', ')}`)
  const known = sources.some((one) => one === source || one.startsWith(`${source}.`))
  return known
    ? unknown('E_SOURCE_FIELD', `В источнике ${source} нет «${name.value.slice(source.length + 1)}»`, name, sources)
    : unknown('E_SOURCE', `Источника ${name.value} нет`, name, ['$const', ...sources])
}

function rowSpan(block: CompiledBlock, item: SelectorItem): RowSpan {
  const keys = rowKeys(block)
  if (block.kind === 'fields')
    throw new FormulaError('E_ROW', `«${block.key}» – поля, строк у них нет`, item, `пишите ${block.key}.поле`)
  if (keys === null)
    throw new FormulaError(
      'E_ROW',
      `Строки таблицы «${block.key}» добавляет организация, имен у них нет`,
      item,
      'вся графа: [графа], эта строка: [@графа]',
    )
  const placeOf = (name: Name): number => {
    const place = keys.indexOf(name.value)
    if (place < 0) throw unknown('E_ROW', `В «${block.key}» нет строки #${name.value}`, name, keys)
    return place
  }
  return ordered(placeOf(item.from), item.to ? placeOf(item.to) : undefined, item)
}

/** Columns of an item: one or a range, or all of a family: `ok~*`, `*~rus`. */
function columnSpans(block: CompiledBlock, item: SelectorItem): readonly ColumnSpan[] {
  const { value } = item.from
  if (value.endsWith('~_')) {
    const place = block.columns.findIndex(({ key }) => key === `${value.slice(0, -1)}*`)
    if (place >= 0) return [{ kind: 'span', from: place, to: place, member: true }]
  }
  const fits = value.endsWith('~*')
    ? (key: string) => key.startsWith(value.slice(0, -1))
    : value.startsWith('*~')
      ? (key: string) => key.endsWith(value.slice(1))
      : null
  if (item.to) refuseRepeatedEnds(block, item, item.to)
  if (!fits || item.to) return [columnSpan(block, item)]
  const places = block.columns.flatMap(({ key }, place) => (fits(key) ? [place] : []))
  if (places.length > 0) return places.map((place) => span(place, place))
  const families = [...new Set(block.columns.flatMap(({ key }) => (key.includes('~') ? [`${key.split('~')[0] ?? ''}~*`] : [])))]
  throw unknown('E_COLUMN', `В «${block.key}» нет граф ${value}`, item.from, families)
}

/** A range may go over columns that are repeated for rows, but neither begin nor end among them: their copies stand row by row. */
function refuseRepeatedEnds(block: CompiledBlock, item: SelectorItem, to: Name): void {
  const repeated = [item.from, to].find(
    ({ value }) => block.columns.find((column) => column.key === value || column.key === value.replace(/~_$/u, '~*'))?.repeat,
  )
  if (repeated)
    throw new FormulaError(
      'E_RANGE',
      `«${repeated.value}» повторяется: диапазон не может на ней кончаться`,
      item,
      'перечислите графы через запятую',
    )
}

function columnSpan(block: CompiledBlock, item: SelectorItem): ColumnSpan {
  const placeOf = (name: Name): number => {
    const place = block.columns.findIndex((column) => column.key === name.value)
    if (place >= 0) return place
    const row = rowKeys(block)?.includes(name.value) === true && block.kind === 'fixed'
    if (row)
      throw new FormulaError(
        'E_COLUMN',
        `В «${block.key}» нет графы «${name.value}»`,
        name,
        `строку пишут со знаком #: #${name.value}`,
      )
    throw unknown(
      'E_COLUMN',
      `В «${block.key}» нет графы «${name.value}»`,
      name,
      block.columns.map((column) => column.key),
    )
  }
  return ordered(placeOf(item.from), item.to ? placeOf(item.to) : undefined, item)
}

function ordered(from: number, to: number | undefined, item: SelectorItem): { kind: 'span'; from: number; to: number } {
  if (to !== undefined && to < from)
    throw new FormulaError(
      'E_RANGE',
      'Диапазон записан задом наперед',
      item,
      `пишите ${item.axis === 'row' ? '#' : ''}${item.to?.value ?? ''}:${item.from.value}`,
    )
  return span(from, to ?? from)
}

function span(from: number, to: number): { readonly kind: 'span'; readonly from: number; readonly to: number } {
  return { kind: 'span', from, to }
}

function product(rows: readonly RowSpan[], columns: readonly ColumnSpan[]): readonly Area[] {
  return rows.flatMap((row) => columns.map((column) => ({ rows: row, columns: column })))
}

function cells(block: CompiledBlock, areas: readonly Area[], copies = false): CellsExpr {
  const [area] = areas
  const oneRow =
    area?.rows.kind === 'here' || area?.rows.kind === 'owner' || (area?.rows.kind === 'span' && area.rows.from === area.rows.to)
  const oneColumn = area?.columns.kind === 'here' || (area?.columns.kind === 'span' && area.columns.from === area.columns.to)
  const columns = area?.columns
  const repeated = columns?.kind === 'span' && !columns.member && block.columns[columns.from]?.repeat !== undefined
  const single = areas.length === 1 && oneRow && oneColumn && !copies && !repeated
  return { kind: 'cells', block: block.key, areas, single, ...(copies ? { copies } : {}) }
}

/** How many rows and columns a reference has, area by area; two references with the same shape match cell by cell. */
export function shapeOf({ block, areas }: CellsExpr): string {
  const count = (place: RowSpan | ColumnSpan): number => (place.kind === 'span' ? place.to - place.from + 1 : 1)
  return areas.map(({ rows, columns }) => `${rows.kind === 'all' ? `all of ${block}` : count(rows)}×${count(columns)}`).join()
}

function unknown(
  code: 'E_TABLE' | 'E_ROW' | 'E_COLUMN' | 'E_FIELD' | 'E_SOURCE' | 'E_SOURCE_FIELD',
  message: string,
  name: Name,
  names: Iterable<string>,
): FormulaError {
  const near = suggest(name.value, names)
  return new FormulaError(
    code,
    message,
    name,
    near === undefined ? `есть: ${[...names].slice(0, 12).join(', ')}` : `может быть, ${near}?`,
  )
}
