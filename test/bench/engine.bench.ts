import { editFigures } from './engine/edits.ts'
import { largeFigures, standingFigures } from './engine/large.ts'
import { openFigure } from './engine/opening.ts'

if (process.env['ONLY'] !== '1' && process.env['ONLY'] !== 'x') {
  editFigures()
  openFigure()
}
await standingFigures()
await largeFigures()
