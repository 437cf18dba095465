export { openTableFile } from './writer/open-table-file.ts'
export type { TableFormat } from './writer/open-table-file.ts'
export type { TableColumn, TableFile, TableOutput, TableValue } from './writer/table-file.ts'
