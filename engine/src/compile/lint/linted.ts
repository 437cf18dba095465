import type { CompiledForm } from '../../model/compiled-form.ts'
import type { Path } from '../diagnostic.ts'
import type { SourceForm } from '../source-form.ts'

/** What the rules of the lint look at. */
export interface Linted {
  readonly form: CompiledForm
  readonly definition: SourceForm
  /** Where checks are written, by id. */
  readonly paths: ReadonlyMap<string, Path>
}
