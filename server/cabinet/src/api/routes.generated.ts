// Generated from the route table of the server (server/src/routes) by «npm run generate». Do not edit.
import type { CellRef, CheckSwitches, CompiledForm, FormData, Op, Problem } from '@tabel/engine'

/** What every route of the server takes and answers. */
export interface Routes {
  /** Sign in */
  readonly 'post /api/login': {
    readonly body: {
      readonly login: string
      readonly password: string
    }
    readonly reply: {
      readonly login: string
      readonly role: 'fed' | 'reg' | 'mun' | 'org'
      readonly organisation: {
        readonly id: string
        readonly name: string
      }
      readonly csrf: string
      readonly mustChangePassword: boolean
      readonly resetsPasswords: boolean
    }
  }
  /** Sign out */
  readonly 'post /api/logout': {
    readonly reply: undefined
  }
  /** Who is signed in */
  readonly 'get /api/me': {
    readonly reply: {
      readonly login: string
      readonly role: 'fed' | 'reg' | 'mun' | 'org'
      readonly organisation: {
        readonly id: string
        readonly name: string
      }
      readonly csrf: string
      readonly mustChangePassword: boolean
      readonly resetsPasswords: boolean
    }
  }
  /** Change one’s own password; all other sessions end */
  readonly 'post /api/password': {
    readonly body: {
      readonly current: string
      readonly next: string
    }
    readonly reply: {
      readonly login: string
      readonly role: 'fed' | 'reg' | 'mun' | 'org'
      readonly organisation: {
        readonly id: string
        readonly name: string
      }
      readonly csrf: string
      readonly mustChangePassword: boolean
      readonly resetsPasswords: boolean
    }
  }
  /** Give an account below one’s own a password to be used once. It is told here alone */
  readonly 'post /api/accounts/{login}/password': {
    readonly params: {
      readonly login: string
    }
    readonly reply: {
      readonly login: string
      readonly password: string
    }
  }
  /** Import organisations from CSV (login;name;parent;zone), each new one with a password to be used once. For the organizer */
  readonly 'post /api/accounts': {
    readonly query: {
      readonly dryRun?: '1' | undefined
    }
    readonly body: Blob
    readonly reply: {
      readonly created: readonly {
        readonly login: string
        readonly name: string
        readonly parent: string
        readonly password: string | null
      }[]
      readonly changed: number
      readonly changes: readonly {
        readonly login: string
        readonly was: {
          readonly name: string
          readonly zone: string
        }
        readonly becomes: {
          readonly name: string
          readonly zone: string
        }
      }[]
      readonly unchanged: number
    }
  }
  /** Organisations right below one (one’s own without `parent`), or anywhere below it by a part of login or name, or by state */
  readonly 'get /api/organisations': {
    readonly query: {
      readonly parent?: string | undefined
      readonly q?: string | undefined
      readonly state?: 'active' | 'locked' | 'closed' | undefined
      readonly kinds?: string | undefined
      readonly cursor?: string | undefined
    }
    readonly reply: {
      readonly place: {
        readonly organisation: {
          readonly id: string
          readonly login: string
          readonly name: string
          readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
          readonly zone: string
          readonly parent: {
            readonly id: string
            readonly login: string
            readonly name: string
          } | null
          readonly state: 'active' | 'locked' | 'closed'
          readonly stateAt: string | null
          readonly stateReason: string | null
          readonly successor: {
            readonly id: string
            readonly login: string
            readonly name: string
          } | null
          readonly below: {
            readonly municipalities: number
            readonly organisations: number
          }
        }
        readonly above: readonly {
          readonly id: string
          readonly login: string
          readonly name: string
        }[]
      }
      readonly items: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }[]
      readonly next: string | null
      readonly total: number
    }
  }
  /** An organisation at or below one’s own, and those above it */
  readonly 'get /api/organisations/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }
      readonly above: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
    }
  }
  /** Lock an organisation: its sessions end and nobody of it signs in. For the organizer */
  readonly 'post /api/organisations/{id}/lock': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }
      readonly above: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
    }
  }
  /** Take back a lock or a closing. For the organizer */
  readonly 'post /api/organisations/{id}/unlock': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }
      readonly above: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
    }
  }
  /** Put an organisation under another one of its region, by login. For the organizer */
  readonly 'post /api/organisations/{id}/move': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly parent: string
      readonly reason: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }
      readonly above: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
    }
  }
  /** Close an organisation, perhaps with another one that takes over, by login. For the organizer */
  readonly 'post /api/organisations/{id}/close': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly reason: string
      readonly successor?: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
        readonly kind: 'fed' | 'reg' | 'mun' | 'edu' | 'ksh' | 'spo'
        readonly zone: string
        readonly parent: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly state: 'active' | 'locked' | 'closed'
        readonly stateAt: string | null
        readonly stateReason: string | null
        readonly successor: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly below: {
          readonly municipalities: number
          readonly organisations: number
        }
      }
      readonly above: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
    }
  }
  /** What was done, the newest first, 50 on a page; by whom or to whom, and of one kind. For the organizer */
  readonly 'get /api/audit': {
    readonly query: {
      readonly login?: string | undefined
      readonly kind?: string | undefined
      readonly cursor?: string | undefined
    }
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly at: string
        readonly actor: string
        readonly actorName: string | null
        readonly action: string
        readonly subject: string
        readonly subjectName: string | null
        readonly details: unknown
      }[]
      readonly next: string | null
    }
  }
  /** Sections */
  readonly 'get /api/sections': {
    readonly reply: {
      readonly items: readonly {
        readonly slug: string
        readonly title: string
      }[]
    }
  }
  /** Publications of a section, the newest first */
  readonly 'get /api/sections/{section}/publications': {
    readonly params: {
      readonly section: string
    }
    readonly reply: {
      readonly section: {
        readonly slug: string
        readonly title: string
      }
      readonly items: readonly {
        readonly slug: string
        readonly title: string
        readonly publishedAt: string
        readonly kept: {
          readonly hidden: boolean
          readonly isPublic: boolean
          readonly circle: {
            readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun' | 'fed')[]
            readonly regions: readonly string[]
          }
        } | null
      }[]
    }
  }
  /** Publications that are read before signing in */
  readonly 'get /api/publications': {
    readonly reply: {
      readonly items: readonly {
        readonly slug: string
        readonly title: string
        readonly publishedAt: string
        readonly kept: {
          readonly hidden: boolean
          readonly isPublic: boolean
          readonly circle: {
            readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun' | 'fed')[]
            readonly regions: readonly string[]
          }
        } | null
        readonly section: string
      }[]
    }
  }
  /** A publication with its documents, stores of files and collections of data; strangers get text and documents of public ones */
  readonly 'get /api/publications/{section}/{slug}': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly reply: {
      readonly slug: string
      readonly title: string
      readonly publishedAt: string
      readonly kept: {
        readonly hidden: boolean
        readonly isPublic: boolean
        readonly circle: {
          readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun' | 'fed')[]
          readonly regions: readonly string[]
        }
      } | null
      readonly section: {
        readonly slug: string
        readonly title: string
      }
      readonly body: string
      readonly documents: readonly {
        readonly id: string
        readonly title: string
        readonly name: string
        readonly type: string
        readonly size: number
        readonly viewable: boolean
      }[]
      readonly stores: readonly {
        readonly id: string
        readonly title: string
        readonly files: number
      }[]
      readonly collections: readonly {
        readonly id: string
        readonly title: string
        readonly form: {
          readonly form: string
          readonly version: string
          readonly title: string
        }
        readonly status: 'open' | 'closed'
        readonly opensAt: string
        readonly closesAt: string
        readonly extension: string | null
        readonly access: 'fill' | 'watch'
        readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
        readonly unsubmittedChanges: boolean
        readonly excel: boolean
        readonly parked: number
        readonly lastAction: {
          readonly kind: 'saved' | 'submitted'
          readonly at: string
          readonly by: string
        } | null
      }[]
    }
  }
  /** Collections that are open now, and where they are; those that end first before the others */
  readonly 'get /api/collections': {
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly title: string
        readonly section: string
        readonly publication: string
        readonly closesAt: string
        readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      }[]
    }
  }
  /** A collection of data */
  readonly 'get /api/collections/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
      readonly title: string
      readonly form: {
        readonly form: string
        readonly version: string
        readonly title: string
      }
      readonly status: 'open' | 'closed'
      readonly opensAt: string
      readonly closesAt: string
      readonly extension: string | null
      readonly access: 'fill' | 'watch'
      readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      readonly unsubmittedChanges: boolean
      readonly excel: boolean
      readonly parked: number
      readonly lastAction: {
        readonly kind: 'saved' | 'submitted'
        readonly at: string
        readonly by: string
      } | null
    }
  }
  /** Move the end of a collection. For the organizer */
  readonly 'post /api/collections/{id}/deadline': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly closesAt: string
    }
    readonly reply: {
      readonly id: string
      readonly title: string
      readonly form: {
        readonly form: string
        readonly version: string
        readonly title: string
      }
      readonly status: 'open' | 'closed'
      readonly opensAt: string
      readonly closesAt: string
      readonly extension: string | null
      readonly access: 'fill' | 'watch'
      readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      readonly unsubmittedChanges: boolean
      readonly excel: boolean
      readonly parked: number
      readonly lastAction: {
        readonly kind: 'saved' | 'submitted'
        readonly at: string
        readonly by: string
      } | null
    }
  }
  /** Give some organisations more time than the others, with a reason. For the organizer */
  readonly 'post /api/collections/{id}/extensions': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly closesAt: string
      readonly logins: readonly string[]
      readonly reason: string
    }
    readonly reply: undefined
  }
  /** The compiled form */
  readonly 'get /api/collections/{id}/form': {
    readonly params: {
      readonly id: string
    }
    readonly reply: CompiledForm
  }
  /** Put another version of the form, as a form file, into a running collection. For the organizer */
  readonly 'post /api/collections/{id}/form': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly source: string
    }
    readonly reply: {
      readonly id: string
      readonly title: string
      readonly form: {
        readonly form: string
        readonly version: string
        readonly title: string
      }
      readonly status: 'open' | 'closed'
      readonly opensAt: string
      readonly closesAt: string
      readonly extension: string | null
      readonly access: 'fill' | 'watch'
      readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      readonly unsubmittedChanges: boolean
      readonly excel: boolean
      readonly parked: number
      readonly lastAction: {
        readonly kind: 'saved' | 'submitted'
        readonly at: string
        readonly by: string
      } | null
    }
  }
  /** What one’s own organisation has entered so far */
  readonly 'get /api/collections/{id}/draft': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly version: number
      readonly savedAt: string | null
      readonly savedBy: string | null
      readonly formVersion: string
      readonly data: FormData
      readonly today: string
      readonly state: 'notStarted' | 'inProgress' | 'submitted'
      readonly unsubmittedChanges: boolean
      readonly submittedAt: string | null
      readonly readOnly: {
        readonly reason: 'closed' | 'early'
        readonly message: string
      } | null
      readonly fills: 'organisation' | 'coordinator' | 'organizer'
      readonly switches: CheckSwitches
      readonly upload: {
        readonly before: FormData
        readonly entries: readonly {
          readonly own: boolean
          readonly ops: readonly Op[]
        }[]
      } | null
    }
  }
  /** What came after a version of the draft; without entries where that is too much to tell: read the draft then */
  readonly 'get /api/collections/{id}/draft/changes': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly since: number
    }
    readonly reply: {
      readonly version: number
      readonly formVersion: string
      readonly complete: boolean
      readonly switches: CheckSwitches
      readonly entries: readonly {
        readonly version: number
        readonly by: string
        readonly at: string
        readonly ops: readonly Op[]
        readonly clientId: string
      }[]
    }
  }
  /** Save one action. Answered when it is on disk; a wrong value is saved like any other */
  readonly 'patch /api/collections/{id}/draft': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly clientId: string
      readonly seq: number
      readonly baseVersion: number
      readonly formVersion: string
      readonly ops: readonly Op[]
    }
    readonly reply: {
      readonly version: number
      readonly formVersion: string
      readonly savedAt: string
      readonly others: readonly {
        readonly version: number
        readonly by: string
        readonly at: string
        readonly ops: readonly Op[]
      }[]
    }
  }
  /** Read the sources again, on opening or on «Сохранить черновик»; tells what that changed in the draft */
  readonly 'post /api/collections/{id}/draft/refresh': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly on: 'open' | 'save'
    }
    readonly reply: {
      readonly version: number
      readonly changed: boolean
      readonly first: boolean
      readonly cells: readonly unknown[]
      readonly added: readonly {
        readonly block: string
        readonly row: string
      }[]
      readonly removed: readonly {
        readonly block: string
        readonly row: string
      }[]
      readonly offers: readonly unknown[]
      readonly gone: readonly {
        readonly block: string
        readonly row: string
      }[]
      readonly cut: boolean
    }
  }
  /** What an organisation below has entered so far, for those who fill a part of it */
  readonly 'get /api/collections/{id}/participants/{organisation}/draft': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly reply: {
      readonly version: number
      readonly savedAt: string | null
      readonly savedBy: string | null
      readonly formVersion: string
      readonly data: FormData
      readonly today: string
      readonly state: 'notStarted' | 'inProgress' | 'submitted'
      readonly unsubmittedChanges: boolean
      readonly submittedAt: string | null
      readonly readOnly: {
        readonly reason: 'closed' | 'early'
        readonly message: string
      } | null
      readonly fills: 'organisation' | 'coordinator' | 'organizer'
      readonly switches: CheckSwitches
      readonly upload: {
        readonly before: FormData
        readonly entries: readonly {
          readonly own: boolean
          readonly ops: readonly Op[]
        }[]
      } | null
    }
  }
  /** What came after a version of that draft */
  readonly 'get /api/collections/{id}/participants/{organisation}/draft/changes': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly query: {
      readonly since: number
    }
    readonly reply: {
      readonly version: number
      readonly formVersion: string
      readonly complete: boolean
      readonly switches: CheckSwitches
      readonly entries: readonly {
        readonly version: number
        readonly by: string
        readonly at: string
        readonly ops: readonly Op[]
        readonly clientId: string
      }[]
    }
  }
  /** Save one action in the part that the form leaves to coordinators; whatever the organisation fills is refused */
  readonly 'patch /api/collections/{id}/participants/{organisation}/draft': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly body: {
      readonly clientId: string
      readonly seq: number
      readonly baseVersion: number
      readonly formVersion: string
      readonly ops: readonly Op[]
    }
    readonly reply: {
      readonly version: number
      readonly formVersion: string
      readonly savedAt: string
      readonly others: readonly {
        readonly version: number
        readonly by: string
        readonly at: string
        readonly ops: readonly Op[]
      }[]
    }
  }
  /** Who changed which cell from what to what, when and how, the latest first: of one’s own draft */
  readonly 'get /api/collections/{id}/draft/history': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly before?: number | undefined
      readonly limit?: number | undefined
      readonly cell?: string | undefined
    }
    readonly reply: {
      readonly items: readonly {
        readonly version: number
        readonly at: string
        readonly by: string
        readonly how: 'web' | 'xlsx' | 'refresh' | 'form'
        readonly changes: readonly {
          readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
          readonly cell: CellRef | null
          readonly place: string
          readonly was: string
          readonly is: string
        }[]
        readonly more: number
      }[]
      readonly next: number | null
    }
  }
  /** Any version, in the names of today’s form: of one’s own draft */
  readonly 'get /api/collections/{id}/draft/versions/{version}': {
    readonly params: {
      readonly id: string
      readonly version: number
    }
    readonly reply: {
      readonly version: number
      readonly at: string | null
      readonly by: string | null
      readonly formVersion: string
      readonly data: FormData
    }
  }
  /** Who changed which cell from what to what, when and how, the latest first: of the draft of an organisation below */
  readonly 'get /api/collections/{id}/participants/{organisation}/history': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly query: {
      readonly before?: number | undefined
      readonly limit?: number | undefined
      readonly cell?: string | undefined
    }
    readonly reply: {
      readonly items: readonly {
        readonly version: number
        readonly at: string
        readonly by: string
        readonly how: 'web' | 'xlsx' | 'refresh' | 'form'
        readonly changes: readonly {
          readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
          readonly cell: CellRef | null
          readonly place: string
          readonly was: string
          readonly is: string
        }[]
        readonly more: number
      }[]
      readonly next: number | null
    }
  }
  /** Any version, in the names of today’s form: of the draft of an organisation below */
  readonly 'get /api/collections/{id}/participants/{organisation}/versions/{version}': {
    readonly params: {
      readonly id: string
      readonly organisation: string
      readonly version: number
    }
    readonly reply: {
      readonly version: number
      readonly at: string | null
      readonly by: string | null
      readonly formVersion: string
      readonly data: FormData
    }
  }
  /** What was typed after the end of the collection and is no part of one’s own draft */
  readonly 'get /api/collections/{id}/draft/parked': {
    readonly params: {
      readonly id: string
    }
    readonly reply: readonly {
      readonly at: string
      readonly by: string
      readonly changes: readonly {
        readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
        readonly cell: CellRef | null
        readonly place: string
        readonly was: string
        readonly is: string
      }[]
    }[]
  }
  /** Take it into the draft, once the collection is open again; what cannot be taken stays */
  readonly 'post /api/collections/{id}/draft/parked/take': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly taken: number
      readonly version: number
      readonly refused: readonly {
        readonly at: string
        readonly by: string
        readonly message: string
      }[]
    }
  }
  /** Decide that the report stands without it */
  readonly 'post /api/collections/{id}/draft/parked/drop': {
    readonly params: {
      readonly id: string
    }
    readonly reply: undefined
  }
  /** The same of an organisation below */
  readonly 'get /api/collections/{id}/participants/{organisation}/parked': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly reply: readonly {
      readonly at: string
      readonly by: string
      readonly changes: readonly {
        readonly kind: 'cell' | 'row-added' | 'row-removed' | 'rows-moved' | 'explanation' | 'sources' | 'form'
        readonly cell: CellRef | null
        readonly place: string
        readonly was: string
        readonly is: string
      }[]
    }[]
  }
  /** Let organisations fill a collection in Excel, or not. For the organizer */
  readonly 'post /api/collections/{id}/excel': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly allowed: boolean
    }
    readonly reply: {
      readonly id: string
      readonly title: string
      readonly form: {
        readonly form: string
        readonly version: string
        readonly title: string
      }
      readonly status: 'open' | 'closed'
      readonly opensAt: string
      readonly closesAt: string
      readonly extension: string | null
      readonly access: 'fill' | 'watch'
      readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      readonly unsubmittedChanges: boolean
      readonly excel: boolean
      readonly parked: number
      readonly lastAction: {
        readonly kind: 'saved' | 'submitted'
        readonly at: string
        readonly by: string
      } | null
    }
  }
  /** The form as a workbook to be filled in Excel, with what is entered so far */
  readonly 'get /api/collections/{id}/template': {
    readonly params: {
      readonly id: string
    }
  }
  /** What one’s own organisation has entered, as a workbook to keep or to print */
  readonly 'get /api/collections/{id}/filled': {
    readonly params: {
      readonly id: string
    }
  }
  /** A filled workbook: its bytes are the body. Answers what it would change; nothing is changed yet */
  readonly 'post /api/collections/{id}/uploads': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly name: string
    }
    readonly body: Blob
    readonly reply: {
      readonly id: string
      readonly name: string
      readonly at: string
      readonly version: number
      readonly applied: boolean
      readonly changes: {
        readonly items: readonly {
          readonly key: string
          readonly address: string
          readonly place: string
          readonly was: string
          readonly becomes: string
        }[]
        readonly total: number
      }
      readonly conflicts: {
        readonly items: readonly {
          readonly key: string
          readonly address: string
          readonly place: string
          readonly was: string
          readonly becomes: string
        }[]
        readonly total: number
      }
      readonly added: {
        readonly items: readonly {
          readonly address: string
          readonly place: string
          readonly text: string
        }[]
        readonly total: number
      }
      readonly missing: {
        readonly items: readonly {
          readonly address: string
          readonly place: string
          readonly text: string
        }[]
        readonly total: number
      }
      readonly ignored: {
        readonly items: readonly {
          readonly address: string
          readonly text: string
          readonly message: string
        }[]
        readonly total: number
      }
      readonly notices: {
        readonly items: readonly {
          readonly address: string
          readonly text: string
          readonly message: string
        }[]
        readonly total: number
      }
      readonly problems: {
        readonly items: readonly {
          readonly severity: 'error' | 'warning' | 'info'
          readonly message: string
          readonly place: string
          readonly address: string
        }[]
        readonly total: number
      }
    }
  }
  /** What an upload would change now */
  readonly 'get /api/uploads/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
      readonly name: string
      readonly at: string
      readonly version: number
      readonly applied: boolean
      readonly changes: {
        readonly items: readonly {
          readonly key: string
          readonly address: string
          readonly place: string
          readonly was: string
          readonly becomes: string
        }[]
        readonly total: number
      }
      readonly conflicts: {
        readonly items: readonly {
          readonly key: string
          readonly address: string
          readonly place: string
          readonly was: string
          readonly becomes: string
        }[]
        readonly total: number
      }
      readonly added: {
        readonly items: readonly {
          readonly address: string
          readonly place: string
          readonly text: string
        }[]
        readonly total: number
      }
      readonly missing: {
        readonly items: readonly {
          readonly address: string
          readonly place: string
          readonly text: string
        }[]
        readonly total: number
      }
      readonly ignored: {
        readonly items: readonly {
          readonly address: string
          readonly text: string
          readonly message: string
        }[]
        readonly total: number
      }
      readonly notices: {
        readonly items: readonly {
          readonly address: string
          readonly text: string
          readonly message: string
        }[]
        readonly total: number
      }
      readonly problems: {
        readonly items: readonly {
          readonly severity: 'error' | 'warning' | 'info'
          readonly message: string
          readonly place: string
          readonly address: string
        }[]
        readonly total: number
      }
    }
  }
  /** Do what an upload changes, at the version of the draft named in If-Match; once */
  readonly 'post /api/uploads/{id}/apply': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly mine: readonly string[]
      readonly removeMissing: boolean
    }
    readonly reply: {
      readonly version: number
    }
  }
  /** Take back what an upload has done; what was changed since is left alone */
  readonly 'post /api/uploads/{id}/undo': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly version: number
      readonly left: number
    }
  }
  /** A file for a cell of one’s own draft: its bytes are the body. Answers what the cell is to hold; the draft is not changed yet */
  readonly 'post /api/collections/{id}/draft/attachments': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly block: string
      readonly row?: string | undefined
      readonly column: string
      readonly name: string
    }
    readonly body: Blob
    readonly reply: {
      readonly '$file': string
      readonly name: string
      readonly size: number
    }
  }
  /** A file for a cell that the form leaves to coordinators */
  readonly 'post /api/collections/{id}/participants/{organisation}/draft/attachments': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly query: {
      readonly block: string
      readonly row?: string | undefined
      readonly column: string
      readonly name: string
    }
    readonly body: Blob
    readonly reply: {
      readonly '$file': string
      readonly name: string
      readonly size: number
    }
  }
  /** A file in a cell of one’s own draft, or of one of an organisation below; `view=1`: to be shown, where a page can */
  readonly 'get /api/collections/{id}/attachments/{attachment}': {
    readonly params: {
      readonly id: string
      readonly attachment: string
    }
    readonly query: {
      readonly view?: '1' | undefined
    }
  }
  /** The checks of the form, their switches, and how many organisations each stops */
  readonly 'get /api/collections/{id}/checks': {
    readonly params: {
      readonly id: string
    }
    readonly reply: readonly {
      readonly check: string
      readonly text: string
      readonly rule: string
      readonly severity: 'error' | 'warning' | 'info' | null
      readonly switchable: boolean
      readonly mode: 'on' | 'warning' | 'off'
      readonly turned: {
        readonly reason: string
        readonly at: string
        readonly by: string
      } | null
      readonly stopped: number
      readonly formErrors: number
    }[]
  }
  /** Switch a check off, make it a warning, or switch it on again; at once and for open forms too */
  readonly 'post /api/collections/{id}/checks/{check}': {
    readonly params: {
      readonly id: string
      readonly check: string
    }
    readonly body: {
      readonly mode: 'on' | 'warning' | 'off'
      readonly reason: string
    }
    readonly reply: undefined
  }
  /** Add a section. For the organizer */
  readonly 'post /api/admin/sections': {
    readonly body: {
      readonly title: string
    }
    readonly reply: {
      readonly slug: string
      readonly title: string
    }
  }
  /** Put the sections into another order. For the organizer */
  readonly 'post /api/admin/sections/order': {
    readonly body: {
      readonly slugs: readonly string[]
    }
    readonly reply: undefined
  }
  /** Give a section another title; its address stays. For the organizer */
  readonly 'post /api/admin/sections/{section}': {
    readonly params: {
      readonly section: string
    }
    readonly body: {
      readonly title: string
    }
    readonly reply: undefined
  }
  /** Publish a text in a section. For the organizer */
  readonly 'post /api/admin/sections/{section}/publications': {
    readonly params: {
      readonly section: string
    }
    readonly body: {
      readonly title: string
      readonly body: string
      readonly publishedAt: string
      readonly hidden: boolean
      readonly isPublic: boolean
      readonly circle: {
        readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun')[]
        readonly regions: readonly string[]
      }
      readonly stores?: readonly {
        readonly title: string
        readonly audience: 'all' | 'organisations'
      }[]
    }
    readonly reply: {
      readonly slug: string
    }
  }
  /** Change everything of a publication but its address. For the organizer */
  readonly 'post /api/admin/publications/{section}/{slug}': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly body: {
      readonly title: string
      readonly body: string
      readonly publishedAt: string
      readonly hidden: boolean
      readonly isPublic: boolean
      readonly circle: {
        readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun')[]
        readonly regions: readonly string[]
      }
    }
    readonly reply: undefined
  }
  /** Open a collection of data in a publication. For the organizer */
  readonly 'post /api/admin/publications/{section}/{slug}/collections': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly body: {
      readonly title: string
      readonly source: string
      readonly opensAt: string
      readonly closesAt: string
      readonly excel: boolean
      readonly circle: {
        readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]
        readonly regions: readonly string[]
      }
      readonly logins: readonly string[]
    }
    readonly reply: {
      readonly id: string
      readonly title: string
      readonly form: {
        readonly form: string
        readonly version: string
        readonly title: string
      }
      readonly status: 'open' | 'closed'
      readonly opensAt: string
      readonly closesAt: string
      readonly extension: string | null
      readonly access: 'fill' | 'watch'
      readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
      readonly unsubmittedChanges: boolean
      readonly excel: boolean
      readonly parked: number
      readonly lastAction: {
        readonly kind: 'saved' | 'submitted'
        readonly at: string
        readonly by: string
      } | null
    }
  }
  /** What a publication like this would be a year later. Nothing is made. For the organizer */
  readonly 'get /api/admin/publications/{section}/{slug}/copy': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly reply: {
      readonly title: string
      readonly body: string
      readonly publishedAt: string
      readonly isPublic: boolean
      readonly circle: {
        readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun')[]
        readonly regions: readonly string[]
      }
      readonly stores: readonly {
        readonly title: string
        readonly audience: 'all' | 'organisations'
      }[]
    }
  }
  /** Collections that may be copied, the ones that ended last first. For the organizer */
  readonly 'get /api/admin/collections': {
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly title: string
        readonly publication: string
        readonly opensAt: string
        readonly closesAt: string
      }[]
    }
  }
  /** What a collection like this would be a year later. Nothing is made. For the organizer */
  readonly 'get /api/admin/collections/{id}/copy': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly title: string
      readonly source: string
      readonly opensAt: string
      readonly closesAt: string
      readonly excel: boolean
      readonly circle: {
        readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun')[]
        readonly regions: readonly string[]
      }
      readonly logins: readonly string[]
    }
  }
  /** Open a collection to a wider circle of organisations. For the organizer */
  readonly 'post /api/admin/collections/{id}/circle': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]
      readonly regions: readonly string[]
    }
    readonly reply: {
      readonly came: number
    }
  }
  /** Read a form file: its mistakes, its checks in words, what it needs, the compiled form. Nothing is stored. For the organizer */
  readonly 'post /api/admin/forms/reading': {
    readonly body: {
      readonly source: string
    }
    readonly reply: {
      readonly form: CompiledForm | null
      readonly title: string | null
      readonly version: string | null
      readonly mistakes: readonly {
        readonly severity: 'error' | 'warning'
        readonly line: number
        readonly column: number
        readonly message: string
        readonly hint: string
      }[]
      readonly more: number
      readonly checks: readonly {
        readonly check: string
        readonly text: string
        readonly rule: string
        readonly severity: 'error' | 'warning' | 'info'
      }[]
      readonly needs: {
        readonly registries: readonly {
          readonly name: string
          readonly columns: readonly string[]
          readonly missing: readonly string[]
          readonly rows: number | null
        }[]
        readonly forms: readonly {
          readonly form: string
          readonly title: string | null
        }[]
        readonly previous: boolean
      }
    }
  }
  /** Every form file that some collection has had, the newest first. For the organizer */
  readonly 'get /api/admin/forms': {
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly form: string
        readonly version: string
        readonly title: string
        readonly createdAt: string
        readonly collections: number
      }[]
    }
  }
  /** A form file as its author wrote it. For the organizer */
  readonly 'get /api/admin/forms/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly source: string
    }
  }
  /** How a version of a form differs from an earlier one, `from`, and what becomes of data. For the organizer */
  readonly 'get /api/admin/forms/{id}/difference': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly from: string
    }
    readonly reply: {
      readonly changes: readonly {
        readonly kind: 'added' | 'removed' | 'changed'
        readonly about: 'form' | 'sheet' | 'table' | 'column' | 'row' | 'cell' | 'choice' | 'check' | 'value'
        readonly what: string
        readonly details: readonly {
          readonly aspect: string
          readonly before: string
          readonly after: string
        }[]
      }[]
      readonly data: readonly {
        readonly kind: 'moved' | 'mapped' | 'reread' | 'unfit' | 'aside'
        readonly from: {
          readonly block: string
          readonly row?: string
          readonly column?: string
        }
        readonly text: string
      }[]
    }
  }
  /** How a form file differs from this version of the form, and what becomes of data. Nothing is stored. For the organizer */
  readonly 'post /api/admin/forms/{id}/difference': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly source: string
    }
    readonly reply: {
      readonly changes: readonly {
        readonly kind: 'added' | 'removed' | 'changed'
        readonly about: 'form' | 'sheet' | 'table' | 'column' | 'row' | 'cell' | 'choice' | 'check' | 'value'
        readonly what: string
        readonly details: readonly {
          readonly aspect: string
          readonly before: string
          readonly after: string
        }[]
      }[]
      readonly data: readonly {
        readonly kind: 'moved' | 'mapped' | 'reread' | 'unfit' | 'aside'
        readonly from: {
          readonly block: string
          readonly row?: string
          readonly column?: string
        }
        readonly text: string
      }[]
    }
  }
  /** Forms that the product comes with, by title. For the organizer */
  readonly 'get /api/admin/ready-forms': {
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly form: string
        readonly version: string
        readonly title: string
        readonly hint: string | null
        readonly sheets: number
        readonly columns: number
        readonly checks: number
      }[]
    }
  }
  /** Such a form as its author wrote it. For the organizer */
  readonly 'get /api/admin/ready-forms/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly source: string
    }
  }
  /** The same as a file, to be changed into a form of one’s own. For the organizer */
  readonly 'get /api/admin/ready-forms/{id}/file': {
    readonly params: {
      readonly id: string
    }
  }
  /** A publication as somebody else sees it, or will see it: an organisation like this, or who has not signed in. For the organizer */
  readonly 'get /api/admin/publications/{section}/{slug}/preview': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly query: {
      readonly as: 'edu' | 'ksh' | 'spo' | 'reg' | 'mun' | 'stranger'
      readonly region?: string | undefined
      readonly login?: string | undefined
    }
    readonly reply: {
      readonly viewer: {
        readonly id: string
        readonly login: string
        readonly name: string
      } | null
      readonly out: boolean
      readonly publication: {
        readonly slug: string
        readonly title: string
        readonly publishedAt: string
        readonly section: {
          readonly slug: string
          readonly title: string
        }
        readonly body: string
        readonly documents: readonly {
          readonly id: string
          readonly title: string
          readonly name: string
          readonly type: string
          readonly size: number
          readonly viewable: boolean
        }[]
        readonly stores: readonly {
          readonly id: string
          readonly title: string
          readonly files: number
          readonly page: {
            readonly items: readonly {
              readonly id: string
              readonly name: string
              readonly type: string
              readonly size: number
              readonly placedAt: string
              readonly addressee: 'all' | 'organisations' | 'organisation'
              readonly organisation: {
                readonly id: string
                readonly login: string
                readonly name: string
              } | null
              readonly canDownload: boolean
              readonly downloadedAt: string | null
              readonly audience: {
                readonly addressee: 'all' | 'organisations' | 'organisation'
                readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]
                readonly regions: readonly string[]
              } | null
            }[]
            readonly total: number
            readonly page: number
            readonly per: number
          }
        }[]
        readonly collections: readonly {
          readonly id: string
          readonly title: string
          readonly form: {
            readonly form: string
            readonly version: string
            readonly title: string
          }
          readonly status: 'open' | 'closed'
          readonly opensAt: string
          readonly closesAt: string
          readonly extension: string | null
          readonly access: 'fill' | 'watch'
          readonly state: 'notStarted' | 'inProgress' | 'submitted' | null
          readonly unsubmittedChanges: boolean
          readonly excel: boolean
          readonly parked: number
          readonly lastAction: {
            readonly kind: 'saved' | 'submitted'
            readonly at: string
            readonly by: string
          } | null
        }[]
      } | null
    }
  }
  /** Submit the draft at the version named in If-Match; it is checked afterwards */
  readonly 'post /api/collections/{id}/submissions': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
    }
  }
  /** Whether a submission was accepted, or what is wrong with it */
  readonly 'get /api/submissions/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
      readonly state: 'checking' | 'accepted' | 'refused'
      readonly version: number
      readonly number: number | null
      readonly submittedAt: string | null
      readonly problems: readonly Problem[]
    }
  }
  /** What proves the latest submission of one's own organisation */
  readonly 'get /api/collections/{id}/receipt': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly number: number
      readonly organisation: {
        readonly login: string
        readonly name: string
      }
      readonly collection: string
      readonly form: {
        readonly title: string
        readonly version: string
      }
      readonly submittedAt: string
      readonly submittedBy: string
      readonly sha256: string
    }
  }
  /** Every import of every registry; the first of each is the one that forms read. For the organizer */
  readonly 'get /api/registries': {
    readonly reply: readonly {
      readonly registry: string
      readonly number: number
      readonly columns: readonly string[]
      readonly rows: number
      readonly sha256: string
      readonly at: string
      readonly by: string
    }[]
  }
  /** Import a registry from CSV or a workbook; the column «organisation» says by login whose a row is. For the organizer */
  readonly 'post /api/registries/{name}': {
    readonly params: {
      readonly name: string
    }
    readonly query: {
      readonly dryRun?: '1' | undefined
    }
    readonly body: Blob
    readonly reply: {
      readonly registry: string
      readonly number: number | null
      readonly columns: readonly string[]
      readonly rows: number
      readonly organisations: number
    }
  }
  /** How many organisations stand where */
  readonly 'get /api/collections/{id}/statistics': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly total: number
      readonly notStarted: number
      readonly inProgress: number
      readonly submitted: number
      readonly status: 'open' | 'closed'
    }
  }
  /** Organisations in the order of the tree or of `sort`, 50 on a page unless `limit` says another number */
  readonly 'get /api/collections/{id}/participants': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly status?: 'notStarted' | 'inProgress' | 'submitted' | undefined
      readonly q?: string | undefined
      readonly sort?: 'name' | 'login' | 'status' | 'startedAt' | 'submittedAt' | undefined
      readonly order?: 'asc' | 'desc' | undefined
      readonly cursor?: string | undefined
      readonly limit?: number | undefined
    }
    readonly reply: {
      readonly items: readonly {
        readonly organisation: {
          readonly id: string
          readonly login: string
          readonly name: string
        }
        readonly status: 'notStarted' | 'inProgress' | 'submitted'
        readonly startedAt: string | null
        readonly submittedAt: string | null
        readonly changedAt: string | null
        readonly unsubmittedChanges: boolean
        readonly partAt: string | null
        readonly fillsNow: boolean
        readonly extension: {
          readonly closesAt: string
          readonly reason: string
        } | null
      }[]
      readonly next: string | null
      readonly total: number
    }
  }
  /** What one organisation has entered so far */
  readonly 'get /api/collections/{id}/participants/{organisation}/data': {
    readonly params: {
      readonly id: string
      readonly organisation: string
    }
    readonly reply: {
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
      }
      readonly status: 'notStarted' | 'inProgress' | 'submitted'
      readonly version: number
      readonly changedAt: string | null
      readonly submittedAt: string | null
      readonly parked: number
      readonly data: FormData
      readonly formVersion: string
      readonly fills: boolean
      readonly fillsNow: boolean
    }
  }
  /** How many organisations stand where, by the places directly under one’s own or another one below */
  readonly 'get /api/collections/{id}/territories': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly place?: string | undefined
    }
    readonly reply: {
      readonly way: readonly {
        readonly id: string
        readonly login: string
        readonly name: string
      }[]
      readonly items: readonly {
        readonly place: {
          readonly id: string
          readonly login: string
          readonly name: string
        }
        readonly deeper: boolean
        readonly total: number
        readonly notStarted: number
        readonly inProgress: number
        readonly submitted: number
      }[]
    }
  }
  /** Order a file with what was submitted, or with who takes part: a workbook, or a zip of CSV files */
  readonly 'post /api/collections/{id}/exports': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly kind?: 'results' | 'participants' | undefined
      readonly format?: 'xlsx' | 'csv' | undefined
    }
    readonly reply: {
      readonly id: string
    }
  }
  /** Order a workbook that says who has downloaded what from a store, and when. For those who watch */
  readonly 'post /api/stores/{id}/reports': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
    }
  }
  /** Order a file with what was done; by whom or to whom, and of one kind. For the organizer */
  readonly 'post /api/audit/exports': {
    readonly query: {
      readonly login?: string | undefined
      readonly kind?: string | undefined
      readonly format?: 'xlsx' | 'csv' | undefined
    }
    readonly reply: {
      readonly id: string
    }
  }
  /** How far a report is */
  readonly 'get /api/reports/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
      readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
      readonly progress: number
      readonly rows: number | null
      readonly title: string
      readonly createdAt: string
      readonly message: string | null
    }
  }
  /** Take the order of a report back; one that has ended stays as it is */
  readonly 'post /api/reports/{id}/cancel': {
    readonly params: {
      readonly id: string
    }
    readonly reply: {
      readonly id: string
      readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
      readonly progress: number
      readonly rows: number | null
      readonly title: string
      readonly createdAt: string
      readonly message: string | null
    }
  }
  /** The finished file */
  readonly 'get /api/reports/{id}/content': {
    readonly params: {
      readonly id: string
    }
  }
  /** The newest notifications */
  readonly 'get /api/notifications': {
    readonly reply: {
      readonly unread: number
      readonly items: readonly {
        readonly id: string
        readonly at: string
        readonly kind: 'report-ready' | 'report-failed' | 'password-reset' | 'form-error' | 'merged'
        readonly text: string
        readonly reportId: string | null
        readonly reportKept: boolean
        readonly readAt: string | null
      }[]
    }
  }
  /** Mark a notification as read */
  readonly 'post /api/notifications/{id}/read': {
    readonly params: {
      readonly id: string
    }
    readonly reply: undefined
  }
  /** Files of a store by name, page by page */
  readonly 'get /api/stores/{id}/files': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly q?: string | undefined
      readonly page?: number | undefined
      readonly per?: number | undefined
    }
    readonly reply: {
      readonly items: readonly {
        readonly id: string
        readonly name: string
        readonly type: string
        readonly size: number
        readonly placedAt: string
        readonly addressee: 'all' | 'organisations' | 'organisation'
        readonly organisation: {
          readonly id: string
          readonly login: string
          readonly name: string
        } | null
        readonly canDownload: boolean
        readonly downloadedAt: string | null
        readonly audience: {
          readonly addressee: 'all' | 'organisations' | 'organisation'
          readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]
          readonly regions: readonly string[]
        } | null
      }[]
      readonly total: number
      readonly page: number
      readonly per: number
    }
  }
  /** A file of a store, or a part of it (Range); how the sending ends is written down */
  readonly 'get /api/placements/{id}/content': {
    readonly params: {
      readonly id: string
    }
  }
  /** A document of a publication; `view=1`: to be shown, where a page can */
  readonly 'get /api/documents/{id}/content': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly view?: '1' | undefined
    }
  }
  /** Make a store in a publication; in one for `organisations`, coordinators download nothing. For the organizer */
  readonly 'post /api/admin/stores': {
    readonly body: {
      readonly section: string
      readonly publication: string
      readonly title: string
      readonly audience: 'all' | 'organisations'
    }
    readonly reply: {
      readonly id: string
    }
  }
  /** Place a file: its bytes are the body. `organisation`: for the one whose login is in the name. For the organizer */
  readonly 'post /api/admin/stores/{id}/files': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly name: string
      readonly for?: 'all' | 'organisations' | 'organisation' | undefined
      readonly kinds?: string | undefined
      readonly regions?: string | undefined
    }
    readonly body: Blob
    readonly reply: {
      readonly id: string
      readonly name: string
      readonly sha256: string
      readonly size: number
      readonly done: 'placed' | 'replaced' | 'unchanged'
      readonly organisation: {
        readonly id: string
        readonly login: string
        readonly name: string
      } | null
    }
  }
  /** Say anew whom a placed file is for. For the organizer */
  readonly 'patch /api/admin/placements/{id}': {
    readonly params: {
      readonly id: string
    }
    readonly body: {
      readonly addressee: 'all' | 'organisations' | 'organisation'
      readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]
      readonly regions: readonly string[]
    }
    readonly reply: undefined
  }
  /** Put another file in the place of one, for the same audience: its bytes are the body. For the organizer */
  readonly 'post /api/admin/placements/{id}/replacement': {
    readonly params: {
      readonly id: string
    }
    readonly query: {
      readonly name: string
    }
    readonly body: Blob
    readonly reply: {
      readonly id: string
    }
  }
  /** Take a document out of its publication. For the organizer */
  readonly 'post /api/admin/documents/{id}/removal': {
    readonly params: {
      readonly id: string
    }
    readonly reply: undefined
  }
  /** Take a file out of its store; who downloaded it stays known. For the organizer */
  readonly 'post /api/admin/placements/{id}/removal': {
    readonly params: {
      readonly id: string
    }
    readonly reply: undefined
  }
  /** Add a document to a publication: its bytes are the body. For the organizer */
  readonly 'post /api/admin/publications/{section}/{slug}/documents': {
    readonly params: {
      readonly section: string
      readonly slug: string
    }
    readonly query: {
      readonly name: string
      readonly title: string
    }
    readonly body: Blob
    readonly reply: {
      readonly id: string
    }
  }
  /** A stream of events: one per browser. Collections that are not one’s own are passed over in silence */
  readonly 'get /api/events': {
    readonly query: {
      readonly draft?: string | undefined
      readonly watch?: string | undefined
    }
  }
  /** The process is alive */
  readonly 'get /healthz': {
    readonly reply: {
      readonly ok: boolean
    }
  }
  /** The server can take requests */
  readonly 'get /readyz': {
    readonly reply: {
      readonly ok: boolean
    }
  }
  /** This description */
  readonly 'get /openapi.json': {
    readonly reply: unknown
  }
}
