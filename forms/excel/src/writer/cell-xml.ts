import { cutText, looksLikeFormula, mostCharacters, xmlText } from './cell-text.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { TableValue } from './table-file.ts'

/** Numbers of the cell styles in styles.xml: see workbook-parts.ts. */
export const styles = { plain: 0, header: 1, date: 2, quoted: 3, moment: 4 } as const

const day = 86_400_000
/** Day 0 of the format. It believes in 29 February 1900, so days before 1 March 1900 cannot be told as dates. */
const epoch = Date.UTC(1899, 11, 30)
const firstSerial = 61
const endOfDates = Date.UTC(10_000, 0, 1)

/** Writes cells; counts the texts it had to cut. */
export class CellXml {
  readonly #strings: SharedStrings
  cutTexts = 0

  constructor(strings: SharedStrings) {
    this.#strings = strings
  }

  /** @param at address of the cell: `B7`. @returns nothing for an empty value. */
  cell(at: string, value: TableValue): string {
    if (value === null || value === '') return ''
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no number for cell ${at}`)
      return `<c r="${at}"><v>${value}</v></c>`
    }
    if (typeof value === 'string') return this.text(at, value, looksLikeFormula(value) ? styles.quoted : styles.plain)
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (value instanceof Date) return this.#date(at, value)
    throw new TypeError(`an object is no value for cell ${at}`)
  }

  /** A text with a style of its own. */
  text(at: string, value: string, style: number): string {
    if (value.length > mostCharacters) this.cutTexts += 1
    const text = cutText(value)
    const attributes = style === styles.plain ? `r="${at}"` : `r="${at}" s="${style}"`
    const shared = this.#strings.numberOf(text)
    if (shared !== undefined) return `<c ${attributes} t="s"><v>${shared}</v></c>`
    return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
  }

  #date(at: string, date: Date): string {
    const time = date.valueOf()
    if (Number.isNaN(time)) throw new TypeError(`no date for cell ${at}`)
    const serial = (time - epoch) / day
    if (serial < firstSerial || time >= endOfDates) return this.text(at, date.toISOString().slice(0, 10), styles.plain)
    return `<c r="${at}" s="${time % day === 0 ? styles.date : styles.moment}"><v>${serial}</v></c>`
  }
}

/** The letters of a column, counted from 0: A, B, … XFD. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
