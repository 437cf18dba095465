/**
 * What a form asks its formulas, for programs that evaluate them elsewhere than the checker does: in a workbook. Holds neither a parser
 * nor HyperFormula.
 */
export { formulaRules } from './checker/formula-rules.ts'
export type { FormulaRule } from './checker/formula-rules.ts'
export { operandsOf } from './checker/operands.ts'
export type { Operand, ReadAt } from './checker/operands.ts'
export { rulesAtPlace } from './checker/instance.ts'
export { dateSerial } from './document/calendar.ts'
export { timeFraction } from './document/time-of-day.ts'
export { dataWithSources, formWithSources } from './document/sources.ts'
export { columnName, columnTitle, fixedRowName } from './document/place-name.ts'
export { expected } from './rules/expected.ts'
export { emptyRowMessage, requiredMessage } from './rules/required.ts'
export { uniqueColumns } from './rules/unique.ts'
