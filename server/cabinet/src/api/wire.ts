import type { CompiledForm, FormData } from '@tabel/engine'

/** Who a session belongs to. `fed`, `reg` and `mun` watch, `org` fills. */
export type Role = 'fed' | 'reg' | 'mun' | 'org'

/** The person who is signed in. */
export interface Me {
  readonly login: string
  readonly role: Role
  readonly organisation: { readonly id: string; readonly name: string }
  /** Goes into the header `X-Tabel-CSRF` of everything but GET. */
  readonly csrf: string
  /** The password was given by somebody else: nothing is open until it is changed. */
  readonly mustChangePassword: boolean
  /** May give new passwords to organisations below. */
  readonly resetsPasswords: boolean
}

export interface Section {
  readonly slug: string
  readonly title: string
}

/** A publication in the list of its section. `publishedAt` is ISO time, UTC. */
export interface PublicationHead {
  readonly slug: string
  readonly title: string
  readonly publishedAt: string
}

export interface SectionPublications {
  readonly section: Section
  readonly items: readonly PublicationHead[]
}

/** A publication that is read before signing in; `section` is a slug. */
export interface PublicPublication extends PublicationHead {
  readonly section: string
}

/** A publication with its blocks. */
export interface Publication extends PublicationHead {
  readonly section: Section
  /** HTML, sanitised by the server; empty when the publication has no general information. */
  readonly body: string
  readonly documents: readonly PublicationDocument[]
  readonly stores: readonly Store[]
  readonly collections: readonly Collection[]
}

/** A document of the general information. `viewable`: the page can show it. */
export interface PublicationDocument {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  readonly viewable: boolean
}

/** A store of files; `files` counts those that the person sees. */
export interface Store {
  readonly id: string
  readonly title: string
  readonly files: number
}

/** A file of a store as the person who asks sees it. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The one organisation that it is for; null for a school's own. */
  readonly organisation: OrganisationName | null
  /** Coordinators see files of schools and may not have them. */
  readonly canDownload: boolean
  /** When the person's own organisation downloaded it last. */
  readonly downloadedAt: string | null
  /** Whom it is for; for the organizer alone. */
  readonly audience: {
    readonly addressee: Addressees['for']
    readonly kinds: readonly string[]
    readonly regions: readonly string[]
  } | null
}

/** For whom files are placed: empty lists mean any. `organisation`: for the one whose login is in the name. */
export interface Addressees {
  readonly for: 'all' | 'organisations' | 'organisation'
  readonly kinds: readonly string[]
  /** Codes of two digits. */
  readonly regions: readonly string[]
}

/** A file that the organizer has placed. */
export interface PlacedFile {
  readonly id: string
  readonly name: string
  readonly done: 'placed' | 'replaced' | 'unchanged'
  readonly organisation: OrganisationName | null
}

/** One page of a store's files; `page` is counted from 1, `total` counts all that match. */
export interface FilePage {
  readonly items: readonly StoredFile[]
  readonly total: number
  readonly page: number
  readonly per: number
}

export type CollectionStatus = 'open' | 'closed'

/** How far an organisation has come. Manual §3.3, «Расшифровка общей статистики». */
export type WorkState = 'notStarted' | 'inProgress' | 'submitted'

export interface LastAction {
  readonly kind: 'saved' | 'submitted'
  readonly at: string
  readonly by: string
}

/** A collection of data as the person who asks sees it. */
export interface Collection {
  readonly id: string
  readonly title: string
  readonly form: { readonly form: string; readonly version: string; readonly title: string }
  readonly status: CollectionStatus
  readonly opensAt: string
  readonly closesAt: string
  /** `fill`: a school's own draft; `watch`: the organisations below. */
  readonly access: 'fill' | 'watch'
  /** Null for those who watch. */
  readonly state: WorkState | null
  readonly unsubmittedChanges: boolean
  /** May be filled in Excel. */
  readonly excel: boolean
  /** Saves that came after the end and are no part of the report. */
  readonly parked: number
  readonly lastAction: LastAction | null
}

/** What proves the latest submission of one's own organisation. */
export interface Receipt {
  readonly number: number
  readonly organisation: { readonly login: string; readonly name: string }
  /** Title of the collection. */
  readonly collection: string
  readonly form: { readonly title: string; readonly version: string }
  readonly submittedAt: string
  /** Login. */
  readonly submittedBy: string
  readonly sha256: string
}

/** Numbers of organisations. After closing, `inProgress` is folded into `notStarted`. */
export interface Statistics {
  readonly total: number
  readonly notStarted: number
  readonly inProgress: number
  readonly submitted: number
  readonly status: CollectionStatus
}

