/** What a workbook may hold at most. A filled form is far below all of it; what is above is broken or meant to harm (excel.md §5). */
export interface ReadLimits {
  /** Bytes of the file. */
  readonly file: number
  /** Parts in the file. */
  readonly parts: number
  /** Bytes of one part, and of all that are read, once unpacked. */
  readonly part: number
  readonly total: number
  /** Elements of XML in all that is read. */
  readonly elements: number
  /** How many times a part larger than a megabyte may be packed. */
  readonly ratio: number
  /** Characters of one text, and of all that are kept. */
  readonly text: number
  readonly texts: number
  /** Cells that hold something. */
  readonly cells: number
  readonly strings: number
  readonly names: number
  readonly sheets: number
  readonly merges: number
  /** Formats of cells, and columns with a look of their own. */
  readonly formats: number
  readonly columns: number
}

const megabyte = 1024 * 1024

export const usualLimits: ReadLimits = {
  file: 10 * megabyte,
  parts: 1_000,
  part: 64 * megabyte,
  total: 64 * megabyte,
  elements: 1_000_000,
  ratio: 200,
  text: 128 * 1024,
  texts: 16 * megabyte,
  cells: 250_000,
  strings: 250_000,
  names: 20_000,
  sheets: 200,
  merges: 50_000,
  formats: 65_536,
  columns: 16_384,
}

/** The last row and column that the format has, counted from 1. */
export const lastRow = 1_048_576
export const lastColumn = 16_384
