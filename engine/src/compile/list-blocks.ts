import type { CompiledColumn, CompiledSource } from '../model/compiled-form.ts'
import type { Scalar } from '../model/data.ts'
import type { Context } from './context.ts'
import type { SourceList } from './source-form.ts'

/** Key of the table that holds the items of a list with their attributes. */
export function listBlock(name: string): string {
  return `$list.${name}`
}

/** Attributes of the items of a list, by name; `code` and `title` are none. */
export function attributesOf(list: SourceList): readonly string[] {
  if (!Array.isArray(list)) return []
  const names = (list as readonly unknown[]).flatMap((item) =>
    typeof item === 'object' && item !== null ? Object.keys(item) : [],
  )
  return [...new Set(names)].filter((name) => name !== 'code' && name !== 'title')
}

/** Lists whose items have attributes are tables of constants to formulas: `choicesWhere` looks attributes up in them. */
export function addListBlocks(context: Context): void {
  for (const [name, list] of Object.entries(context.source.lists ?? {})) {
    const attributes = attributesOf(list)
    if (attributes.length === 0) continue
    const rows = itemsOf(list)
    const columns: readonly CompiledColumn[] = ['code', ...attributes].map((key) => {
      const found = rows.map((row) => row[key]).filter((value) => value !== undefined)
      const numbers = found.every((value) => typeof value === 'number')
      const flags = found.every((value) => typeof value === 'boolean')
      const type = numbers ? 'number' : flags ? 'boolean' : 'string'
      return { key, title: key, type, required: false, editable: false, groups: [] }
    })
    const key = listBlock(name)
    context.blocks[key] = {
      kind: 'dynamic',
      key,
      sheet: '',
      title: name,
      columns,
      freeze: 0,
      numbered: false,
      min: 0,
      max: rows.length,
      add: false,
    }
  }
}

/** The lists of {@link addListBlocks} as sources of the compiled form. */
export function listSources(context: Context): Readonly<Record<string, CompiledSource>> {
  const lists = Object.entries(context.source.lists ?? {}).filter(([name]) => context.blocks[listBlock(name)])
  return Object.fromEntries(
    lists.map(([name, list]) => [
      `list.${name}`,
      { kind: 'values', refresh: 'never', blocks: { '': listBlock(name) }, values: itemsOf(list) } as const,
    ]),
  )
}

function itemsOf(list: SourceList): readonly Readonly<Record<string, Scalar>>[] {
  if (!Array.isArray(list)) return []
  return (list as readonly unknown[]).map((item) => {
    if (typeof item !== 'object' || item === null) return { code: item as Scalar }
    const entries = Object.entries(item).filter(([key, value]) => key !== 'title' && typeof value !== 'object')
    return Object.fromEntries(entries) as Readonly<Record<string, Scalar>>
  })
}
