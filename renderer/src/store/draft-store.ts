import type { CellRef, CellValue, CheckSwitches, CompiledForm, FormData, Op, Problem } from '@tabel/engine'
import type { Attachments } from './attachments.ts'

/** What a store gives when a form is opened. */
export interface OpenDraft {
  readonly form: CompiledForm
  /** The draft with everything typed on this computer that the server has not got yet. */
  readonly data: FormData
  /** The calendar day `today` of formulas, ISO. */
  readonly today: string
  /** Shown instead of the form's own title. */
  readonly title?: string
  /** Why nobody may type, in Russian; null when one may. */
  readonly readOnly: string | null
  /** Checks that the organizer has switched off or made a warning. */
  readonly switches?: CheckSwitches
  /** What this person did last without this form, a workbook that was put in: it can be undone here. Its end is {@link OpenDraft.data}. */
  readonly earlier?: EarlierActions | null
}

/** Actions that were done before a form was opened. */
export interface EarlierActions {
  /** The data before them. */
  readonly before: FormData
  /** `own`: the person's, all of them one step to undo; else somebody else's. */
  readonly entries: readonly { readonly own: boolean; readonly ops: readonly Op[] }[]
}

/** How far saving has come. */
export interface SaveStatus {
  /** `unkept`: this store keeps nothing. `stopped`: nothing is sent until {@link SaveStatus.reason} is over. */
  readonly phase: 'saved' | 'saving' | 'offline' | 'stopped' | 'unkept'
  /** `parked`: the collection is over, and what came after its end is kept by the server beside the draft. */
  readonly reason: 'signed-out' | 'other-account' | 'form-changed' | 'closed' | 'parked' | 'gone' | null
  /** The last change that the server has: ISO time in UTC, and who made it; null when there is none. */
  readonly savedAt: string | null
  readonly savedBy: string | null
  /** Something was saved since the form was opened. */
  readonly savedNow: boolean
  /** Everything typed is at least on the disk of this computer: the tab may be closed. */
  readonly safe: boolean
}

/** A change that the server refused or that met another's change. It waits for a person and blocks nothing. */
export interface Decision {
  readonly id: string
  /** What was done here. */
  readonly ops: readonly Op[]
  /** `conflict`: somebody else changed the same; otherwise the server's reason is in `message`. */
  readonly kind: 'conflict' | 'refused'
  readonly message: string
  /** Who changed the same, and when (ISO, UTC). */
  readonly by: string | null
  readonly at: string | null
  /** The cell, when one cell is all there is to decide. */
  readonly cell: CellRef | null
}

/** What came of «Сдать отчет». */
export type SubmitOutcome =
  | { readonly state: 'accepted'; readonly id: string; readonly number: string | null; readonly submittedAt: string | null }
  | { readonly state: 'refused'; readonly problems: readonly Problem[] }
  /** The draft was changed elsewhere in between; what is shown is up to date again. */
  | { readonly state: 'moved' }
  /** What the form reads from outside has changed; what is shown is up to date, and nothing was handed in. */
  | { readonly state: 'renewed'; readonly renewal: Renewal }
  | { readonly state: 'failed'; readonly message: string }

/** What reading the sources of a form again did to its draft. Of long lists only the beginning is there (`cut`). */
export interface Renewal {
  /** The sources say something else than before. */
  readonly changed: boolean
  /** They were read for the first time: everything is new. */
  readonly first: boolean
  /** Cells that nobody had typed into and that were filled anew. */
  readonly cells: readonly (CellRef & { readonly was: CellValue; readonly is: CellValue })[]
  /** Rows that came, and untouched rows that went. */
  readonly added: readonly RowRef[]
  readonly removed: readonly RowRef[]
  /** Cells in which somebody typed something else than the sources say now (`value`); they keep it. */
  readonly offers: readonly (CellRef & { readonly value: CellValue; readonly typed: CellValue })[]
  /** Rows that the sources do not have any more and in which somebody typed something; they stay. */
  readonly gone: readonly RowRef[]
  readonly cut: boolean
}

export interface RowRef {
  readonly block: string
  readonly row: string
}

/** What a store tells the form. */
export interface StoreListener {
  /** Status or decisions are others now. */
  changed(): void
  /** Changes that were not made here: to be shown, not to be saved. */
  receive(ops: readonly Op[]): void
  /** The organizer has switched checks. */
  switched(switches: CheckSwitches): void
  /** Sources were read again while the form was being opened; what that changed was received before. */
  renewed(renewal: Renewal): void
  /** The person is signed out; {@link DraftStore.resume} goes on. */
  signedOut(): void
}

/** Where a draft lives. Saving never asks and never waits: {@link DraftStore.save} takes an action, the status tells the rest. */
export interface DraftStore {
  /** @throws OpenError when the draft cannot be had. */
  open(listener: StoreListener): Promise<OpenDraft>
  /** Takes one action of a person. */
  save(ops: readonly Op[]): void
  readonly status: SaveStatus
  readonly decisions: readonly Decision[]
  /** What the server holds, for the other side of a decision. */
  readonly theirs: FormData
  /** `mine` sends the change again; `theirs` gives it up and shows what the server holds. */
  decide(id: string, keep: 'mine' | 'theirs'): void
  /** Sends what is waiting now. True when everything typed is on the server. */
  flush(): Promise<boolean>
  /**
   * Reads the sources of the form again. What that changes is received; null where there is nothing to read, or it could not be
   * read now. Stores without sources leave it out.
   */
  renew?(): Promise<Renewal | null>
  /** Goes on after signing in again. */
  resume(): void
  /** Where the files of its cells are kept; null or left out: there is no place for them. */
  readonly attachments?: Attachments | null
  /** Hands the draft in; null when this store cannot. */
  readonly submit: (() => Promise<SubmitOutcome>) | null
  /** Stops sending. What is waiting stays on this computer. */
  close(): void
}

/** The draft cannot be opened; `message` is a Russian sentence for people. */
export class OpenError extends Error {
  override readonly name = 'OpenError'
  /** `signed-out`, `offline` or the code of the server's problem. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