export interface OrganisationName {
  readonly id: string
  readonly login: string
  readonly name: string
}

export interface Participant {
  readonly organisation: OrganisationName
  readonly status: WorkState
  readonly startedAt: string | null
  readonly submittedAt: string | null
  readonly changedAt: string | null
  readonly unsubmittedChanges: boolean
}

/** One page of participants; `next` is the cursor of the page after it, `total` counts all that match. */
export interface ParticipantsPage {
  readonly items: readonly Participant[]
  readonly next: string | null
  readonly total: number
}

/** What a person asks of the list of participants. */
export interface ParticipantsQuery {
  readonly status: WorkState | ''
  /** A part of the name or login. */
  readonly q: string
  readonly cursor: string
}

/** What an organisation entered, drafts too. */
export interface ParticipantData {
  readonly organisation: OrganisationName
  readonly status: WorkState
  readonly version: number
  readonly changedAt: string | null
  readonly submittedAt: string | null
  /** Saves that came after the end and are no part of the data. */
  readonly parked: number
  readonly data: FormData
  readonly formVersion: string
}

/** One thing that a save did, in words. */
export interface Change {
  readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
  readonly place: string
  /** An empty text is an empty cell. */
  readonly was: string
  readonly is: string
}

export interface HistoryEntry {
  readonly version: number
  readonly at: string
  readonly by: string
  readonly how: 'web' | 'xlsx' | 'refresh' | 'form'
  readonly changes: readonly Change[]
  /** So many more that are not listed. */
  readonly more: number
}

export interface HistoryPage {
  readonly items: readonly HistoryEntry[]
  /** `before` of the next page. */
  readonly next: number | null
}

/** A draft as it was. */
export interface DraftVersion {
  readonly version: number
  readonly at: string | null
  readonly by: string | null
  readonly data: FormData
}

/** Something that was typed after the end of a collection. */
export interface ParkedSave {
  readonly at: string
  readonly by: string
  readonly changes: readonly Change[]
}

/** What came of taking it into the report. */
export interface ParkedTaken {
  readonly taken: number
  readonly refused: readonly { readonly at: string; readonly by: string; readonly message: string }[]
}

/** Whether a check stops schools, only warns them, or says nothing. */
export type CheckMode = 'on' | 'warning' | 'off'

/** A check of a collection, for the organizer. */
export interface Check {
  readonly check: string
  /** What it says to schools, or asserts; empty for a rule of a cell. */
  readonly text: string
  /** As the form declares it; null for a rule of a cell. */
  readonly severity: 'error' | 'warning' | 'info' | null
  readonly switchable: boolean
  readonly mode: CheckMode
  readonly turned: { readonly reason: string; readonly at: string; readonly by: string } | null
  /** Organisations that it stopped at their last attempt, and those of them for which it could not be computed. */
  readonly stopped: number
  readonly formErrors: number
}

/** A report that is made in the background. */
export interface Report {
  readonly id: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  /** From 0 to 1. */
  readonly progress: number
  readonly rows: number | null
  readonly title: string
  readonly createdAt: string
  /** Why it failed, in Russian. */
  readonly message: string | null
}

export interface Notice {
  readonly id: string
  readonly at: string
  readonly kind: 'report-ready' | 'report-failed' | 'password-reset' | 'form-error'
  readonly text: string
  readonly reportId: string | null
  readonly readAt: string | null
}

export interface NoticeList {
  readonly unread: number
  readonly items: readonly Notice[]
}

/** The beginning of a list, and how long it is. */
export interface Cut<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** A cell that a workbook changes. */
export interface UploadChange {
  readonly key: string
  /** In the workbook: `Участники!D77`. */
  readonly address: string
  readonly place: string
  readonly was: string
  readonly becomes: string
}

export interface UploadRow {
  readonly address: string
  readonly place: string
  readonly text: string
}

export interface UploadNotice {
  readonly address: string
  readonly text: string
  readonly message: string
}

export interface UploadProblem {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly place: string
  readonly address: string
}

/** What a filled workbook would change in a report. */
export interface UploadPreview {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly changes: Cut<UploadChange>
  readonly conflicts: Cut<UploadChange>
  readonly added: Cut<UploadRow>
  readonly missing: Cut<UploadRow>
  readonly ignored: Cut<UploadNotice>
  readonly notices: Cut<UploadNotice>
  readonly problems: Cut<UploadProblem>
}

export type { CompiledForm }
