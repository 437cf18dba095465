import { readdir, readFile } from 'node:fs/promises'
import { formFor, forRole } from '@tabel/engine'
import type { CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { buildTemplate, marksVersion, planUpload, readWorkbook, TemplateMaker } from '@tabel/excel'
import type { UploadPlan, WorkbookMeta } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { libraryForm } from '../../support/school.ts'

const library = new URL('../../../forms/library/', import.meta.url)
const names = ['olimpiada', 'oo1-klassy', 'pitanie', 'uchebny-plan', 'vpr-fsr-ma4', 'vpr-zayavka']

function metaFor({ form, version }: CompiledForm): WorkbookMeta {
  return {
    marks: marksVersion,
    form,
    formVersion: version,
    formHash: '',
    collection: 'c',
    organisation: 'edu010001',
    organisationName: 'Школа',
    draftVersion: 1,
    madeAt: '2026-11-27T00:00:00.000Z',
  }
}

/** The data of every case of a form of the library. */
async function cases(name: string): Promise<readonly (readonly [string, FormData])[]> {
  const folder = new URL(`${name}/cases/`, library)
  const files = (await readdir(folder)).sort()
  return Promise.all(
    files.map(
      async (file) => [file, (JSON.parse(await readFile(new URL(file, folder), 'utf8')) as { data: FormData }).data] as const,
    ),
  )
}

function comeBack(form: CompiledForm, data: FormData, bytes: Uint8Array): Promise<UploadPlan> {
  return readWorkbook(bytes).then((book) =>
    planUpload(book, {
      form,
      organisation: { login: 'edu010001', name: 'Школа' },
      collection: 'c',
      current: data,
      base: () => Promise.resolve({ form, data }),
    }),
  )
}

describe.each(names)('the template of %s', (name) => {
  test('comes back as it went, whatever is filled in', async () => {
    const form = await libraryForm(name)
    for (const [file, data] of [['nothing', {}] as const, ...(await cases(name))]) {
      const plan = await comeBack(form, data, await buildTemplate(form, { meta: metaFor(form), data }))
      expect([file, plan.ops(), plan.conflicts, plan.ignored, plan.notices]).toEqual([file, [], [], [], []])
    }
  }, 60_000)

  test('has every cell that a school may type into, once, open, and everything else closed', async () => {
    const form = await libraryForm(name)
    const [, data] = (await cases(name)).at(-1) ?? ['', {}]
    const bytes = await buildTemplate(form, { meta: metaFor(form), data })
    const plan = await comeBack(form, data, bytes)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
    const own = forRole(formFor(form, data), 'organisation')
    const places = [...plan.addresses.values()]
    expect(new Set(places).size).toBe(places.length)
    let typed = 0
    for (const sheet of own.sheets.filter(({ filledBy = 'organisation' }) => filledBy === 'organisation'))
      for (const block of Object.values(own.blocks).filter((one) => one.sheet === sheet.key))
        for (const row of rowsOf(block, data))
          for (const column of block.columns) {
            const fixed = block.kind === 'fixed' ? block.rows.find(({ key }) => key === row) : undefined
            const rules = fixed?.cells[column.key] ?? column
            if (fixed?.blocked.includes(column.key) || rules.computed !== undefined || rules.type === 'file') continue
            const address = plan.addresses.get(`${block.key}/${row ?? ''}/${column.key}`)
            expect(address, `${block.key}/${row}/${column.key}`).toBeDefined()
            const [worksheet = '', cell = ''] = address?.split('!') ?? []
            const locked = workbook.getWorksheet(worksheet)?.getCell(cell).protection?.locked ?? true
            expect([address, locked]).toEqual([address, rules.editable === false])
            typed += locked ? 0 : 1
          }
    expect(typed).toBeGreaterThan(0)
    expect(workbook.getWorksheet('_tabel')?.state).toBe('veryHidden')
  }, 60_000)
})

function rowsOf(block: CompiledForm['blocks'][string], data: FormData): readonly (string | null)[] {
  if (block.kind === 'fields') return [null]
  if (block.kind === 'fixed') return block.rows.map(({ key }) => key)
  return ((data[block.key] ?? []) as readonly DynamicRow[]).map(({ $id }) => $id)
}

test('a list to choose from, limits, a date and a hint are in Excel too, one for a column', async () => {
  const form = await libraryForm('vpr-fsr-ma4')
  const bytes = await buildTemplate(form, { meta: metaFor(form), data: {} })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  type Validated = { readonly dataValidations: { readonly model: Readonly<Record<string, ExcelJS.DataValidation>> } }
  const rules = workbook.worksheets.flatMap((sheet) => Object.values((sheet as never as Validated).dataValidations.model))
  expect([...new Set(rules.map(({ type }) => type))].sort()).toEqual(['custom', 'date', 'list', 'textLength', 'whole'])
  expect(rules.find(({ type }) => type === 'list')?.formulae[0]).toMatch(/^'?_справочники'?!\$[A-Z]\$1:\$[A-Z]\$\d+$/)
  expect(rules.some(({ prompt }) => prompt !== undefined)).toBe(true)
})

test('a choice stands in it as a word, at the left where words stand, also where the form keeps a number', async () => {
  const form = await libraryForm('pitanie')
  const data: FormData = { slots: [{ $id: 'a', class: '4А', day: 2 }] }
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await buildTemplate(form, { meta: metaFor(form), data })).buffer as ArrayBuffer)
  const cells: ExcelJS.Cell[] = []
  workbook.getWorksheet('Столовая')?.eachRow((row) => row.eachCell((cell) => void cells.push(cell)))
  const day = cells.find(({ value }) => value === 'вторник')
  expect(day?.type).toBe(ExcelJS.ValueType.String)
  expect(day?.alignment.horizontal).toBeUndefined()
})

