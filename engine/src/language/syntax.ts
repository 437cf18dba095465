import type { BinaryOperator } from '../model/expr.ts'
import type { Span } from './formula-error.ts'

/** A formula as it was written: names are not looked up yet. Every node knows where it stands. */
export type Node =
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'constant'; readonly name: string })
  | (Span & { readonly kind: 'unary'; readonly operator: '-' | '+'; readonly operand: Node })
  | (Span & { readonly kind: 'percent'; readonly operand: Node })
  | (Span & { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node })
  | (Span & { readonly kind: 'call'; readonly name: string; readonly nameEnd: number; readonly args: readonly Node[] })
  | FieldNode
  | SelectorNode

/** `block.field` */
export interface FieldNode extends Span {
  readonly kind: 'field'
  readonly block: Name
  readonly field: Name
}

/** `[@col]`, `table[#row,col]` … */
export interface SelectorNode extends Span {
  readonly kind: 'selector'
  /** Absent: the table in which the formula stands. */
  readonly block?: Name
  /** With `@`: what is not named is where we are. */
  readonly here: boolean
  readonly items: readonly SelectorItem[]
}

/** A column or `#row`, or a range of them. */
export interface SelectorItem extends Span {
  readonly axis: 'row' | 'column'
  readonly from: Name
  readonly to?: Name
}

export interface Name extends Span {
  readonly value: string
}

/** Calls `see` for a node and everything inside it, outermost first. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  switch (node.kind) {
    case 'unary':
    case 'percent':
      visit(node.operand, see)
      break
    case 'binary':
      visit(node.left, see)
      visit(node.right, see)
      break
    case 'call':
      for (const arg of node.args) visit(arg, see)
      break
    default:
  }
}
