import { editFigures } from './engine/edits.ts'
import { largeFigures, standingFigures } from './engine/large.ts'
import { openFigure } from './engine/opening.ts'
import { sizeFigure } from './engine/size.ts'
import { libraryFigures } from './engine/vpr.ts'

// What has to hold is in the names `engine.…`; the rest tells where time goes in a form as it is used.
// Functions of HyperFormula once replaced are replaced everywhere: the bench that measures the stock ones comes first.
await libraryFigures()
editFigures()
openFigure()
await sizeFigure()
await standingFigures()
await largeFigures()