test('made once serves every organisation that has entered nothing, each with its own name in it', async () => {
  const form = await libraryForm('pitanie')
  const maker = new TemplateMaker(form)
  for (const login of ['edu010001', 'edu010002', 'edu<&>']) {
    const meta = { ...metaFor(form), organisation: login, organisationName: 'Школа «№ 1» & <лицей>' }
    const bytes = await maker.make({ meta, data: {} })
    expect(await planned(form, bytes, login)).toMatchObject({ changes: [], added: [], ignored: [], notices: [] })
    await expect(planned(form, bytes, 'edu990099')).rejects.toThrow(`Школа «№ 1» & <лицей> (${login})`)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
    expect(workbook.getWorksheet('_tabel')?.getCell('B6').value).toBe(login)
  }
})

function planned(form: CompiledForm, bytes: Uint8Array, login: string): Promise<UploadPlan> {
  return readWorkbook(bytes).then((book) =>
    planUpload(book, {
      form,
      organisation: { login, name: 'Школа' },
      collection: 'c',
      current: {},
      base: () => Promise.resolve({ form, data: {} }),
    }),
  )
}

test('is the same for the same input, to the byte', async () => {
  const form = await libraryForm('pitanie')
  const twice = await Promise.all([1, 2].map(() => buildTemplate(form, { meta: metaFor(form), data: {} })))
  expect(Buffer.compare(twice[0] ?? new Uint8Array(), twice[1] ?? new Uint8Array())).toBe(0)
})

test('nothing that somebody typed can become a formula, or break the file', async () => {
  const form = await libraryForm('vpr-fsr-ma4')
  const data: FormData = {
    classes: [
      { $id: 'a', letter: { $raw: '=1+1' } },
      { $id: 'b', letter: { $raw: 'а\u0001б\u{1F600}' } },
    ],
  }
  const workbook = new ExcelJS.Workbook()
  const bytes = await buildTemplate(form, { meta: metaFor(form), data })
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  const texts = workbook.getWorksheet('Классы')?.getSheetValues().flat() ?? []
  expect(texts).toContain('=1+1')
  expect(texts).toContain('аб\u{1F600}')
})
