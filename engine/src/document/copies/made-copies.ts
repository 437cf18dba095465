import type {
  CellRules,
  CompiledBlock,
  CompiledCheck,
  CompiledColumn,
  CompiledForm,
  CompiledRow,
  CompiledSheet,
  Hint,
  Relevance,
  SheetItem,
} from '../../model/compiled-form.ts'
import type { Formula } from '../../model/expr.ts'
import { ColumnPlaces, runAt } from './column-places.ts'
import { placeholder } from './owners.ts'
import type { Owner } from './owners.ts'
import { Rewrite, copyKey } from './rewrite.ts'
import type { Around } from './rewrite.ts'

/** The form with a copy of each repeated sheet, block and column for each row it is repeated for: a form without repeats. */
export function madeCopies(form: CompiledForm, owners: ReadonlyMap<string, readonly Owner[]>): CompiledForm {
  return new Copying(form, owners).form()
}

class Copying {
  readonly #form: CompiledForm
  readonly #owners: ReadonlyMap<string, readonly Owner[]>
  readonly #columns: ReadonlyMap<string, ColumnPlaces>
  readonly #rewrite: Rewrite

  constructor(form: CompiledForm, owners: ReadonlyMap<string, readonly Owner[]>) {
    this.#form = form
    this.#owners = owners
    const withRepeats = Object.values(form.blocks).filter(({ columns }) => columns.some(({ repeat }) => repeat !== undefined))
    const count = (table: string) => this.#rowsOf(table).length
    this.#columns = new Map(withRepeats.map((block) => [block.key, new ColumnPlaces(block, count)]))
    this.#rewrite = new Rewrite(
      form,
      (table) => this.#rowsOf(table),
      (block) => this.#columns.get(block),
    )
  }

  form(): CompiledForm {
    const { blocks, sheets, checks } = this.#form
    const made = Object.values(blocks).flatMap((block) => this.#each(block.repeat, (owner) => this.#block(block, owner)))
    return {
      ...this.#form,
      blocks: Object.fromEntries(made.map((block) => [block.key, block])),
      sheets: sheets.flatMap((sheet) => this.#each(sheet.repeat, (owner) => this.#sheet(sheet, owner))),
      checks: checks.flatMap((check) => this.#each(check.copyOf, (owner) => this.#check(check, owner))),
    }
  }

  #rowsOf(table: string): readonly Owner[] {
    return this.#owners.get(table) ?? []
  }

  /** What is made for each row of a table; once where nothing is repeated. */
  #each<T>(table: string | undefined, make: (owner?: Owner) => T): readonly T[] {
    return table === undefined ? [make()] : this.#rowsOf(table).map((owner) => make(owner))
  }

  #sheet(template: CompiledSheet, owner?: Owner): CompiledSheet {
    const sheet = without(template, 'repeat')
    return {
      ...this.#relevance(sheet, aroundOf(owner)),
      ...(owner ? { key: copyKey(sheet.key, owner), title: titleFor(sheet.title, owner) } : {}),
      items: sheet.items.flatMap((item) => this.#item(item, owner)),
    }
  }

  #item(item: SheetItem, owner?: Owner): readonly SheetItem[] {
    if (item.kind === 'note') {
      const text = owner ? filled(item.text, owner.texts) : item.text
      return [{ ...item, text, ...this.#one('visible', item.visible, aroundOf(owner)) }]
    }
    const table = this.#form.blocks[item.block]?.repeat
    if (table === undefined) return [item]
    const rows = owner ? [owner] : this.#rowsOf(table)
    return rows.map((row) => ({ kind: 'block', block: copyKey(item.block, row) }))
  }

  #block(template: CompiledBlock, owner?: Owner): CompiledBlock {
    const block = without(template, 'repeat')
    const around = aroundOf(owner)
    const sheet = this.#form.sheets.find(({ key }) => key === block.sheet)
    const onOwnSheet = sheet?.repeat !== undefined
    // On a sheet of its own the sheet says whose it is.
    const title =
      owner && !onOwnSheet ? titleFor(block.title ?? '', owner) : owner && block.title && filled(block.title, owner.texts)
    const made: CompiledBlock = {
      ...this.#relevance(block, around),
      ...(owner ? { key: copyKey(block.key, owner), sheet: onOwnSheet ? copyKey(block.sheet, owner) : block.sheet } : {}),
      ...(title ? { title } : {}),
      columns: this.#copiesOf(block.columns, block, (column, member, place) => this.#column(column, owner, member, place)),
    }
    if (made.kind !== 'fixed') return made
    return { ...made, rows: made.rows.map((row) => this.#row(row, block, owner)) }
  }

  /** Goes through columns of a block in the order in which their copies stand. */
  #copiesOf<T, R>(items: readonly T[], block: CompiledBlock, make: (item: T, member?: Owner, place?: number) => R): readonly R[] {
    const made: R[] = []
    for (let from = 0; from < items.length;) {
      const width = runAt(block, from)
      const table = block.columns[from]?.repeat?.table
      const run = items.slice(from, from + width)
      if (table === undefined) made.push(...run.map((item) => make(item)))
      else this.#rowsOf(table).forEach((member, place) => made.push(...run.map((item) => make(item, member, place))))
      from += width
    }
    return made
  }

  #column({ repeat, ...column }: CompiledColumn, owner?: Owner, member?: Owner, place?: number): CompiledColumn {
    const around = aroundOf(owner, member, place)
    const own = { ...this.#rules(column, around), ...this.#one('visible', column.visible, around) }
    if (!member || !repeat) return own
    const name = namedFor(repeat.as, member)
    const last = column.groups.length - 1
    return {
      ...own,
      key: memberKey(column.key, member),
      title: name(column.title),
      ...(column.code === undefined ? {} : { code: name(column.code) }),
      ...wordsFor(column, name),
      groups: column.groups.map((group, depth) => ({
        ...group,
        ...hinted(group.hint, name),
        ...(depth === last ? { id: `${group.id}.${member.id}`, title: name(group.title) } : {}),
      })),
    }
  }

  /** A fixed row with the rules of its cells under the keys of the copied columns. */
  #row(row: CompiledRow, block: CompiledBlock, owner?: Owner): CompiledRow {
    const cells: Record<string, CellRules> = {}
    const blocked: string[] = []
    this.#copiesOf(block.columns, block, ({ key, repeat }, member, place) => {
      const rules = row.cells[key]
      const own = member ? memberKey(key, member) : key
      const words = rules && member && repeat ? wordsFor(rules, namedFor(repeat.as, member)) : {}
      if (rules) cells[own] = { ...this.#rules(rules, aroundOf(owner, member, place)), ...words }
      if (row.blocked.includes(key)) blocked.push(own)
    })
    return { ...this.#relevance(row, aroundOf(owner)), cells, blocked }
  }

  #rules<Rules extends CellRules>(rules: Rules, around: Around): Rules {
    const flag = <Key extends 'required' | 'editable'>(key: Key) =>
      typeof rules[key] === 'object' ? { [key]: this.#rewrite.formula(rules[key], around) } : {}
    const from = rules.choicesFrom
    const table = from && this.#form.blocks[from.block]
    return {
      ...rules,
      ...flag('required'),
      ...flag('editable'),
      ...this.#one('choicesWhere', rules.choicesWhere, around),
      ...this.#one('computed', rules.computed, around),
      ...this.#one('prefill', rules.prefill, around),
      ...this.#one('applies', rules.applies, around),
      ...(from && table?.repeat !== undefined && around.owner
        ? { choicesFrom: { ...from, block: copyKey(from.block, around.owner) } }
        : {}),
    }
  }

  #relevance<T extends Relevance>(part: T, around: Around): T {
    return { ...part, ...this.#one('visible', part.visible, around), ...this.#one('applies', part.applies, around) }
  }

  #one<Key extends string>(key: Key, formula: Formula | undefined, around: Around): { readonly [K in Key]?: Formula } {
    return (formula ? { [key]: this.#rewrite.formula(formula, around) } : {}) as { readonly [K in Key]?: Formula }
  }

  #check(template: CompiledCheck, owner?: Owner): CompiledCheck {
    const check = without(template, 'copyOf')
    const around = aroundOf(owner)
    const there = (block: string): string =>
      owner && this.#form.blocks[block]?.repeat !== undefined ? copyKey(block, owner) : block
    const sheet = this.#form.sheets.find(({ key }) => key === check.sheet)
    const common = {
      ...check,
      ...this.#one('when', check.when, around),
      ...(owner && sheet?.repeat !== undefined ? { sheet: copyKey(check.sheet, owner) } : {}),
      ...(check.message
        ? { message: check.message.map((part) => (typeof part === 'string' ? part : this.#rewrite.formula(part, around))) }
        : {}),
      ...(check.at ? { at: this.#rewrite.cells(check.at, around) } : {}),
    } as CompiledCheck
    if (common.kind !== 'formula') {
      return {
        ...common,
        block: there(common.block),
        ...('in' in common ? { in: { ...common.in, block: there(common.in.block) } } : {}),
        ...('where' in common ? this.#one('where', common.where, around) : {}),
        ...('value' in common ? { value: this.#rewrite.formula(common.value, around) } : {}),
      } as CompiledCheck
    }
    const { each, fix, block } = common
    const columns = block === undefined ? undefined : this.#columns.get(block)
    return {
      ...common,
      ...(block === undefined ? {} : { block: there(block) }),
      assert: this.#rewrite.formula(common.assert, around),
      each:
        each.kind === 'columns' && columns
          ? { kind: 'columns', columns: each.columns.flatMap((place) => columns.places[place] ?? []) }
          : each,
      ...(fix
        ? { fix: { ...fix, cell: this.#rewrite.cells(fix.cell, around), value: this.#rewrite.formula(fix.value, around) } }
        : {}),
    }
  }
}

/** A copy without a property that may be missing. */
function without<T extends object>(object: T, key: keyof T): T {
  const rest: Partial<T> = { ...object }
  delete rest[key]
  return rest as T
}

function aroundOf(owner?: Owner, member?: Owner, place = 0): Around {
  return { ...(owner ? { owner } : {}), ...(member ? { member: { owner: member, place } } : {}) }
}

function memberKey(key: string, member: Owner): string {
  return key.replace('~*', `~${member.id}`)
}

/** Puts the name of the row into a text about one of its columns. */
function namedFor(name: string, member: Owner): (text: string) => string {
  return (text) => text.replaceAll(`{${name}}`, member.name)
}

function wordsFor({ hint, patternHint }: CellRules, name: (text: string) => string): Pick<CellRules, 'hint' | 'patternHint'> {
  return { ...hinted(hint, name), ...(patternHint === undefined ? {} : { patternHint: name(patternHint) }) }
}

function hinted(hint: Hint | undefined, name: (text: string) => string): { readonly hint?: Hint } {
  return hint ? { hint: { ...hint, text: name(hint.text) } } : {}
}

/** A title with what stands in the cells of the row; one that does not say whose it is gets the name of the row. */
function titleFor(title: string, owner: Owner): string {
  if (title.match(placeholder)) return filled(title, owner.texts, owner.name)
  return title === '' ? owner.name : `${title}: ${owner.name}`
}

function filled(text: string, texts: Readonly<Record<string, string>>, empty = '…'): string {
  return text.replaceAll(placeholder, (_, key: string) => texts[key] ?? empty)
}
