import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledForm } from '@tabel/engine'
import { marksVersion, TemplateMaker } from '@tabel/excel'
import { figure, median } from '../figure.ts'
import { readInChild } from './read-in-child.ts'
import type { ReadFigures } from './read-in-child.ts'
import { wideData, wideForm } from './sample.ts'

const times = 5

const meta = {
  marks: marksVersion,
  form: 'wide',
  formVersion: '1.0.0',
  formHash: '',
  collection: '',
  organisation: '',
  organisationName: '',
  draftVersion: 0,
  madeAt: '2026-11-27T00:00:00.000Z',
}

/** Milliseconds of CPU that something takes. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** The template for the next organisation against the first one: with its data, and where nothing is entered yet. */
async function benchCache(form: CompiledForm, maker: TemplateMaker, first: number): Promise<void> {
  const next: number[] = []
  for (let school = 1; school <= times; school += 1) {
    const data = wideData(school)
    next.push(await cpuOf(() => maker.make({ meta: { ...meta, organisation: `edu${school}` }, data })))
  }
  figure('excel.template.cached', median(next), 'ms of CPU', first)
  await maker.make({ meta, data: {} })
  const started = process.cpuUsage()
  for (let next = 0; next < 100; next += 1) await maker.make({ meta: { ...meta, organisation: `edu${next}` }, data: {} })
  const { user, system } = process.cpuUsage(started)
  figure('excel.template.cached-metadata-only', (user + system) / 1000 / 100, 'ms of CPU', first)
}

/** A filled workbook of 5 × 500 × 30 is read, each time in a process of its own; and how long a template takes. */
export async function benchReading(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
  try {
    const file = join(folder, 'filled.xlsx')
    const form = wideForm()
    const [maker, data] = [new TemplateMaker(form), wideData()]
    // The library is loaded once per server, not once per form.
    await import('exceljs')
    const first = await cpuOf(async () => writeFile(file, await maker.make({ meta, data })))
    figure('excel.template.build-cpu', first, 'ms')
    await benchCache(form, maker, first)
    const read = async (reader: 'ours' | 'exceljs'): Promise<readonly ReadFigures[]> => {
      const found: ReadFigures[] = []
      for (let time = 0; time < times; time += 1) found.push(await readInChild(file, reader))
      return found
    }
    const [ours, theirs] = [await read('ours'), await read('exceljs')]
    const cpu = (all: readonly ReadFigures[]): number => median(all.map((one) => one.cpu))
    figure('excel.read.cpu-vs-exceljs', cpu(ours), 'ms of CPU', cpu(theirs))
    figure('excel.read.peak-mb', median(ours.map(({ mb }) => mb)), 'MB', median(theirs.map(({ mb }) => mb)))
  } finally {
    await rm(folder, { recursive: true })
  }
}
