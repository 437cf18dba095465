import { formFor, forRole } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, Problem } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { readWorkbook } from '@tabel/excel'
import type { ReadBook } from '@tabel/excel'
import { describe, expect, test } from 'vitest'
import { CellPlaces, foundErrors } from './found-errors.ts'
import { filledTemplates, library } from './library.ts'
import type { FilledTemplate } from './library.ts'
import { convert } from './soffice.ts'

interface Calculated {
  readonly templates: ReadonlyMap<string, ReadonlyMap<string, FilledTemplate>>
  /** As LibreOffice saved them, by form and case. */
  readonly books: ReadonlyMap<string, Uint8Array>
}

/** All cases of the library, calculated at once. Not in a hook: without LibreOffice every test fails. */
let all: Promise<Calculated> | null = null

async function calculate(): Promise<Calculated> {
  const templates = new Map(await Promise.all(library.map(async (name) => [name, await filledTemplates(name)] as const)))
  const files = [...templates].flatMap(([name, cases]) =>
    [...cases].map(([file, { bytes }]) => [`${name} ${file}`, bytes] as const),
  )
  return { templates, books: await convert(new Map(files), 'xlsx') }
}

describe.each(library)('%s', (name) => {
  test('finds in LibreOffice what the engine finds, in every case', async () => {
    const { templates, books } = await (all ??= calculate())
    for (const [file, filled] of templates.get(name) ?? []) {
      const { expected, found } = await compared(filled, books.get(`${name} ${file}`))
      expect([file, found]).toEqual([file, expected])
    }
  })

  test('computes in LibreOffice what the engine computes, in every case', async () => {
    const { templates, books } = await (all ??= calculate())
    for (const [file, filled] of templates.get(name) ?? []) {
      const { form, data, bytes } = filled
      const { computed } = await verdict(filled)
      const places = new CellPlaces(await read(bytes), own(form, data))
      const book = await read(books.get(`${name} ${file}`))
      const seen = computed
        .filter(({ block }) => onSheet(form, block))
        .map((cell) => [ref(cell), shown(places.value(book, cell))])
      expect([file, seen]).toEqual([
        file,
        computed.filter(({ block }) => onSheet(form, block)).map((cell) => [ref(cell), shown(cell.value)]),
      ])
    }
  })
})

function own(form: CompiledForm, data: FilledTemplate['data']): CompiledForm {
  return formFor(forRole(form, 'organisation'), data)
}

function verdict({ form, data, today }: FilledTemplate): ReturnType<typeof judge> {
  return judge(forRole(form, 'organisation'), data, { today })
}

/** Workbooks that were read: both tests of a form look at them. */
const known = new Map<Uint8Array, Promise<ReadBook>>()

function read(bytes: Uint8Array = new Uint8Array()): Promise<ReadBook> {
  let book = known.get(bytes)
  if (!book) known.set(bytes, (book = readWorkbook(bytes)))
  return book
}

function onSheet({ blocks, sheets }: CompiledForm, block: string): boolean {
  const sheet = sheets.find(({ key }) => key === blocks[block]?.sheet)
  return block.includes('~') || (sheet !== undefined && sheet.filledBy === undefined)
}

function ref({ block, row, column }: CellRef): string {
  return `${block}/${row ?? ''}/${column}`
}

/** A value as both write it: days as their numbers, no difference in the last digits. */
function shown(value: CellValue): string {
  if (typeof value === 'object') return JSON.stringify(value ?? '').replace('""', '')
  if (typeof value === 'number') return String(Number(value.toPrecision(12)))
  const day = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) / 86_400_000 + 25_569 : null
  return day === null ? String(value) : String(day)
}

/**
 * What the sheet says, and what it has to say: every problem of the engine but those of checks that it leaves to the upload. A row of a
 * table has one line for the rules of all its cells: how many are wrong, and the first of them.
 */
async function compared(
  filled: FilledTemplate,
  calculated: Uint8Array | undefined,
): Promise<{ readonly expected: unknown; readonly found: unknown }> {
  const { form, data, bytes } = filled
  const made = own(form, data)
  const places = new CellPlaces(await read(bytes), made)
  const { summary, wrong, untold, broken } = foundErrors(await read(calculated))
  const left = ({ check, at }: Problem): boolean => {
    const place = { block: at.block ?? '', column: at.column }
    const first = made.blocks[place.block]?.kind === 'fixed' ? at.row : null
    const [, cell = ''] = places.address({ ...place, row: first }).split('!')
    // What a file must be is asked where the file is.
    return untold.has(check) || untold.has(`${check} ${cell}`) || check === 'accept' || check === 'maxSize'
  }
  const { problems } = await verdict(filled)
  const told = problems.filter((problem) => !left(problem))
  const checks = new Set(made.checks.map(({ id }) => id))
  const ofCells = told.filter(({ check }) => !checks.has(check) && !check.endsWith('Rows'))
  const rows = new Map<string, Problem[]>()
  for (const problem of ofCells) {
    const { at } = problem
    const key = made.blocks[at.block ?? '']?.kind === 'fields' ? ref(at as CellRef) : `${at.block}/${at.row}`
    rows.set(key, [...(rows.get(key) ?? []), problem])
  }
  const lines = [
    ...told.filter((problem) => !ofCells.includes(problem)).map((problem) => line(places, problem, 1)),
    ...[...rows.values()].map((some) => line(places, some[0] as Problem, some.length)),
  ]
  const count = (severity: string): number =>
    new Set(told.filter((problem) => problem.severity === severity).map(({ id }) => id)).size
  return {
    expected: {
      lines: [...new Set(lines)].sort(),
      broken: [],
      summary: `Ошибок: ${count('error')}; предупреждений: ${count('warning')}`,
    },
    found: {
      lines: [...new Set(wrong.map(({ check, address, times }) => `${check} ${address} ×${times}`))].sort(),
      broken,
      summary,
    },
  }
}

function line(places: CellPlaces, { check, at }: Problem, times: number): string {
  return `${check} ${places.address({ ...at, block: at.block ?? '' })} ×${times}`
}
