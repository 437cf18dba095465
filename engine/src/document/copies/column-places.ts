import type { CompiledBlock } from '../../model/compiled-form.ts'
import type { ColumnSpan } from '../../model/expr.ts'

/**
 * Where the columns of a block stand once those that are repeated for rows have their copies: all columns of one row together,
 * row by row.
 */
export class ColumnPlaces {
  /** For each column of the block: its new places, one for each row where it is repeated. */
  readonly places: readonly (readonly number[])[]
  readonly #repeated: readonly boolean[]
  /** The run of repeated columns that a column belongs to; −1 for others. */
  readonly #runs: readonly number[]

  /** @param count how many rows a table has. */
  constructor(block: CompiledBlock, count: (table: string) => number) {
    this.#repeated = block.columns.map((column) => column.repeat !== undefined)
    const places: number[][] = []
    const runs: number[] = []
    let next = 0
    for (let from = 0; from < block.columns.length;) {
      const width = runAt(block, from)
      const table = block.columns[from]?.repeat?.table
      const copies = table === undefined ? 1 : count(table)
      for (let inside = 0; inside < width; inside++) {
        const first = next + inside
        places.push(Array.from({ length: copies }, (_, copy) => first + copy * width))
        runs.push(table === undefined ? -1 : from)
      }
      next += width * copies
      from += width
    }
    this.places = places
    this.#runs = runs
  }

  /**
   * New spans of a span of old places. `member`: which copy is meant where the formula stands in one; of repeated columns named
   * from elsewhere all copies are.
   */
  spans(span: ColumnSpan, member: number | null): readonly ColumnSpan[] {
    if (span.kind === 'here') return [span]
    const { from, to } = span
    const [first, last] = [this.places[from] ?? [], this.places[to] ?? []]
    if (span.member) return at(first[member ?? 0], last[member ?? 0])
    if (this.#repeated[from] && this.#runs[from] === this.#runs[to]) return first.flatMap((place, copy) => at(place, last[copy]))
    const all = this.places.slice(from, to + 1).flat()
    return all.length === 0 ? [] : at(Math.min(...all), Math.max(...all))
  }
}

function at(from: number | undefined, to: number | undefined): readonly ColumnSpan[] {
  return from === undefined || to === undefined ? [] : [{ kind: 'span', from, to }]
}

/** How many columns, from this one on, are repeated together; 1 for one that is not repeated. */
export function runAt(block: CompiledBlock, from: number): number {
  const group = block.columns[from]?.repeat && block.columns[from].groups.at(-1)?.id
  if (group === undefined) return 1
  let to = from + 1
  while (block.columns[to]?.repeat && block.columns[to]?.groups.at(-1)?.id === group) to++
  return to - from
}
