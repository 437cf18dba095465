/** Most characters that a cell holds, in UTF-16 units. */
export const mostCharacters = 32_767

/** Beginnings that a spreadsheet would take for a formula when the text is typed again or read from CSV. */
const formulaLike = /^[=+\-@\t\r]/

/** Whether a text could become a formula in a spreadsheet. */
export function looksLikeFormula(text: string): boolean {
  return formulaLike.test(text)
}

/** The beginning of a text that a cell can hold; the end is marked with «…» and no character is halved. */
export function cutText(text: string): string {
  if (text.length <= mostCharacters) return text
  return text.slice(0, mostCharacters - 1).replace(/[\uD800-\uDBFF]$/, '') + '…'
}

// Looking is cheaper than replacing, and nearly no text has any of these.
const special = /[&<>"]/
// What XML cannot hold, what it would change, and what looks like its escape.
const unwritable = /[^\P{Cc}\t\n\u{7F}-\u{9F}]|[\uFFFE\uFFFF]|\p{Surrogate}|_x[\dA-Fa-f]{4}_/u

/**
 * A text as the content of an XML element of a workbook. Control characters are written `_xHHHH_`, as the format asks; halves
 * of surrogate pairs, which it cannot hold at all, become `\uFFFD`.
 */
export function xmlText(text: string): string {
  let xml = text
  if (special.test(xml))
    xml = xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  if (!unwritable.test(xml)) return xml
  return xml
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(
      /[^\P{Cc}\t\n\u{7F}-\u{9F}]|[\uFFFE\uFFFF]/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}
