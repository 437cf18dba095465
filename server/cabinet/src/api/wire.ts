import type { CompiledForm } from '@tabel/engine'
import type { Query, Reply } from './route-types.ts'

/**
 * The person who is signed in. `fed`, `reg` and `mun` watch, `org` fills. `csrf` goes into the header `X-Tabel-CSRF` of everything
 * but GET. `mustChangePassword`: the password was given by somebody else, and nothing is open until it is changed;
 * `resetsPasswords`: may give new ones to organisations below.
 */
export type Me = Reply<'get /api/me'>

export type Section = Reply<'get /api/sections'>['items'][number]

export type SectionPublications = Reply<'get /api/sections/{section}/publications'>

/** A publication in the list of its section. `publishedAt` is ISO time, UTC. */
export type PublicationHead = SectionPublications['items'][number]

/** A publication with its blocks; `body` is HTML, sanitised by the server, and empty when there is no general information. */
export type Publication = Reply<'get /api/publications/{section}/{slug}'>

/** A publication that is read before signing in; `section` is a slug. */
export type PublicPublication = Reply<'get /api/publications'>['items'][number]

/** A collection that is open now: `section` and `publication` are slugs, `state` is null for those who watch. */
export type OpenCollection = Reply<'get /api/collections'>['items'][number]

/** A document of the general information; `size` in bytes. `viewable`: the page can show it. */
export type PublicationDocument = Publication['documents'][number]

/** A store of files; `files` counts those that the person sees. */
export type Store = Publication['stores'][number]

/** One page of a store's files; `page` is counted from 1, `total` counts all that match. */
export type FilePage = Reply<'get /api/stores/{id}/files'>

/**
 * A file of a store as the person who asks sees it; `size` in bytes. `organisation`: the one it is for, null for a school's own.
 * `canDownload`: coordinators see files of schools and may not have them. `downloadedAt`: when the person's own organisation
 * downloaded it last. `audience`: whom it is for; for the organizer alone.
 */
export type StoredFile = FilePage['items'][number]

/** For whom files are placed: empty lists mean any. `organisation`: for the one whose login is in the name. */
export interface Addressees {
  readonly for: NonNullable<Query<'post /api/admin/stores/{id}/files'>['for']>
  readonly kinds: readonly string[]
  /** Codes of two digits. */
  readonly regions: readonly string[]
}

/** A file that the organizer has placed. */
export type PlacedFile = Reply<'post /api/admin/stores/{id}/files'>

/**
 * A collection of data as the person who asks sees it. `access`: `fill` a school's own draft, `watch` the organisations below;
 * `state` is null for those who watch. `excel`: may be filled in Excel. `parked`: saves that came after the end and are no part of
 * the report.
 */
export type Collection = Reply<'get /api/collections/{id}'>

export type CollectionStatus = Collection['status']

export type LastAction = NonNullable<Collection['lastAction']>

/** How far an organisation has come. Manual §3.3, «Расшифровка общей статистики». */
export type WorkState = Participant['status']

/** What proves the latest submission of one's own organisation; `collection` is its title, `submittedBy` a login. */
export type Receipt = Reply<'get /api/collections/{id}/receipt'>

/** Numbers of organisations. After closing, `inProgress` is folded into `notStarted`. */
export type Statistics = Reply<'get /api/collections/{id}/statistics'>

/** One page of participants; `next` is the cursor of the page after it, `total` counts all that match. */
export type ParticipantsPage = Reply<'get /api/collections/{id}/participants'>

export type Participant = ParticipantsPage['items'][number]

export type OrganisationName = Participant['organisation']

/** What a person asks of the list of participants; empty texts ask for nothing. `q` is a part of the name or login. */
export type ParticipantsQuery = {
  readonly [Name in 'status' | 'q' | 'sort' | 'order' | 'cursor']:
    | NonNullable<Query<'get /api/collections/{id}/participants'>[Name]>
    | ''
}

/** What an organisation entered, drafts too. `parked`: saves that came after the end and are no part of the data. */
export type ParticipantData = Reply<'get /api/collections/{id}/participants/{organisation}/data'>

/** Who changed what in a draft; `next` is `before` of the next page. */
export type HistoryPage = Reply<'get /api/collections/{id}/draft/history'>

/** One save; `more`: so many more changes that are not listed. */
export type HistoryEntry = HistoryPage['items'][number]

/** One thing that a save did, in words. An empty text is an empty cell. */
export type Change = HistoryEntry['changes'][number]

/** A draft as it was. */
export type DraftVersion = Reply<'get /api/collections/{id}/draft/versions/{version}'>

/** Something that was typed after the end of a collection. */
export type ParkedSave = Reply<'get /api/collections/{id}/draft/parked'>[number]

/** What came of taking it into the report. */
export type ParkedTaken = Reply<'post /api/collections/{id}/draft/parked/take'>

/**
 * A check of a collection, for the organizer. `text`: what it says to schools, or asserts; empty for a rule of a cell. `severity`:
 * as the form declares it; null for a rule of a cell. `stopped`: organisations that it stopped at their last attempt; `formErrors`:
 * those of them for which it could not be computed.
 */
export type Check = Reply<'get /api/collections/{id}/checks'>[number]

/** Whether a check stops schools, only warns them, or says nothing. */
export type CheckMode = Check['mode']

/** A report that is made in the background. `progress` from 0 to 1; `message`: why it failed, in Russian. */
export type Report = Reply<'get /api/reports/{id}'>

export type NoticeList = Reply<'get /api/notifications'>

export type Notice = NoticeList['items'][number]

/** What a filled workbook would change in a report. Addresses are those of its cells: `Участники!D77`. */
export type UploadPreview = Reply<'post /api/collections/{id}/uploads'>

/** The beginning of a list, and how long it is. */
export interface Cut<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** A cell that a workbook changes. */
export type UploadChange = UploadPreview['changes']['items'][number]

export type UploadRow = UploadPreview['added']['items'][number]

export type UploadNotice = UploadPreview['notices']['items'][number]

export type { CompiledForm }
