import type { CellRules, CompiledBlock, CompiledColumn, CompiledForm, CompiledRow, FixedBlock } from '../model/compiled-form.ts'
import { changedAspects, textOf } from './aspects.ts'
import type { Aspects } from './aspects.ts'
import { cellAspects, columnAspects, hintAspects, relevanceAspects } from './cell-aspects.ts'
import type { ChangeList } from './change-list.ts'
import { ChoiceChanges } from './choice-changes.ts'
import { blockName, columnName, rowName, shortColumnName } from './names.ts'
import type { Successors } from './successors.ts'

const kindWords = { fields: 'поля', fixed: 'строки заданы', dynamic: 'строки добавляют' } as const

/** Tables and fields with their columns, rows and lists. */
export function blockChanges(list: ChangeList, before: CompiledForm, after: CompiledForm, successors: Successors): void {
  const choices = new ChoiceChanges()
  const found = { blocks: new Set<CompiledBlock>(), columns: new Set<CompiledColumn>(), rows: new Set<CompiledRow>() }
  for (const block of Object.values(before.blocks)) {
    const now = successors.block(block)
    if (now) found.blocks.add(now)
    if (now) list.changed('table', blockName(after, now), blockAspects(block), blockAspects(now))
    else list.removed('table', blockName(before, block), {})
    for (const column of block.columns) {
      const standing = successors.column(block, column)
      if (!standing) {
        // What goes with its table is not told by itself.
        if (now) list.removed('column', columnName(before, block, column), {})
        continue
      }
      found.columns.add(standing.column)
      const what = columnName(after, standing.block, standing.column)
      const moved = { таблица: block.key === standing.block.key ? '' : standing.block.key }
      const own = { 'имя в формулах': column.key, таблица: '', ...columnAspects(column) }
      const isWithBlock = now?.key === standing.block.key
      const its = {
        'имя в формулах': standing.column.key,
        ...(isWithBlock ? { таблица: '' } : moved),
        ...columnAspects(standing.column),
      }
      list.changed('column', what, own, its)
      choices.compare(shortColumnName(standing.block, standing.column), column.choices, standing.column.choices)
    }
    if (block.kind === 'fixed') rowChanges(list, before, after, block, now, successors, found.rows)
    if (now) orderChanges(list, after, block, now, successors)
  }
  for (const block of Object.values(after.blocks)) {
    const isNew = !found.blocks.has(block)
    if (isNew) list.added('table', blockName(after, block), {})
    if (isNew) continue
    for (const column of block.columns)
      if (!found.columns.has(column)) list.added('column', columnName(after, block, column), columnAspects(column))
    if (block.kind === 'fixed')
      for (const row of block.rows) if (!found.rows.has(row)) list.added('row', rowName(after, block, row), {})
  }
  choices.tell(list)
  const blocks = Object.values(before.blocks).flatMap((block) => successors.block(block)?.key ?? [])
  list.reordered('form', 'форма в целом', 'порядок таблиц', blocks, Object.keys(after.blocks))
}

function blockAspects(block: CompiledBlock): Aspects {
  const table = block.kind === 'fields' ? null : block
  const dynamic = block.kind === 'dynamic' ? block : null
  const from = dynamic?.from
  return {
    'имя в формулах': block.key,
    название: textOf(block.title),
    лист: block.sheet,
    строки: kindWords[block.kind],
    ...hintAspects(block.hint),
    'повторяется для строк таблицы': textOf(block.repeat),
    'закреплено граф': textOf(table?.freeze),
    'номера граф': textOf(table?.numbered),
    'строк не меньше': textOf(dynamic?.min),
    'строк не больше': textOf(dynamic?.max),
    'строки можно добавлять': textOf(dynamic?.add),
    'ключевая графа': textOf(dynamic?.keyColumn),
    'откуда строки': from ? `${from.block} ${textOf(from.where)} ${Object.entries(from.map).flat().join(', ')}` : '',
    ...relevanceAspects(block),
  }
}

function orderChanges(
  list: ChangeList,
  after: CompiledForm,
  block: CompiledBlock,
  now: CompiledBlock,
  successors: Successors,
): void {
  const what = blockName(after, now)
  const columns = block.columns.flatMap((column) => successors.column(block, column)?.column.key ?? [])
  list.reordered(
    'table',
    what,
    'порядок граф',
    columns,
    now.columns.map(({ key }) => key),
  )
  if (block.kind !== 'fixed' || now.kind !== 'fixed') return
  const rows = block.rows.flatMap((row) => successors.row(block, row)?.key ?? [])
  list.reordered(
    'table',
    what,
    'порядок строк',
    rows,
    now.rows.map(({ key }) => key),
  )
}

function rowChanges(
  list: ChangeList,
  before: CompiledForm,
  after: CompiledForm,
  block: FixedBlock,
  now: CompiledBlock | undefined,
  successors: Successors,
  found: Set<CompiledRow>,
): void {
  for (const row of block.rows) {
    const its = successors.row(block, row)
    if (!its || now?.kind !== 'fixed') {
      if (now) list.removed('row', rowName(before, block, row), {})
      continue
    }
    found.add(its)
    list.changed('row', rowName(after, now, its), rowAspects(row), rowAspects(its))
    for (const column of block.columns) {
      const standing = successors.column(block, column)
      if (!standing || standing.block !== now) continue
      const was = cellOf(row, column)
      const is = cellOf(its, standing.column)
      const name = `${shortColumnName(now, standing.column)}, ${rowName(after, now, its)}`
      // What is another in the whole column is told of the column.
      const told = changedAspects(cellAspects(column), cellAspects(standing.column))
      const isTold = (aspect: string): boolean =>
        told.some((one) => one.aspect === aspect && one.before === was[aspect] && one.after === is[aspect])
      list.changed('cell', name, without(was, isTold), without(is, isTold))
    }
  }
}

function rowAspects(row: CompiledRow): Aspects {
  return {
    'имя в формулах': row.key,
    название: row.title,
    номер: textOf(row.code),
    'единица измерения': textOf(row.unit),
    отступ: textOf(row.level),
    'общий заголовок': row.groups.map(({ title }) => title).join(' / '),
    ...hintAspects(row.hint),
    ...relevanceAspects(row),
  }
}

/** Rules in force for a cell of a row that the form names. */
function cellOf(row: CompiledRow, column: CompiledColumn): Aspects {
  const rules: CellRules = row.cells[column.key] ?? column
  const { choices } = rules
  return {
    зачеркнута: row.blocked.includes(column.key) ? 'да' : '',
    ...cellAspects(rules),
    список: choices && column.key in row.cells ? choices.map(({ code, title }) => `${code} – ${title}`).join('; ') : '',
  }
}

function without(aspects: Aspects, isLeftOut: (aspect: string) => boolean): Aspects {
  return Object.fromEntries(Object.entries(aspects).filter(([name]) => !isLeftOut(name)))
}
