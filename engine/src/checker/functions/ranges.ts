import type { SimpleRangeValue, FunctionPlugin } from 'hyperformula'
import type { Plain } from './criterion.ts'
import { plain } from './plain.ts'
import type { RangeVertex } from './types.ts'

type Graph = FunctionPlugin['dependencyGraph']

/** The range as HyperFormula keeps it; undefined for an array that is no range of cells. */
export function vertexOf(graph: Graph, { range: cells }: SimpleRangeValue): RangeVertex | undefined {
  return cells && graph.getRange(cells.start, cells.end)
}

/** The cells of a range, row by row. HyperFormula's own way makes an object for each cell, which costs more than the sum. */
export function valuesOf(graph: Graph, cells: SimpleRangeValue): readonly Plain[] {
  if (!cells.range) return cells.valuesFromTopLeftCorner().map(plain)
  const { start, end } = cells.range
  const values: Plain[] = []
  const address = { ...start }
  for (address.row = start.row; address.row <= end.row; address.row++) {
    for (address.col = start.col; address.col <= end.col; address.col++) values.push(plain(graph.getScalarValue(address)))
  }
  return values
}

/**
 * What is kept with a range, made when it is not there. HyperFormula drops it when a cell of the range changes, and when one of
 * the `watched` ranges does.
 */
export function kept<T extends object>(owner: RangeVertex, name: string, watched: readonly RangeVertex[], make: () => T): T {
  const found: unknown = owner.getCriterionFunctionValues(name).get('')?.[0]
  if (found !== undefined) return found as T
  const made = make()
  owner.setCriterionFunctionValues(name, new Map([['', [made, []]]]))
  for (const vertex of watched) vertex.addDependentCacheRange(owner)
  return made
}

/** A text for the place of a range. */
export function rangeName({ range: cells }: SimpleRangeValue): string {
  return cells ? [cells.start.sheet, cells.start.row, cells.start.col, cells.end.row, cells.end.col].join('.') : ''
}
