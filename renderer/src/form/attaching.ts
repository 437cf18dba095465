import { newRowId } from '@tabel/engine'
import type { CellRef, FileRef, Op } from '@tabel/engine'
import type { FileRequest } from '../grid/adapter.ts'
import { words } from '../locales/words.ts'
import { isShown } from '../store/attachments.ts'
import type { Attachments } from '../store/attachments.ts'
import type { AttachmentWindow } from './attachment-window.ts'
import type { ViewedFiles } from './form-view.ts'
import type { OpenedForm } from './opened-form.ts'

/** What the window of a file asks of the form around it. */
export interface AttachingHost {
  readonly opened: () => OpenedForm | null
  readonly attachments: () => Attachments | null
  /** Nobody may type. */
  readonly closed: () => boolean
  readonly root: () => ParentNode & Node
  /** An action of the person. */
  edit(ops: readonly Op[]): void
  notice(text: string): void
  signedOut(): void
  focus(): void
}

/** Opens the window of a file in a cell, and does what is decided there. The window is loaded when the first file is asked for. */
export class Attaching implements ViewedFiles {
  readonly #host: AttachingHost
  #window: AttachmentWindow | null = null
  /** What is told when the window is closed. */
  #said = ''

  constructor(host: AttachingHost) {
    this.#host = host
  }

  /** A file may be put into this cell, or taken out of it. A row of null in a table is one that is not there yet. */
  attachable(cell: CellRef): boolean {
    const opened = this.#host.opened()
    if (!opened || this.#host.closed() || !this.#host.attachments()?.attach) return false
    const { session } = opened
    const block = session.shown.blocks[cell.block]
    const column = block?.columns.find(({ key }) => key === cell.column)
    if (cell.row === null && block?.kind === 'dynamic') return column?.type === 'file' && column.editable !== false
    return session.document.rulesAt(cell)?.type === 'file' && !session.isLocked(cell)
  }

  /** Where a browser shows a file, or saves one that it cannot show; null where it cannot be had. */
  address(file: FileRef): string | null {
    return this.#host.attachments()?.address(file, isShown(file.name)) ?? null
  }

  async open({ cell, file }: FileRequest): Promise<void> {
    const opened = this.#host.opened()
    const { AttachmentWindow } = await import('./attachment-window.ts')
    if (!opened || opened !== this.#host.opened()) return
    this.close()
    if (!customElements.get('tabel-attachment')) customElements.define('tabel-attachment', AttachmentWindow)
    const window = new AttachmentWindow()
    this.#window = window
    this.#said = ''
    window.given = {
      form: opened.session.shown,
      document: opened.session.document,
      cell,
      open: this.attachable(cell),
      attachments: this.#host.attachments(),
      put: (value) => this.#put(cell, value),
      signedOut: () => this.#host.signedOut(),
      closed: () => {
        this.close()
        this.#host.focus()
        this.#host.notice(this.#said)
      },
    }
    this.#host.root().append(window)
    await window.updateComplete
    window.show()
    if (file) void window.send(file)
  }

  close(): void {
    this.#window?.remove()
    this.#window = null
  }

  #put({ block, row, column }: CellRef, value: FileRef | null): void {
    const rows = this.#host.opened()?.session.document.rows(block) ?? []
    const isNew = row === null && this.#host.opened()?.session.shown.blocks[block]?.kind === 'dynamic'
    if (!isNew) this.#host.edit([{ set: [block, row, column], value }])
    else if (value)
      this.#host.edit([
        { insert: block, after: rows.at(-1)?.$id ?? null, rows: [{ $id: newRowId(Math.random), [column]: value }] },
      ])
    // The focus comes back first, and with it the line is cleared.
    this.#said = value ? words.files.attached(value.name) : words.files.removed
  }
}
