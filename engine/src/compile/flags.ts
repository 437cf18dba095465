import { analyseCondition } from '../language/analyse.ts'
import type { Formula } from '../model/expr.ts'
import { scopeFor } from './check-parts.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'

/** Who says `visible` and `applies` of a part of the form, and what is made of that part. */
export interface FlagPlan {
  readonly source: { readonly visible?: boolean | string; readonly applies?: boolean | string }
  readonly path: Path
  /** The compiled sheet, note, block or row; it gets the formulas. */
  readonly target: object
  /** Key of the block around, where the formula may say `[column]`. */
  readonly home?: string
  /** The formula is of a row: it may say `[@column]`. */
  readonly row?: true
  /** The table for whose rows the part is repeated. */
  readonly copyOf?: string
}

/** Reads `visible` and `applies` of sheets, notes, blocks and rows, once all blocks are known. */
export function addFlags(context: Context, plans: readonly FlagPlan[]): void {
  for (const { source, path, target, home, row, copyOf } of plans) {
    const block = home === undefined ? undefined : context.blocks[home]
    const scope = scopeFor(context, {
      ...(block ? { home: block } : {}),
      row: row === true,
      column: false,
      ...(copyOf === undefined ? {} : { copyOf }),
    })
    for (const flag of ['visible', 'applies'] as const) {
      const value = source[flag]
      if (value === undefined || value === true) continue
      const formula =
        value === false
          ? never
          : context.formula([...path, flag], () => ({ text: value, expr: analyseCondition(value, scope).expr }))
      if (formula) Object.assign(target, { [flag]: formula })
    }
  }
}

/** What never shows or applies. */
export const never: Formula = { text: 'FALSE', expr: { kind: 'boolean', value: false } }
