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
import { Keys } from './keys.ts'
import type {
  SourceColumn,
  SourceColumnOrGroup,
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
export function layOut(context: Context): { readonly sheets: readonly CompiledSheet[]; readonly plans: readonly CellPlan[] } {
  const plans: CellPlan[] = []
  const sheetKeys = new Keys(context, 'Лист')
  const blockKeys = new Keys(context, 'Таблица')
  const sheets = context.source.sheets.map((sheet, index) => {
    const path = ['sheets', index]
    sheetKeys.take(sheet.sheet, [...path, 'sheet'])
    return {
      key: sheet.sheet,
      title: context.texts.text(sheet.title),
      ...defined('hint', sheet.hint === undefined ? undefined : context.texts.hint(sheet.hint)),
      items: sheetItems(sheet, path, context, blockKeys, plans),
    }
  })
  return { sheets, plans }
}

function sheetItems(sheet: SourceSheet, path: Path, context: Context, keys: Keys, plans: CellPlan[]): readonly SheetItem[] {
  return sheet.blocks.flatMap((block, index): SheetItem[] => {
    const at = [...path, 'blocks', index]
    if ('note' in block) return [{ kind: 'note', text: context.texts.text(block.note) }]
    const [key, keyPath] = 'table' in block ? [block.table, [...at, 'table']] : [block.fields, [...at, 'fields']]
    if (!keys.take(key, keyPath)) return []
    const compiled =
      'table' in block ? table(block, sheet.sheet, at, context, plans) : fields(block, sheet.sheet, at, context, plans)
    context.blocks[key] = compiled
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
    const words = new Map(columns.map(({ column: one, words: own }) => [one.key, own]))
    return { ...base, kind: 'fixed', rows: rowsOf(rows, [...path, 'rows'], [], source.table, words, context, rowKeys, plans) }
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

function columnsOf(
  list: readonly SourceColumnOrGroup[],
  path: Path,
  inherited: Words,
  groups: readonly HeaderGroup[],
  block: string,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
): readonly { readonly column: CompiledColumn; readonly words: Words }[] {
  return list.flatMap((item, index) => {
    const at = [...path, index]
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

function column(
  source: SourceColumn,
  path: Path,
  inherited: Words,
  groups: readonly HeaderGroup[],
  block: string,
  context: Context,
  keys: Keys,
  plans: CellPlan[],
): CompiledColumn {
  keys.take(source.key, [...path, 'key'])
  const words = layer(inherited, source, path)
  plans.push({ block, row: null, column: source.key, words })
  return {
    ...cellRules(words, path, context),
    key: source.key,
    ...defined('code', source.code),
    title: context.texts.text(source.title),
    groups,
    ...defined('width', words.get('width')?.value as number | undefined),
  }
}

function rowsOf(
  list: readonly SourceRowOrGroup[],
  path: Path,
  groups: readonly HeaderGroup[],
  block: string,
  columns: ReadonlyMap<string, Words>,
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
    const known = (key: string, keyPath: Path): boolean => {
      if (columns.has(key)) return true
      unknownColumn(
        context,
        block,
        key,
        [...columns.keys()].map((name) => ({ key: name })),
        keyPath,
      )
      return false
    }
    const cells: Record<string, CellRules> = {}
    for (const [key, cell] of Object.entries(item.cells ?? {})) {
      const cellPath = [...at, 'cells', key]
      if (!known(key, cellPath)) continue
      const words = layer(columns.get(key) ?? new Map(), cell, cellPath)
      plans.push({ block, row: item.key, column: key, words })
      if (item.blocked?.includes(key))
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
        blocked: (item.blocked ?? []).filter((key, place) => known(key, [...at, 'blocked', place])),
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
