import type { CompiledForm } from '@tabel/engine'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { buildTemplate } from './build-template.ts'
import type { TemplateOptions } from './build-template.ts'
import { layOut } from './layout.ts'
import { replacePart } from './replace-part.ts'

/**
 * Makes templates of one form for many organisations. One that has entered nothing yet gets the workbook that was made once, with only what
 * it says of itself replaced: 40,000 of them cost as much as a few.
 */
export class TemplateMaker {
  readonly #form: CompiledForm
  #empty: Promise<Uint8Array> | null = null

  constructor(form: CompiledForm) {
    this.#form = form
  }

  async make({ meta, data }: TemplateOptions): Promise<Uint8Array> {
    if (Object.keys(data).length > 0) return buildTemplate(this.#form, { meta, data })
    this.#empty ??= buildTemplate(this.#form, { meta, data: {} })
    return replacePart(await this.#empty, this.#metaPart, metaXml(meta))
  }

  /** The form's sheets, the choices, and last what the workbook says of itself. */
  get #metaPart(): string {
    return `xl/worksheets/sheet${layOut(this.#form, {}).length + 2}.xml`
  }
}

function metaXml(meta: WorkbookMeta): string {
  const rows = Object.entries(meta).map(([key, value], index) => {
    const row = index + 1
    const said = typeof value === 'number' ? `<c r="B${row}"><v>${value}</v></c>` : text(`B${row}`, value as string)
    return `<row r="${row}">${text(`A${row}`, key)}${said}</row>`
  })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function text(address: string, value: string): string {
  const escaped = value
    .replace(/\p{Cc}/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`
}
