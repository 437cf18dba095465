import { readFile } from 'node:fs/promises'
import { FormSession, formatValue, localPort, newRowId, parseTyped } from '@tabel/engine'
import type { CellRef, CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'

/** A form of the library, compiled. */
export async function libraryForm(name: string): Promise<CompiledForm> {
  const source = await readFile(new URL(`../../forms/library/${name}/form.json`, import.meta.url), 'utf8')
  const { form, diagnostics } = compileForm(source)
  if (form === null) throw new Error(`${name}: ${diagnostics.map((diagnostic) => diagnostic.message).join('; ')}`)
  return form
}

/**
 * Somebody at a school who fills in a form, in plain words: types texts as people type them, and reads what the form says.
 * The document and the checker behind it are the real ones.
 */
export class School {
  readonly session: FormSession
  readonly #form: CompiledForm

  constructor(form: CompiledForm, data: FormData = {}, today = '2026-04-22') {
    const [near, far] = localPort()
    serveChecker(far)
    this.#form = form
    this.session = new FormSession(form, data, near, { today })
  }

  /** Adds empty rows at the end of a table and gives back their ids. */
  addRows(table: string, count: number): readonly string[] {
    const after = this.session.document.rows(table).at(-1)?.$id ?? null
    const rows = Array.from({ length: count }, () => ({ $id: newRowId(Math.random) }) as DynamicRow)
    this.session.apply([{ insert: table, after, rows }])
    return rows.map((row) => row.$id)
  }

  /** Types into a cell, as with the keyboard. */
  type(table: string, row: string | null, column: string, text: string): void {
    const rules = this.session.document.rulesAt({ block: table, row, column })
    if (rules === null) throw new Error(`${table}/${row}/${column} is crossed out`)
    this.session.apply([{ set: [table, row, column], value: parseTyped(rules, text) }])
  }

  /** Types a whole row at once; what is not named stays empty. */
  fillRow(table: string, texts: Readonly<Record<string, string>>): string {
    const [row] = this.addRows(table, 1) as [string]
    for (const [column, text] of Object.entries(texts)) this.type(table, row, column, text)
    return row
  }

  /** What a cell shows. */
  shows(ref: CellRef): string {
    const rules = this.session.document.rulesAt(ref)
    return rules === null ? 'х' : formatValue(rules, this.session.value(ref))
  }

  /** Waits until the checker has judged what was typed last, and lists the problems as `check at block/row/column`. */
  async problems(): Promise<readonly string[]> {
    await this.judged()
    return this.session.problems().map(({ check, at }) => `${check} at ${[at.block, at.row, at.column].join('/')}`)
  }

  /** The sentences of the «Ошибки» panel. */
  async sentences(): Promise<readonly string[]> {
    await this.judged()
    return this.session.problems().map((problem) => problem.message)
  }

  async judged(): Promise<void> {
    if (!this.session.pending) return
    await new Promise<void>((done) => {
      const stop = this.session.on(() => {
        if (this.session.pending && this.session.failed === null) return
        stop()
        done()
      })
    })
  }

  get form(): CompiledForm {
    return this.#form
  }
}
