import { exportingFigures } from './server/exporting.ts'
import { growthFigures, savingFigures } from './server/saving.ts'
import { watchingFigures } from './server/watching.ts'

// Server, database and load share the processors of one machine: what counts is what is compared in the same run.
await savingFigures()
await growthFigures()
await watchingFigures()
await exportingFigures()
