/** The checks of a form: formulas, set rules and computed cells. The only part of the engine that holds HyperFormula. */
export { judge } from './judge.ts'
export type { Judgement } from './judge.ts'
export { serveChecker } from './serve-checker.ts'
export { emitA1 } from '../language/emit-a1.ts'
export type { A1Layout, Here } from '../language/emit-a1.ts'
export { Checker } from './checker.ts'
export { refresh } from './refresh.ts'
export type { Offer, Refresh } from './refresh.ts'
