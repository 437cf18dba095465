import { placeholder } from '../document/copies/owners.ts'
import { suggest } from '../language/suggest.ts'
import type {
  CellRules,
  CompiledBlock,
  CompiledColumn,
  CompiledRow,
  CompiledSheet,
  HeaderGroup,
  SheetItem,
} from '../model/compiled-form.ts'
import { cellRules, defined } from './cell-rules.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { FlagPlan } from './flags.ts'
import { Keys } from './keys.ts'
import { cellFor, columnFor, hintFor, membersOf, textFor } from './members.ts'
import type {
  SourceCell,
  SourceColumn,
  SourceColumnOrGroup,
  SourceColumnRepeat,
  SourceFields,
  SourceRowOrGroup,
  SourceSheet,
  SourceTable,
} from './source-form.ts'
import { layer } from './words.ts'
import type { Words } from './words.ts'

/** A cell whose formulas are still to be read: in which block, and the words that were written for it. */
export interface CellPlan {
  readonly block: string
  /** Key of the fixed row whose cell this is; null for a whole column or a field. */
  readonly row: string | null
  readonly column: string
  readonly words: Words
}

/** Lays out all blocks of the form: columns, rows, rules; their formulas come later. */
export function layOut(context: Context): {
  readonly sheets: readonly CompiledSheet[]
  readonly plans: readonly CellPlan[]
  readonly flags: readonly FlagPlan[]
} {
  const plans: CellPlan[] = []
  const flags: FlagPlan[] = []
  const sheetKeys = new Keys(context, 'Лист')
  const blockKeys = new Keys(context, 'Таблица')
  const sheets = context.source.sheets.map((sheet, index) => {
    const path = ['sheets', index]
    sheetKeys.take(sheet.sheet, [...path, 'sheet'])
    const compiled: CompiledSheet = {
      key: sheet.sheet,
      title: context.texts.text(sheet.title),
      ...defined('hint', sheet.hint === undefined ? undefined : context.texts.hint(sheet.hint)),
      ...defined('repeat', sheet.repeat),
      ...defined('filledBy', sheet.filledBy),
      ...defined('opens', sheet.opens),
      items: sheetItems(sheet, path, context, blockKeys, plans, flags),
    }
    flags.push({ source: sheet, path, target: compiled, ...defined('copyOf', sheet.repeat) })
    return compiled
  })
  reportRepeats(context)
  return { sheets, plans, flags }
}

/** Reports parts that are repeated for something that has no rows people add, or that is repeated itself. */
function reportRepeats(context: Context): void {
  const check = ({ repeat: table, title }: Pick<SourceSheet | SourceTable, 'repeat' | 'title'>, path: Path): void => {
    if (table === undefined) return
    const block = context.blocks[table]
    if (block?.kind !== 'dynamic')
      context.report('E_TABLE', `Таблицы «${table}», в которую добавляют строки, нет`, [...path, 'repeat'], {
        hint: `есть: ${Object.values(context.blocks)
          .flatMap((one) => (one.kind === 'dynamic' ? [one.key] : []))
          .join(', ')}`,
      })
    else if (block.repeat !== undefined)
      context.report('E_VALUE', `Таблица «${table}» сама повторяется`, [...path, 'repeat'], { hint: 'копий копий не бывает' })
    else if (title !== undefined)
      for (const [, key = ''] of context.texts.text(title).matchAll(placeholder))
        if (!block.columns.some((one) => one.key === key)) unknownColumn(context, table, key, block.columns, [...path, 'title'])
  }
  context.source.sheets.forEach((sheet, index) => {
    check(sheet, ['sheets', index])
    sheet.blocks.forEach((block, place) => 'note' in block || check(block, ['sheets', index, 'blocks', place]))
  })
}

function rowFlags(list: readonly SourceRowOrGroup[], path: Path, block: CompiledBlock, flags: FlagPlan[]): void {
  const rows = block.kind === 'fixed' ? block.rows : []
  list.forEach((item, index) => {
    const at = [...path, index]
    if ('group' in item) return rowFlags(item.rows, [...at, 'rows'], block, flags)
    const target = rows.find((row) => row.key === item.key)
    if (target) flags.push({ source: item, path: at, target, home: block.key, row: true })
  })
}

