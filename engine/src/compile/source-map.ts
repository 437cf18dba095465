import { findNodeAtLocation } from 'jsonc-parser'
import type { Node } from 'jsonc-parser'
import type { Diagnostic, Mistake } from './diagnostic.ts'

/** Finds the place of mistakes in the text of a form file. */
export class SourceMap {
  readonly #source: string
  readonly #tree: Node | undefined
  readonly #lines: readonly number[]

  constructor(source: string, tree: Node | undefined) {
    this.#source = source
    this.#tree = tree
    const lines = [0]
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lines.push(at + 1)
    this.#lines = lines
  }

  /** A mistake with its line, column and length. */
  place(mistake: Mistake): Diagnostic {
    const [offset, length] = this.#range(mistake)
    return {
      ...this.at(offset, length),
      code: mistake.code,
      severity: 'error',
      message: mistake.message,
      path: mistake.path,
      ...(mistake.hint === undefined ? {} : { hint: mistake.hint }),
    }
  }

  /** Line and column (one-based) of an offset in the text, and a length that stays within the line. */
  at(offset: number, length: number): Pick<Diagnostic, 'line' | 'column' | 'length'> {
    const place = Math.max(0, Math.min(offset, this.#source.length))
    let line = this.#lines.findLastIndex((start) => start <= place)
    if (line < 0) line = 0
    const start = this.#lines[line] ?? 0
    const end = line + 1 < this.#lines.length ? (this.#lines[line + 1] ?? 0) - 1 : this.#source.length
    return { line: line + 1, column: place - start + 1, length: Math.max(1, Math.min(length, end - place)) }
  }

  #range({ path, atKey, span }: Mistake): readonly [offset: number, length: number] {
    if (!this.#tree) return [0, 1]
    // What is missing has no place of its own: the nearest thing around it has.
    let node: Node | undefined
    for (let depth = path.length; !node; depth -= 1)
      node = depth === 0 ? this.#tree : findNodeAtLocation(this.#tree, path.slice(0, depth))
    if (atKey && node.parent?.type === 'property') node = node.parent.children?.[0] ?? node
    if (span && node.type === 'string') return this.#insideString(node, span)
    // A whole object or array is too much to underline.
    return [node.offset, node.type === 'object' || node.type === 'array' ? 1 : node.length]
  }

  /** Where a part of a string's value stands in the text, escapes counted. */
  #insideString(node: Node, span: { readonly start: number; readonly end: number }): readonly [number, number] {
    const stop = node.offset + node.length - 1
    let at = node.offset + 1
    let start = at
    for (let unit = 0; unit < span.end && at < stop; unit += 1) {
      if (unit === span.start) start = at
      at += this.#source[at] === '\\' ? (this.#source[at + 1] === 'u' ? 6 : 2) : 1
    }
    if (span.start >= span.end || at <= start) start = Math.min(start, at)
    return [start, Math.max(1, at - start)]
  }
}
