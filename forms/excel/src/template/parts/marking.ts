import { xmlText } from '../../writer/cell-text.ts'

/** Cells that are marked while a formula is TRUE. The formula is written for the first of them. */
export interface Marking {
  readonly range: string
  readonly formula: string
  readonly as: 'error' | 'warning'
}

/** The conditional formats of a worksheet. @param formats numbers of the two formats in styles.xml. */
export function markingsXml(all: readonly Marking[], formats: Readonly<Record<Marking['as'], number>>): string {
  return all
    .map(
      ({ range, formula, as }, place) =>
        `<conditionalFormatting sqref="${range}"><cfRule type="expression" dxfId="${formats[as]}" priority="${place + 1}"><formula>${xmlText(formula)}</formula></cfRule></conditionalFormatting>`,
    )
    .join('')
}
