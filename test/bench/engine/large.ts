import type { CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import { FormSession, localPort } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'
import { figure, median } from '../figure.ts'
import { largeData, largeForm, sizeL } from './forms.ts'

const options = { today: '2026-04-22' }

/** A form being filled as a page does it: ops in, the list of problems and the counts out. */
class Page {
  readonly session: FormSession
  #heard: () => void = () => {}

  constructor(form: CompiledForm, data: FormData) {
    const [near, far] = localPort()
    serveChecker(far)
    this.session = new FormSession(form, data, near, options)
    this.session.on(() => {
      if (this.session.failed) throw new Error(this.session.failed)
      if (!this.session.pending) this.#heard()
    })
  }

  /** Ms until everything there is to say is said. */
  async until(work: () => void): Promise<number> {
    const start = performance.now()
    await new Promise<void>((done) => {
      this.#heard = done
      work()
      this.#read()
      // What changes nothing is not judged.
      if (!this.session.pending) done()
    })
    this.#read()
    return performance.now() - start
  }

  /** Ms of what the page does itself before the checker answers. */
  typing(work: () => void): number {
    const start = performance.now()
    work()
    this.#read()
    return performance.now() - start
  }

  #read(): number {
    const { session } = this
    return session.problems().length + session.errors + session.warnings
  }
}

/** The largest form: opening, memory, and edits of every kind. */
export async function largeFigures(): Promise<void> {
  globalThis.gc?.()
  const start = performance.now()
  const form = largeForm(sizeL)
  figure('engine.compile.large', performance.now() - start, 'ms')
  const data = largeData(sizeL)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const opening = performance.now()
  const page = new Page(form, data)
  await page.until(() => {})
  figure('engine.open.large', performance.now() - opening, 'ms')
  globalThis.gc?.()
  figure('engine.memory.large', (process.memoryUsage().heapUsed - before) / 1e6, 'MB')
  const times: number[] = []
  for (let turn = 0; turn < 400; turn++) {
    const time = await page.until(() => page.session.apply(edits(turn)))
    if (turn >= 40) times.push(time)
  }
  const sorted = times.toSorted((a, b) => a - b)
  figure('engine.edit.large', sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN, 'ms')
  figure('engine.edit.large.median', median(times), 'ms')
  page.session.close()
}

/** An edit of each kind in turn, on each sheet in turn. */
export function edits(turn: number): readonly Op[] {
  const sheet = turn % sizeL.sheets
  const [table, fields] = [`t${sheet}`, `f${sheet}`]
  const row = `r${(turn * 37) % 900}`
  const number = turn % 9
  switch (Math.floor(turn / sizeL.sheets) % 9) {
    case 0:
      return [{ set: [table, row, 'n2'], value: number }]
    case 1:
      return [{ set: [table, row, 'total'], value: 100 + number }]
    case 2:
      return [{ set: [table, row, 'kind'], value: ['А', 'Б', 'В', 'Г'][turn % 4] ?? '' }]
    case 3:
      return [{ set: [table, row, 'code'], value: `c${turn % sizeL.rows}` }]
    case 4:
      return [{ set: [fields, null, 'all'], value: turn }]
    case 5:
      return [
        { insert: table, after: row, rows: [{ $id: `x${turn}`, code: `x${turn}`, kind: 'А', total: 5, n1: 5 } as DynamicRow] },
      ]
    case 6:
      return [{ remove: table, ids: [`r${900 + (turn % 100)}`] }]
    case 7:
      return [{ move: table, ids: [row], after: null }]
    default:
      return [{ set: [table, row, 'n30'], value: { $raw: `${number} чел.` } }]
  }
}

/** What typing costs while many problems stand. */
export async function standingFigures(): Promise<void> {
  const size = { sheets: 1, rows: 5000, columns: 8 }
  const form = largeForm(size)
  for (const standing of [1000, 5000]) {
    const all = largeData(size)
    const rows = (all['t0'] as readonly DynamicRow[]).map((row, at) => (at < standing ? { ...row, total: 999 } : row))
    const page = new Page(form, { ...all, t0: rows })
    await page.until(() => {})
    const typing: number[] = []
    const verdicts: number[] = []
    for (let turn = 0; turn < 120; turn++) {
      const set = (): Op[] => [{ set: ['t0', `r${(turn * 37) % size.rows}`, 'n2'], value: turn % 9 }]
      if (turn % 2 === 0) {
        typing.push(page.typing(() => page.session.apply(set())))
        await page.until(() => page.session.apply([{ set: ['f0', null, 'all'], value: turn }]))
      } else verdicts.push(await page.until(() => page.session.apply(set())))
    }
    figure(`engine.session.typing.${standing}-problems`, median(typing), 'ms')
    figure(`engine.session.verdict.${standing}-problems`, median(verdicts), 'ms')
    page.session.close()
  }
}
