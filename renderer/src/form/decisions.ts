import { explanationsIn, formatValue, placeName } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, FormData, FormDocument, Op } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import { cellIn, rowsOf } from '../store/difference.ts'
import type { Decision } from '../store/draft-store.ts'
import { momentOf } from './save-line.ts'

/** What the dialog draws with. */
export interface DecisionsState {
  readonly document: FormDocument
  readonly decisions: readonly Decision[]
  /** What the server holds. */
  readonly theirs: FormData
  decide(id: string, keep: 'mine' | 'theirs'): void
  decideAll(keep: 'mine' | 'theirs'): void
  close(): void
}

/** «Нужно решение»: both values side by side; closing it decides nothing and loses nothing. */
export function decisionsTemplate(state: DecisionsState): TemplateResult {
  return html`<dialog id="decisions" class="decisions" aria-labelledby="decisions-title" @close=${() => state.close()}>
    <h3 id="decisions-title">${words.decisions.title}</h3>
    <p>${words.decisions.lead}</p>
    <ul>
      ${state.decisions.map((decision) => decisionTemplate(state, decision))}
    </ul>
    <footer>
      ${
        state.decisions.length > 1
          ? html`<button type="button" @click=${() => state.decideAll('mine')}>${words.decisions.all(true)}</button>
              <button type="button" @click=${() => state.decideAll('theirs')}>${words.decisions.all(false)}</button>`
          : nothing
      }
      <button type="button" class="later" @click=${(event: Event) => (event.target as Element).closest('dialog')?.close()}>
        ${words.decisions.later}
      </button>
    </footer>
  </dialog>`
}

function decisionTemplate(state: DecisionsState, decision: Decision): TemplateResult {
  const { document, theirs } = state
  const { form, data } = document
  const refused = decision.kind === 'refused'
  const place = decision.cell ?? placeOf(decision.ops)
  return html`<li>
    <p class="where">
      <strong>${place ? placeName(form, data, place) : words.decisions.changes(decision.ops.length)}</strong>
      ${decision.by && decision.at ? html`<small>${words.decisions.by(decision.by, momentOf(decision.at))}</small>` : nothing}
    </p>
    ${refused ? html`<p class="reason">${words.decisions.refused}: ${decision.message}</p>` : nothing}
    <dl>
      <div>
        <dt>${words.decisions.mine}</dt>
        <dd>${mineText(document, decision)}</dd>
      </div>
      ${
        refused
          ? nothing
          : html`<div>
              <dt>${words.decisions.theirs}</dt>
              <dd>${theirsText(form, document, theirs, decision)}</dd>
            </div>`
      }
    </dl>
    <div class="choice">
      <button type="button" class="mine" @click=${() => state.decide(decision.id, 'mine')}>
        ${refused ? words.decisions.sendAgain : words.decisions.keepMine}
      </button>
      <button type="button" class="theirs" @click=${() => state.decide(decision.id, 'theirs')}>
        ${refused ? words.decisions.drop : words.decisions.keepTheirs}
      </button>
    </div>
  </li>`
}

function placeOf(ops: readonly Op[]): CellRef | { block: string; row: string; column: null } | null {
  const [op] = ops
  if (!op || ops.length > 1) return null
  if ('set' in op) return { block: op.set[0], row: op.set[1], column: op.set[2] }
  if ('remove' in op && op.ids[0]) return { block: op.remove, row: op.ids[0], column: null }
  if ('insert' in op && op.rows[0]) return { block: op.insert, row: op.rows[0].$id, column: null }
  return null
}

function mineText(document: FormDocument, decision: Decision): string {
  const [op] = decision.ops
  const last = decision.ops.at(-1)
  if (decision.cell && last && 'set' in last) return shown(document, decision.cell, last.value)
  if (op && 'explain' in op) return op.text || words.decisions.empty
  if (op && 'remove' in op) return words.decisions.removeRow
  if (op && 'insert' in op && op.rows[0]) return rowText(document, op.insert, op.rows[0].$id)
  return words.decisions.changes(decision.ops.length)
}

function theirsText(form: CompiledForm, document: FormDocument, theirs: FormData, decision: Decision): string {
  const { cell, ops } = decision
  if (cell) return shown(document, cell, cellIn(form, theirs, cell.block, cell.row, cell.column))
  const [op] = ops
  if (op && 'explain' in op) return explanationsIn(theirs)[op.explain]?.text ?? words.decisions.empty
  const place = placeOf(ops)
  if (!place) return words.decisions.changes(ops.length)
  return rowsOf(theirs[place.block]).some((row) => row.$id === place.row)
    ? rowText(document, place.block, place.row ?? '', theirs)
    : words.decisions.rowRemoved
}

function shown(document: FormDocument, cell: CellRef, value: CellValue): string {
  const rules = document.rulesAt(cell) ?? document.form.blocks[cell.block]?.columns.find((one) => one.key === cell.column)
  return (rules ? formatValue(rules, value) : '') || words.decisions.empty
}

/** The filled cells of a row, one after another. */
function rowText(document: FormDocument, block: string, row: string, data: FormData = document.data): string {
  const { form } = document
  const texts = (form.blocks[block]?.columns ?? []).map((column) =>
    formatValue(column, cellIn(form, data, block, row, column.key)),
  )
  return texts.filter(Boolean).join(' · ') || words.decisions.empty
}
