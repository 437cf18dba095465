import { lastColumn, lastRow } from './limits.ts'
import type { ReadLimits } from './limits.ts'
import { unescaped } from './shared-strings.ts'
import type { NumberKind } from './styles.ts'
import { readPart } from './xml.ts'
import type { Attributes } from './xml.ts'
import { broken, suspicious } from './zip-guard.ts'
import type { Parts } from './zip-guard.ts'

/** A cell that holds something. */
export interface ReadCell {
  /** Counted from 1. */
  readonly row: number
  readonly column: number
  /** A text, a number, a boolean; null for a formula whose result was not saved. Of an error its name: `#DIV/0!`. */
  readonly value: string | number | boolean | null
  /** How a number is shown; `error` and `text` say what a text is. */
  readonly kind: NumberKind | 'text' | 'boolean' | 'error'
  readonly formula: boolean
}

/** A rectangle, its corners counted from 1. */
export interface Rectangle {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface SheetContent {
  /** In the order of the file. */
  readonly cells: readonly ReadCell[]
  readonly merges: readonly Rectangle[]
  readonly hiddenRows: readonly number[]
  /** From and to, both included. */
  readonly hiddenColumns: readonly (readonly [from: number, to: number])[]
}

/** What the cells of all sheets share, and how many there were so far. */
export interface Shared {
  readonly strings: readonly string[]
  readonly styles: readonly NumberKind[]
  cells: number
}

export async function readSheet(parts: Parts, part: string, shared: Shared, limits: ReadLimits): Promise<SheetContent> {
  const reader = new SheetReader(parts, shared, limits)
  if (!(await readPart(parts, part, limits, reader))) throw broken()
  return reader
}

class SheetReader implements SheetContent {
  readonly cells: ReadCell[] = []
  readonly merges: Rectangle[] = []
  readonly hiddenRows: number[] = []
  readonly hiddenColumns: (readonly [number, number])[] = []
  readonly #parts: Parts
  readonly #shared: Shared
  readonly #limits: ReadLimits
  #row = 0
  #column = 0
  #type = 'n'
  #style = 0
  #text = ''
  #formula = false
  #inCell = false
  #reading = false
  #aloud = 0

  constructor(parts: Parts, shared: Shared, limits: ReadLimits) {
    this.#parts = parts
    this.#shared = shared
    this.#limits = limits
  }

  opened(name: string, attributes: Attributes): void {
    if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#reading = this.#inCell
    else if (name === 't') this.#reading = this.#inCell && this.#aloud === 0
    else if (name === 'rPh') this.#aloud += 1
    else if (name === 'f') this.#formula = true
    else if (name === 'mergeCell') this.#merge(attributes['ref'] ?? '')
    else if (name === 'col' && isOn(attributes['hidden'])) {
      const [from, to] = [Number(attributes['min']), Math.min(Number(attributes['max']), lastColumn)]
      if (this.hiddenColumns.length >= this.#limits.columns) throw suspicious('слишком много столбцов')
      if (from >= 1 && from <= to) this.hiddenColumns.push([from, to])
    }
  }

  text(text: string): void {
    if (!this.#reading) return
    this.#text += text
    this.#parts.countText(text, this.#text.length)
  }

  closed(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false
    else if (name === 'rPh') this.#aloud -= 1
    else if (name === 'c') this.#closeCell()
  }

  /** Without its number a row is the one after the row before. */
  #openRow({ r, hidden }: Attributes): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r)
    this.#column = 0
    if (!(this.#row >= 1 && this.#row <= lastRow)) throw suspicious('строки с такими номерами не бывает')
    if (isOn(hidden)) this.hiddenRows.push(this.#row)
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r)
    if (!(this.#column >= 1 && this.#column <= lastColumn)) throw suspicious('столбца с таким именем не бывает')
    this.#type = t ?? 'n'
    this.#style = Number(s ?? 0)
    this.#text = ''
    this.#formula = false
    this.#inCell = true
  }

  #closeCell(): void {
    this.#inCell = false
    const found = this.#value()
    if (found === null && !this.#formula) return
    this.#shared.cells += 1
    if (this.#shared.cells > this.#limits.cells) throw suspicious('слишком много заполненных ячеек')
    const { value, kind } = found ?? { value: null, kind: 'text' as const }
    this.cells.push({ row: this.#row, column: this.#column, value, kind, formula: this.#formula })
  }

  #value(): Pick<ReadCell, 'value' | 'kind'> | null {
    const text = this.#text
    switch (this.#type) {
      case 's': {
        if (text === '') return null
        const value = this.#shared.strings[Number(text)]
        if (value === undefined) throw broken()
        return value === '' ? null : { value, kind: 'text' }
      }
      case 'inlineStr':
      case 'str':
        return text === '' ? null : { value: unescaped(text), kind: 'text' }
      case 'b':
        return text === '' ? null : { value: text === '1' || text === 'true', kind: 'boolean' }
      case 'e':
        return { value: text, kind: 'error' }
      case 'd':
        return text === '' ? null : { value: text, kind: 'text' }
      default: {
        const value = Number(text)
        if (text.trim() === '') return null
        return Number.isFinite(value)
          ? { value, kind: this.#shared.styles[this.#style] ?? 'number' }
          : { value: text, kind: 'text' }
      }
    }
  }

  #merge(ref: string): void {
    const [from, to = from] = ref.split(':')
    if (this.merges.length >= this.#limits.merges) throw suspicious('слишком много объединенных ячеек')
    const [top, left, bottom, right] = [rowOf(from ?? ''), columnOf(from ?? ''), rowOf(to ?? ''), columnOf(to ?? '')]
    if ([top, left, bottom, right].every((number) => number >= 1)) this.merges.push({ top, left, bottom, right })
  }
}

function isOn(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true'
}

/** Number of the column of an address like `AB12`, from 1; 0 when there is none. */
export function columnOf(address: string): number {
  let number = 0
  for (const letter of /^\$?([A-Z]{1,4})/.exec(address)?.[1] ?? '') number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

/** Number of the row of an address like `AB12`, from 1; 0 when there is none. */
export function rowOf(address: string): number {
  return Number(/\$?(\d{1,8})$/.exec(address)?.[1] ?? 0)
}

/** `AB` for 28. */
export function columnName(column: number): string {
  let rest = column
  let name = ''
  while (rest > 0) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
    rest = Math.floor((rest - 1) / 26)
  }
  return name
}