function sheetItems(
  sheet: SourceSheet,
  path: Path,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
  flags: FlagPlan[],
): readonly SheetItem[] {
  return sheet.blocks.flatMap((block, index): SheetItem[] => {
    const at = [...path, 'blocks', index]
    if ('note' in block) {
      const note = { kind: 'note' as const, text: context.texts.text(block.note) }
      flags.push({ source: block, path: at, target: note, ...defined('copyOf', sheet.repeat) })
      return [note]
    }
    const [key, keyPath] = 'table' in block ? [block.table, [...at, 'table']] : [block.fields, [...at, 'fields']]
    if (!keys.take(key, keyPath)) return []
    const compiled =
      'table' in block ? table(block, sheet.sheet, at, context, plans) : fields(block, sheet.sheet, at, context, plans)
    context.blocks[key] = compiled
    if (block.repeat !== undefined && sheet.repeat !== undefined)
      context.report('E_VALUE', 'Лист уже повторяется: таблица на нем повторяется вместе с ним', [...at, 'repeat'])
    const repeat = sheet.repeat ?? block.repeat
    if (repeat !== undefined) Object.assign(compiled, { repeat })
    flags.push({ source: block, path: at, target: compiled, home: key, ...defined('copyOf', repeat) })
    if ('table' in block && Array.isArray(block.rows)) rowFlags(block.rows, [...at, 'rows'], compiled, flags)
    return [{ kind: 'block', block: key }]
  })
}

function fields(source: SourceFields, sheet: string, path: Path, context: Context, plans: CellPlan[]): CompiledBlock {
  const inherited = layer(new Map(), source.defaults, [...path, 'defaults'])
  const keys = new Keys(context, 'Поле')
  const columns = source.items.map((item, index) =>
    column(item, [...path, 'items', index], inherited, [], source.fields, context, keys, plans),
  )
  return { kind: 'fields', key: source.fields, sheet, ...heading(source, context), columns }
}

function table(source: SourceTable, sheet: string, path: Path, context: Context, plans: CellPlan[]): CompiledBlock {
  const inherited = layer(new Map(), source.defaults, [...path, 'defaults'])
  const keys = new Keys(context, 'Графа')
  const columns = columnsOf(source.columns, [...path, 'columns'], inherited, [], source.table, context, keys, plans)
  const base = {
    key: source.table,
    sheet,
    ...heading(source, context),
    columns: columns.map(({ column: one }) => one),
    freeze: source.freeze ?? 0,
    numbered: source.numbered ?? false,
  }
  const { rows } = source
  if (Array.isArray(rows)) {
    const rowKeys = new Keys(context, 'Строка')
    const laid = new Map(columns.map((one) => [one.column.key, one]))
    return { ...base, kind: 'fixed', rows: rowsOf(rows, [...path, 'rows'], [], source.table, laid, context, rowKeys, plans) }
  }
  const dynamic = rows as Exclude<typeof rows, readonly unknown[]>
  if ((dynamic.min ?? 0) > dynamic.max)
    context.report('E_LIMITS', `Строк не меньше ${dynamic.min ?? 0}, но не больше ${dynamic.max}`, [...path, 'rows', 'max'])
  const key = dynamic.key
  if (key !== undefined && !base.columns.some((one) => one.key === key))
    unknownColumn(context, source.table, key, base.columns, [...path, 'rows', 'key'])
  if (columns.some(({ column: one, words }) => one.key === key && words.has('computed')))
    context.report('E_KEY', `Графа «${key ?? ''}» вычисляется, а ключ строки вносят`, [...path, 'rows', 'key'], {
      hint: 'возьмите графу, которую заполняют, или уберите key',
    })
  return {
    ...base,
    columns: base.columns.map((one) => (one.key === key ? { ...one, required: true } : one)),
    kind: 'dynamic',
    min: dynamic.min ?? 0,
    max: dynamic.max,
    add: dynamic.add ?? true,
    ...defined('keyColumn', key),
  }
}

function heading(source: SourceTable | SourceFields, context: Context): Pick<CompiledBlock, 'title' | 'hint'> {
  return {
    ...defined('title', source.title === undefined ? undefined : context.texts.text(source.title)),
    ...defined('hint', source.hint === undefined ? undefined : context.texts.hint(source.hint)),
  }
}

/** A column, the words that were said of its cells, and what they become for the one it is repeated for. */
interface LaidColumn {
  readonly column: CompiledColumn
  readonly words: Words
  readonly fill?: (cell: SourceCell) => SourceCell
}

function columnsOf(
  list: readonly SourceColumnOrGroup[],
  path: Path,
  inherited: Words,
  groups: readonly HeaderGroup[],
  block: string,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
): readonly LaidColumn[] {
  return list.flatMap((item, index) => {
    const at = [...path, index]
    if ('repeat' in item) return repeatedColumns(item, at, inherited, groups, block, context, keys, plans)
    if (!('group' in item))
      return [{ column: column(item, at, inherited, groups, block, context, keys, plans), words: layer(inherited, item, at) }]
    const group: HeaderGroup = {
      id: at.join('.'),
      title: context.texts.text(item.group),
      ...defined('hint', item.hint === undefined ? undefined : context.texts.hint(item.hint)),
    }
    return columnsOf(
      item.columns,
      [...at, 'columns'],
      layer(inherited, item.defaults, [...at, 'defaults']),
      [...groups, group],
      block,
      context,
      keys,
      plans,
    )
  })
}

