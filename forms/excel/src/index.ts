export { writeResults } from './results/write-results.ts'
export type { SubmittedForm } from './results/write-results.ts'
export { writeTable } from './table/write-table.ts'
export type { TableCell, TableColumn } from './table/write-table.ts'
