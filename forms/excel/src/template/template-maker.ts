import { formFor } from '@tabel/engine'
import type { CompiledForm, ComputedCell, FormData } from '@tabel/engine'
import { dataWithSources } from '@tabel/engine/formulas'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { makeFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { layOut, templateForm } from './layout.ts'
import type { LaidSheet } from './layout.ts'
import { liveBook } from './live-book.ts'
import type { LiveBook } from './live-book.ts'
import { replaceParts } from './parts/archive.ts'
import { formParts, framed, metaPart, sharedParts } from './workbook-parts.ts'
import type { Shared } from './workbook-parts.ts'

/** For whom a template is, and what stands in it already. */
export interface TemplateOptions {
  readonly meta: WorkbookMeta
  readonly data: FormData
  /** What computed cells hold, for programs that show a workbook without calculating it. */
  readonly computed?: readonly ComputedCell[]
}

/**
 * A form as a workbook to be filled in Excel: its sheets and hints, lists and limits, what is filled already, computed cells and checks
 * as formulas, and marks by which every cell is found again when the file comes back (see `workbook/marks.ts`). What is locked here is a
 * help and no lock.
 *
 * @returns the bytes of an .xlsx; the same for the same input.
 */
export function buildTemplate(form: CompiledForm, options: TemplateOptions): Promise<Uint8Array> {
  return new TemplateMaker(form).make(options)
}

/** The workbook in which nothing is filled yet. */
interface Empty {
  readonly form: CompiledForm
  readonly archive: Promise<Uint8Array>
}

/** The workbook of tables of certain heights, before its form is filled. */
interface Prepared {
  readonly form: CompiledForm
  /** Where the blocks of the form stand. */
  readonly heights: string
  readonly frame: Frame
  readonly book: LiveBook
  readonly markings: Shared['markings']
  readonly archive: Uint8Array
}

/**
 * Makes templates of one form for many organisations. What is the same for all of them is made once; for the next one only the cells of
 * the form are written, and where nothing is entered yet only what the workbook says of itself. Formulas follow the heights of tables:
 * those of the last ones are kept.
 */
export class TemplateMaker {
  readonly #base: CompiledForm
  readonly #frames = new WeakMap<CompiledForm, Promise<Frame>>()
  #empty: Empty | null = null
  #prepared: Prepared | null = null

  constructor(form: CompiledForm) {
    this.#base = templateForm(form)
  }

  async make({ meta, data, computed }: TemplateOptions): Promise<Uint8Array> {
    if (Object.keys(data).length > 0) return this.#make(meta, data, computed)
    const form = formFor(this.#base, data)
    if (this.#empty?.form !== form) this.#empty = { form, archive: this.#make(meta, data, computed) }
    return replaceParts(await this.#empty.archive, new Map([metaPart(layOut(form, data).length, meta)]))
  }

  async #make(meta: WorkbookMeta, typed: FormData, computed: readonly ComputedCell[] = []): Promise<Uint8Array> {
    const form = formFor(this.#base, typed)
    const data = dataWithSources(form, typed)
    const laid = layOut(form, data)
    const { frame, book, markings, archive } = await this.#prepare(form, data, laid)
    const parts = new Map([...formParts(frame, laid, book, markings, computed), metaPart(laid.length, meta)])
    return replaceParts(archive, parts)
  }

  async #prepare(form: CompiledForm, data: FormData, laid: readonly LaidSheet[]): Promise<Prepared> {
    const heights = JSON.stringify(laid.map(({ blocks }) => blocks.map(({ top, rows, filled }) => [top, rows, filled > 0])))
    const known = this.#prepared
    // What sources gave stands in the workbook too, and is another for the next one.
    if (known?.form === form && known.heights === heights && !known.book.data.isRead) return known
    let frame = this.#frames.get(form)
    if (!frame) this.#frames.set(form, (frame = framed(laid, makeFrame)))
    const made = await frame
    const book = liveBook(form, data, laid)
    const { parts, markings } = sharedParts(made, laid, book)
    this.#prepared = { form, heights, frame: made, book, markings, archive: replaceParts(made.archive, parts) }
    return this.#prepared
  }
}
