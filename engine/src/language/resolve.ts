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
  const block = blockOf(node.block, scope)
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
      'E_FIELD',
      `В «${block.key}» нет поля «${node.field.value}»`,
      node.field,
      block.columns.map((column) => column.key),
    )
  return cells(block, [{ rows: span(0, 0), columns: span(place, place) }])
}

function resolveSelector(node: SelectorNode, scope: Scope): CellsExpr {
  const block = node.block ? blockOf(node.block, scope) : scope.home
  if (!block) throw new FormulaError('E_CONTEXT', 'Здесь нет таблицы вокруг формулы', node, 'назовите таблицу: таблица[графа]')
  const rowItems = node.items.filter((item) => item.axis === 'row')
  const columnItems = node.items.filter((item) => item.axis === 'column')
  const rows = rowItems.map((item) => rowSpan(block, item))
  const columns = columnItems.map((item) => columnSpan(block, item))
  if (node.here) {
    if (block !== scope.home)
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

function blockOf(name: Name, scope: Scope): CompiledBlock {
  const block = Object.hasOwn(scope.blocks, name.value) ? scope.blocks[name.value] : undefined
  if (!block) throw unknown('E_TABLE', `В форме нет таблицы «${name.value}»`, name, Object.keys(scope.blocks))
  return block
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

function cells(block: CompiledBlock, areas: readonly Area[]): CellsExpr {
  const [area] = areas
  const oneRow = area?.rows.kind === 'here' || (area?.rows.kind === 'span' && area.rows.from === area.rows.to)
  const oneColumn = area?.columns.kind === 'here' || (area?.columns.kind === 'span' && area.columns.from === area.columns.to)
  return { kind: 'cells', block: block.key, areas, single: areas.length === 1 && oneRow && oneColumn }
}

/** How many rows and columns a reference has, area by area; two references with the same shape match cell by cell. */
export function shapeOf({ block, areas }: CellsExpr): string {
  const count = (place: RowSpan | ColumnSpan): number => (place.kind === 'span' ? place.to - place.from + 1 : 1)
  return areas.map(({ rows, columns }) => `${rows.kind === 'all' ? `all of ${block}` : count(rows)}×${count(columns)}`).join()
}

function unknown(
  code: 'E_TABLE' | 'E_ROW' | 'E_COLUMN' | 'E_FIELD',
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
