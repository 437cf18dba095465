import { editFigures } from './engine/edits.ts'
import { largeFigures, standingFigures } from './engine/large.ts'
import { openFigure } from './engine/opening.ts'

if (process.env['ONLY'] !== '1') {
  editFigures()
  openFigure()
}
await standingFigures()
await largeFigures()
