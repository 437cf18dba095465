import { flagKey } from '../document/place-flags.ts'
import type { PlaceFlags } from '../document/place-flags.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import type { FlagChanges, FlagName, PlaceFlag } from '../model/problem.ts'
import { rowKeys } from '../rules/cell-problems.ts'
import type { ComputedResult, RuleResult } from './formula-book.ts'

const names: Readonly<Partial<Record<string, FlagName>>> = { applies: 'irrelevant', visible: 'hidden', editable: 'closed' }

/** Flags that results of formulas set or clear. A formula that gives an error changes nothing: what is there stays open. */
export function flagChanges(results: readonly (RuleResult | ComputedResult)[], flags: PlaceFlags): FlagChanges {
  const changes = new Map<string, { readonly flag: PlaceFlag; readonly stands: boolean }>()
  for (const one of results) {
    const flag = one.kind === 'rule' ? flagOf(one) : null
    if (!flag) continue
    changes.set(flagKey(flag), { flag, stands: one.result === false || one.result === null })
  }
  const changed = [...changes.values()].filter(({ flag, stands }) => flags.has(flag) !== stands)
  return {
    set: changed.flatMap(({ flag, stands }) => (stands ? [flag] : [])),
    cleared: changed.flatMap(({ flag, stands }) => (stands ? [] : [flag])),
  }
}

function flagOf({ rule, place }: RuleResult): PlaceFlag | null {
  const flag = names[rule.purpose]
  if (!flag) return null
  if (rule.target) return { flag, ...rule.target, row: null }
  const { block, column } = rule
  if (!block) return null
  const row = block.kind === 'fields' ? null : place
  return {
    flag,
    sheet: block.sheet,
    block: block.key,
    row,
    column: column === null ? null : (block.columns[column]?.key ?? null),
  }
}

/** Cells that count as empty, or no longer, after a change of flags: columns by block and row. */
export function cellsOfFlags(
  form: CompiledForm,
  data: FormData,
  { set, cleared }: FlagChanges,
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const cells = new Map<string, Map<string, Set<string>>>()
  for (const { flag, sheet, block: key, row, column } of [...set, ...cleared]) {
    if (flag !== 'irrelevant') continue
    const blocks = Object.values(form.blocks).filter((one) => one.sheet === sheet && (key === null || one.key === key))
    for (const block of blocks) {
      const rows = cells.get(block.key) ?? new Map<string, Set<string>>()
      cells.set(block.key, rows)
      for (const one of row === null ? rowKeys(block, data) : [row]) {
        const columns = rows.get(one) ?? new Set()
        rows.set(one, columns)
        for (const { key: each } of block.columns) if (column === null || column === each) columns.add(each)
      }
    }
  }
  return cells
}
