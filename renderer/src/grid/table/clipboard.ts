/** Cells of a clipboard, row by row, as text. */
export type Matrix = readonly (readonly string[])[]

/** What a clipboard holds, whichever program filled it; null when there is no text. */
export function readClipboard(data: DataTransfer): Matrix | null {
  const text = data.getData('text/plain')
  const html = data.getData('text/html')
  // Excel writes both; its plain text is exact. A table of a web page or of Word may have a poorer plain text.
  if (html && !text.includes('\t')) {
    const table = parseHtmlTable(html)
    if (table && (table.length > 1 || (table[0]?.length ?? 0) > 1)) return table
  }
  return text === '' ? null : parseTsv(text)
}

/**
 * Reads tab-separated text as Excel writes it: a cell with a line break, a tab or a quote stands in quotes,
 * and a quote inside is doubled. A quote that opens nothing is an ordinary character.
 */
export function parseTsv(text: string): Matrix {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null
    const end = quoted ? quoted.end : endOfCell(text, at)
    row.push(quoted ? quoted.text : text.slice(at, end))
    at = end
    if (text[at] === '\t') {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function endOfCell(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

function readQuoted(text: string, from: number): { text: string; end: number } | null {
  let at = from + 1
  let cell = ''
  while (at < text.length) {
    if (text[at] !== '"') {
      cell += text[at]
      at += 1
    } else if (text[at + 1] === '"') {
      cell += '"'
      at += 2
    } else {
      const after = text[at + 1]
      return after === undefined || after === '\t' || after === '\n' || after === '\r' ? { text: cell, end: at + 1 } : null
    }
  }
  return null
}

function parseHtmlTable(html: string): Matrix | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => {
      const text = (cell.textContent ?? '').replaceAll(/\s+/gu, ' ').trim()
      return [text, ...Array.from({ length: Math.max(0, cell.colSpan - 1) }, () => '')]
    }),
  )
}

/** Writes cells as Excel reads them. */
export function printTsv(matrix: Matrix): string {
  const cell = (text: string) => (/[\t\n\r"]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return matrix.map((row) => row.map(cell).join('\t')).join('\r\n')
}

/** Writes cells as a table for Word and mail. */
export function printHtml(matrix: Matrix): string {
  const cell = (text: string) => `<td>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</td>`
  return `<table>${matrix.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`
}
