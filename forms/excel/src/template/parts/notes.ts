import { xmlText } from '../../writer/cell-text.ts'

/** A note at a cell, counted from 1. */
export interface Note {
  readonly row: number
  readonly column: number
  readonly address: string
  readonly text: string
}

/** The notes of a worksheet as the part that holds their texts. */
export function notesXml(notes: readonly Note[]): string {
  const list = notes.map(
    ({ address, text }) =>
      `<comment ref="${address}" authorId="0"><text><r><t xml:space="preserve">${xmlText(text)}</t></r></text></comment>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author></author></authors><commentList>${list.join('')}</commentList></comments>`
}

/** Their boxes: Excel shows none without. */
export function noteBoxesXml(notes: readonly Note[]): string {
  const boxes = notes.map(({ row, column, text }, place) => {
    const height = Math.min(12, 3 + Math.ceil(text.length / 28))
    const anchor = [column, 15, row - 1, 10, column + 3, 15, row - 1 + height, 4].join(', ')
    return `<v:shape id="_x0000_s${1025 + place}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;width:150pt;height:60pt;z-index:${place + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${boxes.join('')}</xml>`
}
