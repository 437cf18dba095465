import type { CompiledBlock, UniqueCheck } from '../../model/compiled-form.ts'
import type { Home } from '../check-parts.ts'
import type { Context } from '../context.ts'
import type { Path } from '../diagnostic.ts'
import type { SourceSetRule } from '../source-form.ts'

/** What the readers of single rules are given. */
export interface SetRuleSource {
  readonly source: SourceSetRule
  readonly path: Path
  readonly context: Context
  readonly block: CompiledBlock
  readonly home: Home
  /** What every set rule has. */
  readonly common: Pick<UniqueCheck, 'id' | 'severity' | 'explain' | 'sheet' | 'block' | 'when' | 'message' | 'at' | 'columns'>
}
