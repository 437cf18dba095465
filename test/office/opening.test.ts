import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readZip } from '../support/read-zip.ts'
import { libraryForm } from '../support/school.ts'
import { filledTemplates, library, template } from './library.ts'
import { convert } from './soffice.ts'

interface Books {
  readonly made: ReadonlyMap<string, Uint8Array>
  readonly saved: ReadonlyMap<string, Uint8Array>
  readonly printed: ReadonlyMap<string, Uint8Array>
}

/** An empty and a filled template of every form, opened at once. Not in a hook: without LibreOffice every test fails. */
let books: Promise<Books> | null = null

async function openAll(): Promise<Books> {
  const made = new Map<string, Uint8Array>()
  for (const name of library) {
    made.set(`${name} empty`, await template(await libraryForm(name), {}))
    const valid = (await filledTemplates(name)).get('valid')
    if (valid) made.set(`${name} valid`, valid.bytes)
  }
  return { made, saved: await convert(made, 'xlsx'), printed: await convert(made, 'pdf') }
}

async function opened(bytes: Uint8Array | undefined): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(bytes ?? []).buffer)
  return workbook
}

type Validated = { readonly dataValidations: { readonly model: Readonly<Record<string, ExcelJS.DataValidation>> } }

/** What is asked of the cells of a workbook, each once: kind, prompt, what is said of a wrong value. */
function validations(workbook: ExcelJS.Workbook): readonly string[] {
  const all = workbook.worksheets.flatMap((sheet) => Object.values((sheet as never as Validated).dataValidations.model))
  return [...new Set(all.map(({ type, prompt, error }) => JSON.stringify([type, prompt ?? '', error ?? ''])))].sort()
}

interface Protection {
  readonly sheet: string
  readonly on: boolean
  /** Cells into which one may type. */
  readonly open: readonly string[]
}

/** What is protected of each worksheet that is seen. exceljs does not read `locked="false"` as LibreOffice writes it. */
async function protections(bytes: Uint8Array | undefined): Promise<readonly Protection[]> {
  const parts = await readZip(Buffer.from(bytes ?? []))
  const { worksheets } = await opened(bytes)
  const [formats = ''] = /<cellXfs.*<\/cellXfs>/s.exec(parts.get('xl/styles.xml') ?? '') ?? []
  const isOpen = [...formats.matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs)].map(([format]) => /locked="(?:0|false)"/.test(format))
  return worksheets.flatMap(({ name, state }, place) => {
    const xml = parts.get(`xl/worksheets/sheet${place + 1}.xml`) ?? ''
    const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"(?: s="(\d+)")?/g)]
    const open = cells.flatMap(([, address = '', style = '0']) => (isOpen[Number(style)] ? [address] : []))
    const on = /<sheetProtection [^>]*sheet="(?:1|true)"/.test(xml)
    return state === 'visible' ? [{ sheet: name, on, open }] : []
  })
}

describe.each(library.flatMap((name) => [`${name} empty`, `${name} valid`]))('%s', (name) => {
  test('keeps sheets, their protection, open cells and validations when LibreOffice saves it', async () => {
    const { made: templates, saved } = await (books ??= openAll())
    const bytes = templates.get(name)
    const [before, after] = await Promise.all([opened(bytes), opened(saved.get(name))])
    expect(after.worksheets.map((sheet) => sheet.name)).toEqual(before.worksheets.map((sheet) => sheet.name))
    expect(validations(after)).toEqual(validations(before))
    const [made, again] = [await protections(bytes), await protections(saved.get(name))]
    expect(made.map(({ on }) => on)).toEqual(made.map(() => true))
    expect(made.flatMap(({ open }) => open).length).toBeGreaterThan(0)
    expect(again).toEqual(made)
  })

  test('prints on pages as wide as its sheets', async () => {
    const { made, printed } = await (books ??= openAll())
    const workbook = await opened(made.get(name))
    const visible = workbook.worksheets.filter(({ state }) => state === 'visible')
    const setups = visible.map(({ pageSetup: { fitToPage, fitToWidth, orientation } }) => ({
      fitToPage,
      fitToWidth,
      orientation,
    }))
    expect(setups).toEqual(visible.map(() => ({ fitToPage: true, fitToWidth: 1, orientation: 'landscape' })))
    const pages =
      Buffer.from(printed.get(name) ?? [])
        .toString('latin1')
        .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
    // Pages go down, never across: a sheet needs no more of them than its rows fill.
    const rows = visible.reduce((sum, { rowCount }) => sum + Math.ceil(rowCount / 8), 0)
    expect(pages).toBeGreaterThanOrEqual(visible.length)
    expect(pages).toBeLessThanOrEqual(rows)
  })
})
