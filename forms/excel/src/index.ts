export { writeResults } from './results/write-results.ts'
export type { SubmittedForm, WrittenResults } from './results/write-results.ts'
