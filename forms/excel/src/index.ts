export { writeResults } from './results/write-results.ts'
export type { SubmittedForm } from './results/write-results.ts'
