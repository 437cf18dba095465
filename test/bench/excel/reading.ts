import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CompiledForm } from '@tabel/engine'
import { buildTemplate, marksVersion, TemplateMaker } from '@tabel/excel'
import { figure, median } from '../figure.ts'
import { wideData, wideForm } from './sample.ts'

const run = promisify(execFile)
const times = 5

interface Read {
  readonly cells: number
  readonly cpu: number
  readonly mb: number
}

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

/** The template for the next organisation, which has entered nothing, against the first one. */
async function benchCache(form: CompiledForm, first: number): Promise<void> {
  const maker = new TemplateMaker(form)
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
    const started = process.cpuUsage()
    await writeFile(file, await buildTemplate(form, { meta, data: wideData() }))
    const { user, system } = process.cpuUsage(started)
    figure('excel.template.build-cpu', (user + system) / 1000, 'ms')
    await benchCache(form, (user + system) / 1000)
    const read = async (reader: 'ours' | 'exceljs'): Promise<readonly Read[]> => {
      const found: Read[] = []
      for (let time = 0; time < times; time += 1) {
        const args = ['--import', 'tsx', '--conditions=@tabel/source', join(import.meta.dirname, 'read-child.ts'), file, reader]
        found.push(JSON.parse((await run(process.execPath, args)).stdout) as Read)
      }
      return found
    }
    const [ours, theirs] = [await read('ours'), await read('exceljs')]
    const cpu = (all: readonly Read[]): number => median(all.map((one) => one.cpu))
    figure('excel.read.cpu-vs-exceljs', cpu(ours), 'ms of CPU', cpu(theirs))
    figure('excel.read.peak-mb', median(ours.map(({ mb }) => mb)), 'MB', median(theirs.map(({ mb }) => mb)))
  } finally {
    await rm(folder, { recursive: true })
  }
}
