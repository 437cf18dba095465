import { suggest } from '../../language/suggest.ts'
import type { CoversCheck, ExistsCheck, SetCheck } from '../../model/compiled-form.ts'
import { defined } from '../cell-rules.ts'
import { commonOf, scopeOf } from '../check-parts.ts'
import type { Home } from '../check-parts.ts'
import type { Context } from '../context.ts'
import type { Path } from '../diagnostic.ts'
import type { SetRuleName, SourceSetRule } from '../source-form.ts'
import { balance } from './balance.ts'
import { areColumns, otherColumns, whereOf } from './columns.ts'
import { groupTotal } from './group-total.ts'
import { noOverlap } from './no-overlap.ts'
import { rank } from './rank.ts'
import type { SetRuleSource } from './rule-source.ts'

/** The keys of each rule besides those of every check: those it must have, and those it may have. */
const keysOf: Readonly<Record<SetRuleName, { readonly must: readonly Key[]; readonly may: readonly Key[] }>> = {
  unique: { must: ['columns'], may: [] },
  exists: { must: ['columns', 'in'], may: [] },
  covers: { must: ['columns', 'in'], may: ['where'] },
  groupSum: { must: ['columns', 'in', 'of'], may: ['where', 'equals', 'atMost', 'atLeast', 'tolerance'] },
  groupCount: { must: ['columns', 'in'], may: ['where', 'equals', 'atMost', 'atLeast', 'tolerance'] },
  noOverlap: { must: ['from', 'to'], may: ['columns', 'touching'] },
  balance: { must: ['opening', 'closing'], may: ['columns', 'plus', 'minus', 'atLeast', 'tolerance'] },
  rank: { must: ['by', 'place'], may: ['columns', 'order', 'ties'] },
}
type Key = Exclude<keyof SourceSetRule, 'rule' | 'id' | 'when' | 'severity' | 'explain' | 'message' | 'at'>

const examples: Readonly<Partial<Record<Key, string>>> = {
  columns: '["letter"]',
  in: '"classes[letter]"',
  of: '"points"',
  from: '"starts"',
  to: '"ends"',
  opening: '"start"',
  closing: '"end"',
  by: '"points"',
  place: '"place"',
}

const allKeys = [...new Set(Object.values(keysOf).flatMap(({ must, may }) => [...must, ...may]))]

/** Reads a rule over all rows of a table; null after its mistakes were reported. */
export function setRule(source: SourceSetRule, id: string, home: Home, path: Path, context: Context): SetCheck | null {
  const { block } = home
  if (!block || block.kind === 'fields') {
    context.report('E_CONTEXT', `Правило ${source.rule} пишут в проверках таблицы`, [...path, 'rule'])
    return null
  }
  if (!hasItsKeys(source, path, context)) return null
  const columns = source.columns ?? []
  const known = areColumns(columns, block, (place) => [...path, 'columns', place], context)
  const scope = scopeOf(context, home, { kind: 'rows' })
  const common = { id, ...commonOf(source, home, scope, path, context), block: block.key, columns }
  const rule: SetRuleSource = { source, path, context, block, home, common }
  const read = readers[source.rule](rule)
  return known ? read : null
}

const readers: Readonly<Record<SetRuleName, (rule: SetRuleSource) => SetCheck | null>> = {
  unique: ({ common }) => ({ kind: 'unique', ...common }),
  exists,
  covers,
  groupSum: groupTotal,
  groupCount: groupTotal,
  noOverlap,
  balance,
  rank,
}

function exists(rule: SetRuleSource): ExistsCheck | null {
  const other = otherColumns(rule)
  return other && { kind: 'exists', ...rule.common, in: other }
}

function covers(rule: SetRuleSource): CoversCheck | null {
  const { common, source, path, context } = rule
  if (source.when !== undefined)
    context.report('E_UNKNOWN_KEY', 'У правила covers не бывает "when": оно обо всей таблице', [...path, 'when'], {
      atKey: true,
      hint: 'какие строки другой таблицы должны найтись, говорит "where"',
    })
  const other = otherColumns(rule)
  return other && { kind: 'covers', ...common, in: other, ...defined('where', whereOf(rule, other.block)) }
}

/** Whether a rule says what it must and nothing that it may not. */
function hasItsKeys(source: SourceSetRule, path: Path, context: Context): boolean {
  const { must, may } = keysOf[source.rule]
  const own = [...must, ...may]
  for (const key of allKeys) {
    if (source[key] === undefined || own.includes(key)) continue
    const near = suggest(key, own)
    context.report('E_UNKNOWN_KEY', `У правила ${source.rule} не бывает "${key}"`, [...path, key], {
      atKey: true,
      hint: near === undefined ? `у него бывают: ${own.join(', ')}` : `может быть, "${near}"?`,
    })
  }
  const missing = must.filter((key) => source[key] === undefined)
  for (const key of missing)
    context.report('E_MISSING', `У правила ${source.rule} не хватает "${key}"`, path, {
      hint: `например "${key}": ${examples[key] ?? '…'}`,
    })
  return missing.length === 0
}
