export { UniverAdapter } from './univer-adapter.ts'
