import { xmlText } from './cell-text.ts'
import type { DeflatedPart } from './deflated-part.ts'

/** So many different texts are shared; later ones are written where they stand, so that memory stays bounded. */
const mostShared = 50_000
/** Longer texts are rarely repeated. */
const mostLength = 64

/** Texts of a workbook that are written once and referred to by number. */
export class SharedStrings {
  readonly #numbers = new Map<string, number>()
  #uses = 0

  /** The number of a text, or `undefined` when it must be written in its cell. */
  numberOf(text: string): number | undefined {
    let number = this.#numbers.get(text)
    if (number === undefined) {
      if (text.length > mostLength || this.#numbers.size >= mostShared) return undefined
      number = this.#numbers.size
      this.#numbers.set(text, number)
    }
    this.#uses += 1
    return number
  }

  async writeTo(part: DeflatedPart): Promise<void> {
    const counts = `count="${this.#uses}" uniqueCount="${this.#numbers.size}"`
    await part.write(`${xmlHead}<sst xmlns="${spreadsheet}" ${counts}>`)
    for (const text of this.#numbers.keys()) {
      const wait = part.write(`<si><t xml:space="preserve">${xmlText(text)}</t></si>`)
      if (wait) await wait
    }
    await part.write('</sst>')
  }
}

/** How every part of a workbook begins. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** The namespace of worksheets. */
export const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
