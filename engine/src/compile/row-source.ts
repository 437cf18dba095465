import { analyseCondition } from '../language/analyse.ts'
import { suggest } from '../language/suggest.ts'
import type { CompiledBlock, RowSource } from '../model/compiled-form.ts'
import { scopeFor } from './check-parts.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { defined } from './cell-rules.ts'
import type { SourceDynamicRows } from './source-form.ts'

/** Reads where the rows of tables come from, once all blocks are known. */
export function addRowSources(context: Context): void {
  context.source.sheets.forEach((sheet, index) =>
    sheet.blocks.forEach((source, place) => {
      if (!('table' in source) || Array.isArray(source.rows)) return
      const { from } = source.rows as SourceDynamicRows
      const block = context.blocks[source.table]
      if (!from || !block) return
      const path = ['sheets', index, 'blocks', place, 'rows', 'from']
      const read = rowSource(from, block, path, context)
      if (read) Object.assign(block, { from: read })
    }),
  )
}

function rowSource(
  source: NonNullable<SourceDynamicRows['from']>,
  own: CompiledBlock,
  path: Path,
  context: Context,
): RowSource | null {
  const tables = Object.values(context.blocks).filter(
    (one) => one.kind === 'dynamic' && !one.key.startsWith('$list.') && one !== own && one.repeat === undefined,
  )
  const block = tables.find(({ key }) => key === source.source)
  if (!block) {
    const near = suggest(
      source.source,
      tables.map(({ key }) => key),
    )
    context.report('E_SOURCE', `Таблицы «${source.source}» нет`, [...path, 'source'], {
      hint: near === undefined ? `есть: ${tables.map(({ key }) => key).join(', ')}` : `может быть, ${near}?`,
    })
    return null
  }
  const text = source.where
  const where =
    text === undefined
      ? undefined
      : context.formula([...path, 'where'], () => ({
          text,
          expr: analyseCondition(text, scopeFor(context, { home: block, row: true, column: false })).expr,
        }))
  return { block: block.key, ...defined('where', where), map: mapOf(source.map, own, block, path, context) }
}

/** Our columns and theirs; without a map, those of the same name. */
function mapOf(
  map: Readonly<Record<string, string>> | undefined,
  own: CompiledBlock,
  block: CompiledBlock,
  path: Path,
  context: Context,
): Readonly<Record<string, string>> {
  const has = (one: CompiledBlock, key: string): boolean => one.columns.some((column) => column.key === key)
  if (!map) {
    const shared = own.columns.filter((column) => column.computed === undefined && has(block, column.key))
    if (shared.length === 0)
      context.report('E_MISSING', `В «${own.key}» и «${block.key}» нет граф с одинаковыми именами`, [...path, 'source'], {
        hint: 'скажите, что откуда: "map": { "наша": "их" }',
      })
    return Object.fromEntries(shared.map(({ key }) => [key, key]))
  }
  for (const [mine, theirs] of Object.entries(map)) {
    const at = [...path, 'map', mine]
    if (!has(own, mine)) context.report('E_COLUMN', `В «${own.key}» нет графы «${mine}»`, at, { atKey: true })
    if (!has(block, theirs)) context.report('E_COLUMN', `В «${block.key}» нет графы «${theirs}»`, at)
  }
  return map
}
