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

/** Reads the first table of a page. A merged cell has its text at its first place; the others it covers are empty. */
function parseHtmlTable(html: string): Matrix | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: string[][] = []
  const lines = [...table.rows].slice(0, mostLines)
  lines.forEach((line, row) => {
    const texts = (rows[row] ??= [])
    let column = 0
    for (const cell of line.cells) {
      while (texts[column] !== undefined) column += 1
      const bottom = cell.rowSpan === 0 ? lines.length : Math.min(lines.length, row + cell.rowSpan)
      const right = column + Math.min(cell.colSpan, mostColumns)
      for (let below = row; below < bottom; below += 1)
        for (let beside = column; beside < right; beside += 1)
          (rows[below] ??= [])[beside] = below === row && beside === column ? textIn(cell) : ''
      column = right
    }
  })
  return rows.map((texts) => Array.from(texts, (text: string | undefined) => text ?? ''))
}

/** No table of a form is larger; a page may claim anything of its cells. */
const mostLines = 100_000
const mostColumns = 1000

const breaking = new Set(['P', 'DIV', 'LI', 'TR'])

/** What a cell says, with the breaks of its lines and no other white space than single spaces. */
function textIn(cell: Element): string {
  let text = ''
  const read = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += (node.textContent ?? '').replaceAll(/\s+/gu, ' ')
    const block = breaking.has(node.nodeName)
    if (node.nodeName === 'BR' || (block && text.trim() !== '')) text += '\n'
    for (const child of node.childNodes) read(child)
    if (block) text += '\n'
  }
  for (const child of cell.childNodes) read(child)
  return text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .join('\n')
    .replaceAll(/\n{2,}/gu, '\n')
    .trim()
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