/** Columns that are repeated for the members of a list or the rows of a table, each set under a header of its own. */
function repeatedColumns(
  source: SourceColumnRepeat,
  path: Path,
  inherited: Words,
  groups: readonly HeaderGroup[],
  block: string,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
): readonly LaidColumn[] {
  return membersOf(source, path, context).flatMap((member) => {
    const { as: name } = source
    const group: HeaderGroup = {
      id: [...path, member.code].join('.'),
      title: context.texts.text(textFor(source.group ?? `{${name}}`, name, member.title)),
      ...defined('hint', source.hint === undefined ? undefined : context.texts.hint(hintFor(source.hint, name, member.title))),
    }
    const defaults = source.defaults && cellFor(source.defaults, name, member)
    const base = layer(inherited, defaults, [...path, 'defaults'], source.defaults)
    return source.columns.map((one, place) => {
      const at = [...path, 'columns', place]
      const made = columnFor(one, name, member)
      const compiled = column(made, at, base, [...groups, group], block, context, keys, plans, one)
      const repeat = member.table === undefined ? undefined : { table: member.table, as: name }
      const fill = (cell: SourceCell): SourceCell => cellFor(cell, name, member)
      return { column: { ...compiled, ...defined('repeat', repeat) }, words: layer(base, made, at, one), fill }
    })
  })
}

function column(
  source: SourceColumn,
  path: Path,
  inherited: Words,
  groups: readonly HeaderGroup[],
  block: string,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
  written: SourceColumn = source,
): CompiledColumn {
  keys.take(source.key, [...path, 'key'])
  const words = layer(inherited, source, path, written)
  plans.push({ block, row: null, column: source.key, words })
  return {
    ...cellRules(words, path, context),
    key: source.key,
    ...defined('code', source.code),
    title: context.texts.text(source.title),
    groups,
    ...defined('filledBy', source.filledBy),
    ...defined('width', words.get('width')?.value as number | undefined),
  }
}

function rowsOf(
  list: readonly SourceRowOrGroup[],
  path: Path,
  groups: readonly HeaderGroup[],
  block: string,
  columns: ReadonlyMap<string, LaidColumn>,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
): readonly CompiledRow[] {
  return list.flatMap((item, index): readonly CompiledRow[] => {
    const at = [...path, index]
    if ('group' in item) {
      const group = { id: at.join('.'), title: context.texts.text(item.group) }
      return rowsOf(item.rows, [...at, 'rows'], [...groups, group], block, columns, context, keys, plans)
    }
    keys.take(item.key, [...at, 'key'])
    // `passed~*` is every column of its family.
    const named = (key: string, keyPath: Path): readonly string[] => {
      const family = key.endsWith('~*') ? key.slice(0, -1) : null
      const found = [...columns.keys()].filter((one) => one === key || (family !== null && one.startsWith(family)))
      const all = [...columns.keys()].map((name) => ({ key: name }))
      if (found.length === 0) unknownColumn(context, block, key, all, keyPath)
      return found
    }
    const blocked = (item.blocked ?? []).flatMap((key, place) => named(key, [...at, 'blocked', place]))
    const own = new Map<string, { readonly cell: SourceCell; readonly path: Path }>()
    const entries = Object.entries(item.cells ?? {})
    for (const [key, cell] of entries.toSorted(([a], [b]) => Number(b.endsWith('~*')) - Number(a.endsWith('~*'))))
      for (const one of named(key, [...at, 'cells', key])) own.set(one, { cell, path: [...at, 'cells', key] })
    const cells: Record<string, CellRules> = {}
    for (const [key, { cell, path: cellPath }] of own) {
      const { words: inherited = new Map(), fill } = columns.get(key) ?? {}
      const words = layer(inherited, fill ? fill(cell) : cell, cellPath, cell)
      plans.push({ block, row: item.key, column: key, words })
      if (blocked.includes(key))
        context.report('E_BLOCKED', `Ячейка «${key}» в этой строке зачеркнута`, cellPath, {
          hint: 'уберите ее из blocked или из cells',
        })
      cells[key] = cellRules(words, cellPath, context)
    }
    return [
      {
        key: item.key,
        ...defined('code', item.code),
        title: context.texts.text(item.title),
        ...defined('hint', item.hint === undefined ? undefined : context.texts.hint(item.hint)),
        ...defined('unit', item.unit),
        level: item.level ?? 0,
        groups,
        blocked,
        cells,
      },
    ]
  })
}

function unknownColumn(
  context: Context,
  block: string,
  key: string,
  columns: readonly { readonly key: string }[],
  path: Path,
): void {
  const near = suggest(
    key,
    columns.map((one) => one.key),
  )
  context.report('E_COLUMN', `В «${block}» нет графы «${key}»`, path, {
    hint: near === undefined ? undefined : `может быть, ${near}?`,
  })
}
