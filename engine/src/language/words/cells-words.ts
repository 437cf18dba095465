import { columnTitle, fixedRowName, sheetTitle } from '../../document/place-name.ts'
import { formWithSources } from '../../document/sources.ts'
import type { CompiledBlock, CompiledColumn, CompiledForm, CompiledSource } from '../../model/compiled-form.ts'
import type { Area, CellsExpr } from '../../model/expr.ts'

/** Cells by the titles of their rows and columns. @param here the block around the formula: it need not be named. */
export function cellsInWords(form: CompiledForm, here: string | null, cells: CellsExpr): string {
  const block = formWithSources(form).blocks[cells.block]
  if (!block) return cells.block
  const places = cells.areas.map((area) => areaInWords(block, area)).join(', ')
  const named = cells.block !== here && (block.kind !== 'fields' || sourceOf(form, cells.block) !== null)
  return named ? `${places} ${blockInWords(form, cells.block)}` : places
}

/** A table or a source, as it stands behind what is in it: «листа «Классы»». */
export function blockInWords(form: CompiledForm, key: string): string {
  const source = sourceOf(form, key)
  if (source) return `(${sourceInWords(source)})`
  const block = form.blocks[key]
  return block ? ofBlock(form, block) : key
}

function areaInWords(block: CompiledBlock, { rows, columns }: Area): string {
  const column = columns.kind === 'here' ? null : columnsInWords(block, columns.from, columns.to, rows.kind === 'all')
  if (rows.kind !== 'span' || block.kind !== 'fixed') return column ?? (rows.kind === 'all' ? 'вся графа' : 'эта ячейка')
  const row = span(block.rows, rows.from, rows.to, ({ key }) => fixedRowName(block, key))
  return column === null ? row : `${row}, ${column}`
}

function columnsInWords(block: CompiledBlock, from: number, to: number, whole: boolean): string {
  const numbered = block.columns[from]?.code !== undefined && block.kind !== 'fields'
  const name = span(block.columns, from, to, (one) => (numbered && one.code ? one.code : `«${titleOf(one)}»`))
  const columns = from === to ? 'графа' : 'графы'
  if (numbered) return `${whole ? 'вся ' : ''}гр. ${name}`
  return whole ? `${columns} ${name}` : name
}

/** A repeated column is told before its copies are made: where the name of a row will stand there is none. */
export function titleOf(column: CompiledColumn): string {
  return columnTitle(column).replace(/\{\w+\}/gu, '…')
}

/** One by its name, several by the first and the last. */
function span<T>(all: readonly T[], from: number, to: number, nameOf: (one: T) => string): string {
  const [first, last] = [all[from], all[to]]
  if (first === undefined || last === undefined) return ''
  return from === to ? nameOf(first) : `${nameOf(first)} – ${nameOf(last)}`
}

function ofBlock(form: CompiledForm, block: CompiledBlock): string {
  const alone = Object.values(form.blocks).every((other) => other === block || other.sheet !== block.sheet)
  return block.title && !alone ? `таблицы «${block.title}»` : `листа «${sheetTitle(form, block.sheet)}»`
}

interface NamedSource {
  readonly name: string
  readonly source: CompiledSource
}

function sourceOf(form: CompiledForm, block: string): NamedSource | null {
  for (const [name, source] of Object.entries(form.sources ?? {}))
    if (Object.values(source.blocks).includes(block)) return { name, source }
  return null
}

function sourceInWords({ name, source }: NamedSource): string {
  if (source.kind === 'organisation') return 'сведения об организации'
  if (source.kind === 'previous') return 'отчет за прошлый период'
  if (source.kind === 'form') return `отчет «${source.of ?? name}»`
  return source.kind === 'registry' ? `реестр «${source.of ?? name}»` : 'справочник формы'
}
