/**
 * The engine: a compiled form, the document people fill, and what is wrong with it. Pure: no DOM, no Node, no parser.
 * `@tabel/engine/compile` makes a compiled form from a form file; `@tabel/engine/checker` evaluates formulas.
 */
export type * from './model/compiled-form.ts'
export type * from './model/expr.ts'
export type * from './model/ops.ts'
export type * from './model/migration.ts'
export type * from './model/problem.ts'
export type * from './model/checker.ts'
export type {
  BlockData,
  CellRef,
  CellValue,
  Cells,
  Codes,
  DynamicRow,
  Explanation,
  FileRef,
  FormData,
  Raw,
  Scalar,
  SourceData,
} from './model/data.ts'
export { switchableChecks, switchedProblem } from './document/check-switches.ts'
export type { CheckMode, CheckSwitches } from './document/check-switches.ts'
export { isCodes, isFileRef, isRaw } from './model/data.ts'

export { FormDocument } from './document/form-document.ts'
export { OpError } from './document/op-error.ts'
export { applyOps } from './document/apply-ops.ts'
export { findFaults } from './document/find-faults.ts'
export type { BlockIndex } from './document/form-index.ts'
export { findConflicts } from './document/find-conflicts.ts'
export { orderInserts } from './document/order-inserts.ts'
export type { Push } from './document/order-inserts.ts'
export { explanationsIn, isUnexplained } from './document/explanations.ts'
export { parseTyped } from './document/parse-typed.ts'
export { forRole, isFilledBy } from './document/for-role.ts'
export type { Progress } from './document/for-role.ts'
export { formFor } from './document/copies/form-for.ts'
export { blockNamed, ownersIn, ownersOf } from './document/copies/owners.ts'
export type { CopyOf, Owner } from './document/copies/owners.ts'
export { submittedData } from './document/submitted-data.ts'
export { sourcesIn, sourcesRead, withSources } from './document/sources.ts'
export type { ReadSource } from './document/sources.ts'
export { fileFault } from './rules/file.ts'
export { sameValue } from './document/text.ts'
export { formatScalar, formatValue } from './document/format-value.ts'
export { canonicalKey } from './document/canonical-key.ts'
export { newRowId } from './document/row-id.ts'
export { placeName, sheetTitle } from './document/place-name.ts'
export { migrateData } from './document/migrate-data.ts'
export type { Migrated } from './document/migrate-data.ts'
export { migrateOps } from './document/migrate-ops.ts'
export { orphansIn } from './document/orphans.ts'
export { FormSession } from './session.ts'
export { localPort } from './local-port.ts'
