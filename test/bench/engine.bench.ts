import { editFigures } from './engine/edits.ts'

editFigures()
