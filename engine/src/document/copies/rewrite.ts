import type { CompiledBlock, CompiledForm } from '../../model/compiled-form.ts'
import type { Area, CellsExpr, Expr, Formula, RowSpan } from '../../model/expr.ts'
import type { ColumnPlaces } from './column-places.ts'
import type { Owner } from './owners.ts'

/** In which copies a formula stands: of a block or sheet, and of a column. */
export interface Around {
  readonly owner?: Owner
  /** The row whose column it is, and its place among the rows of its table. */
  readonly member?: { readonly owner: Owner; readonly place: number }
}

/** Makes formulas of the form into those of a form with its copies made. What does not change stays the same object. */
export class Rewrite {
  readonly #form: CompiledForm
  readonly #owners: (table: string) => readonly Owner[]
  readonly #columns: (block: string) => ColumnPlaces | undefined

  constructor(
    form: CompiledForm,
    owners: (table: string) => readonly Owner[],
    columns: (block: string) => ColumnPlaces | undefined,
  ) {
    this.#form = form
    this.#owners = owners
    this.#columns = columns
  }

  formula(formula: Formula, around: Around): Formula {
    const expr = this.expr(formula.expr, around)
    return expr === formula.expr ? formula : { ...formula, expr }
  }

  expr(expr: Expr, around: Around): Expr {
    switch (expr.kind) {
      case 'unary':
      case 'percent': {
        const operand = this.expr(expr.operand, around)
        return operand === expr.operand ? expr : { ...expr, operand }
      }
      case 'binary': {
        const [left, right] = [this.expr(expr.left, around), this.expr(expr.right, around)]
        return left === expr.left && right === expr.right ? expr : { ...expr, left, right }
      }
      case 'call':
        return this.#call(expr, around)
      case 'cells':
        return this.cells(expr, around)
      default:
        return expr
    }
  }

  /** A reference that is not to all copies of a block. */
  cells(expr: CellsExpr, around: Around): CellsExpr {
    const block = this.#form.blocks[expr.block]
    const key = block?.repeat !== undefined && around.owner ? copyKey(block.key, around.owner) : expr.block
    return this.#inBlock(expr, key, around)
  }

  #inBlock(expr: CellsExpr, key: string, around: Around): CellsExpr {
    const columns = this.#columns(expr.block)
    const plain = expr.areas.every(({ rows }) => rows.kind !== 'owner')
    if (!columns && plain && key === expr.block) return expr
    const areas = expr.areas.flatMap((area): readonly Area[] => {
      const rows = area.rows.kind === 'owner' ? ownerRow(area.rows, around) : area.rows
      const spans = columns ? columns.spans(area.columns, around.member?.place ?? null) : [area.columns]
      return spans.map((span) => ({ rows, columns: span }))
    })
    return { kind: 'cells', block: key, areas, single: expr.single }
  }

  #call(expr: Extract<Expr, { kind: 'call' }>, around: Around): Expr {
    const spread = expr.args.some((arg) => arg.kind === 'cells' && this.#isSpread(arg))
    if (!spread) {
      const args = expr.args.map((arg) => this.expr(arg, around))
      return args.every((arg, place) => arg === expr.args[place]) ? expr : { ...expr, args }
    }
    if (isConditional(expr.name)) return this.#conditional(expr, around)
    const args = expr.args.flatMap((arg): readonly Expr[] =>
      arg.kind === 'cells' ? this.#copies(arg, around) : [this.expr(arg, around)],
    )
    return args.length === 0 ? ofNothing(expr.name) : { ...expr, args }
  }

  /** COUNTIF and its kin over all copies are the sum of what they give for each. */
  #conditional(expr: Extract<Expr, { kind: 'call' }>, around: Around): Expr {
    const given = expr.args.map((arg): { readonly one: Expr } | { readonly all: readonly Expr[] } =>
      arg.kind === 'cells' && this.#isSpread(arg) ? { all: this.#copies(arg, around) } : { one: this.expr(arg, around) },
    )
    const counts = given.flatMap((arg) => ('all' in arg ? [arg.all.length] : []))
    const terms = Array.from({ length: Math.min(...counts) }, (_, copy): Expr => ({
      ...expr,
      args: given.flatMap((arg) => ('all' in arg ? (arg.all[copy] ?? []) : [arg.one])),
    }))
    return (
      terms.reduce<Expr | null>((left, right) => (left ? { kind: 'binary', operator: '+', left, right } : right), null) ?? nothing
    )
  }

  /** What an argument that means all copies stands for; those without a cell are left out. */
  #copies(expr: CellsExpr, around: Around): readonly CellsExpr[] {
    const block = this.#form.blocks[expr.block]
    const all =
      expr.copies && block?.repeat !== undefined
        ? this.#owners(block.repeat).map((owner) => this.#inBlock(expr, copyKey(block.key, owner), around))
        : [this.cells(expr, around)]
    return all.filter(({ areas }) => areas.length > 0)
  }

  /** Whether a reference may come to mean another number of areas, or none. */
  #isSpread(expr: CellsExpr): boolean {
    return expr.copies === true || namesRepeated(this.#form.blocks[expr.block], expr)
  }
}

function ownerRow({ of }: Extract<RowSpan, { kind: 'owner' }>, { owner, member }: Around): RowSpan {
  return { kind: 'owner', id: (of === 'column' ? member?.owner : owner)?.id ?? null }
}

/** Whether a reference names columns that are repeated for rows, all of them together. */
function namesRepeated(block: CompiledBlock | undefined, expr: CellsExpr): boolean {
  return expr.areas.some(
    ({ columns }) =>
      columns.kind === 'span' &&
      !columns.member &&
      block?.columns.slice(columns.from, columns.to + 1).some(({ repeat }) => repeat !== undefined) === true,
  )
}

/** Key of a copy of a sheet or block. */
export function copyKey(key: string, owner: Owner): string {
  return `${key}~${owner.id}`
}

const conditionals = ['COUNTIF', 'COUNTIFS', 'COUNTBLANK', 'SUMIF', 'SUMIFS']

function isConditional(name: string): boolean {
  return conditionals.includes(name)
}

const nothing: Expr = { kind: 'number', value: 0 }

/** What a function gives for no cells at all: there is no average of nothing, all others are 0. */
function ofNothing(name: string): Expr {
  return name === 'AVERAGE' ? { kind: 'binary', operator: '/', left: nothing, right: nothing } : nothing
}
