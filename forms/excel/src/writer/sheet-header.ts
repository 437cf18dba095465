import { columnLetters, styles } from './cell-xml.ts'
import type { CellXml } from './cell-xml.ts'
import type { TableColumn } from './table-file.ts'

/** How many lines the header of a table has. */
export function headerDepth(columns: readonly TableColumn[]): number {
  return columns.reduce((depth, { groups }) => Math.max(depth, groups.length), 0) + 1
}

/** The lines of the header; titles stand in the last one, where the filter is. */
export function headerRows(columns: readonly TableColumn[], cells: CellXml): string {
  const depth = headerDepth(columns)
  return Array.from({ length: depth }, (_, level) => {
    const texts = columns.map(({ title, groups }) => (level === depth - 1 ? title : (groups[level] ?? '')))
    const row = texts.map((text, index) => {
      const at = columnLetters(index) + String(level + 1)
      return text === '' ? `<c r="${at}" s="${styles.header}"/>` : cells.text(at, text, styles.header)
    })
    return `<row r="${level + 1}">${row.join('')}</row>`
  }).join('')
}

/** Ranges of header cells that are joined: neighbours under the same groups down to a level. */
export function headerMerges(columns: readonly TableColumn[]): readonly string[] {
  const merges: string[] = []
  for (let level = 0; level < headerDepth(columns) - 1; level += 1) {
    const path = (index: number): string | null => {
      const groups = columns[index]?.groups
      return groups === undefined || groups.length <= level ? null : JSON.stringify(groups.slice(0, level + 1))
    }
    let from = 0
    for (let index = 1; index <= columns.length; index += 1) {
      if (path(index) === path(from)) continue
      if (path(from) !== null && index - from > 1)
        merges.push(`${columnLetters(from)}${level + 1}:${columnLetters(index - 1)}${level + 1}`)
      from = index
    }
  }
  return merges
}
