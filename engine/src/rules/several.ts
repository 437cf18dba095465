import { isCodes } from '../model/data.ts'
import type { CellRule } from './cell-rule.ts'
import { plural } from './plural.ts'

/** No more choices are taken than `several` allows. */
export const severalRule: CellRule = {
  name: 'several',
  message: ({ several }, value) =>
    isCodes(value) && typeof several === 'number' && value.length > several
      ? `Выбрано ${value.length}: оставьте не больше ${several} ${plural(several, 'значения', 'значений', 'значений')}`
      : null,
}
