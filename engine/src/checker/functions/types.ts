import type { FunctionPlugin } from 'hyperformula'

// HyperFormula does not export the types that a plugin's methods are given; they are read off its public classes.
type Interpreter = ConstructorParameters<typeof FunctionPlugin>[0]
type Ast = Parameters<Interpreter['evaluateAst']>[0]

/** A call of a function within a parsed formula. */
export type FunctionCall = Extract<Ast, { readonly procedureName: string }>
/** Where a formula is being evaluated. */
export type State = Parameters<Interpreter['evaluateAst']>[1]
/** What evaluation gives: a scalar, an empty value, an error, a range. */
export type Value = ReturnType<Interpreter['evaluateAst']>
/** A range of cells as HyperFormula keeps it, with what was computed of it. */
export type RangeVertex = NonNullable<ReturnType<FunctionPlugin['dependencyGraph']['getRange']>>
