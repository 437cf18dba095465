/**
 * The engine: a compiled form, the document people fill, and what is wrong with it. Pure: no DOM, no Node, no parser.
 * `@tabel/engine/compile` makes a compiled form from a form file; `@tabel/engine/checker` evaluates formulas.
 */
export type * from './model/compiled-form.ts'
export type * from './model/expr.ts'
export type * from './model/ops.ts'
export type * from './model/problem.ts'
export type * from './model/checker.ts'
export type { BlockData, CellRef, CellValue, Cells, DynamicRow, Explanation, FormData, Raw, Scalar } from './model/data.ts'
export { isRaw } from './model/data.ts'

export { FormDocument } from './document/form-document.ts'
export { OpError } from './document/op-error.ts'
export { applyOps } from './document/apply-ops.ts'
export { findFaults } from './document/find-faults.ts'
export { findConflicts } from './document/find-conflicts.ts'
export { orderInserts } from './document/order-inserts.ts'
export type { Push } from './document/order-inserts.ts'
export { explanationsIn, isUnexplained } from './document/explanations.ts'
export { parseTyped } from './document/parse-typed.ts'
export { formatValue } from './document/format-value.ts'
export { canonicalKey } from './document/canonical-key.ts'
export { newRowId } from './document/row-id.ts'
export { placeName, sheetTitle } from './document/place-name.ts'
export { FormSession } from './session.ts'
export { localPort } from './local-port.ts'
