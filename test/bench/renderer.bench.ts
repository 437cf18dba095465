import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { findChromium } from '../support/chromium.ts'
import { largeData, largeForm, sizeM } from './engine/forms.ts'
import type { Size } from './engine/forms.ts'
import { figure, median } from './figure.ts'
import type {} from './renderer/bench-page.ts'
import { servePage } from './renderer/serve-page.ts'

// The light grid in Chromium: when a form can be used, what a key costs, what a page loads and what it leaves behind.
const sizes: Readonly<Record<string, Size>> = {
  small: { sheets: 1, rows: 20, columns: 12 },
  m: sizeM,
  big: { sheets: 3, rows: 2000, columns: 50 },
}
const forms = Object.fromEntries(
  Object.entries(sizes).map(([name, size]) => [name, { form: largeForm(size), data: largeData(size) }]),
)
const served = await servePage(forms)
const found = await findChromium()

/** Works in a browser that has never seen the page. */
async function cold<T>(
  form: string,
  work: (page: Page) => Promise<T>,
  watch = (_page: Page): void => {},
  grid: 'table' | 'excel' = 'table',
): Promise<T> {
  const browser = await chromium.launch({ executablePath: found.executablePath, env: found.env, args: found.args })
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    page.on('pageerror', (error) => {
      throw error
    })
    watch(page)
    await page.goto(`${served.url}?form=${form}&grid=${grid}`)
    return await work(page)
  } finally {
    await browser.close()
  }
}

async function usable(page: Page): Promise<number> {
  await page.waitForFunction(() => 'bench' in window)
  return page.evaluate(() => window.bench.usable)
}

/** Types numbers down a column and gives back what the page measured. */
async function typed(page: Page, field: 'frames' | 'problemFrames'): Promise<readonly number[]> {
  await usable(page)
  await page.waitForFunction(() => !document.querySelector('tabel-form')?.shadowRoot?.querySelector('[aria-busy=true]'))
  await page.locator('[data-cell="t0/r2/total"]').click()
  for (let turn = 0; turn < 24; turn++) {
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await page.waitForFunction((count) => window.bench.frames.length >= count, turn + 1)
  }
  return page.evaluate((name) => window.bench[name].slice(4), field)
}

async function growth(name: string, measure: (form: string) => Promise<number>, rounds: number): Promise<void> {
  const [big, small]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    small.push(await measure('small'))
    big.push(await measure('big'))
  }
  figure(name, median(big), 'ms', median(small))
}

const nothing = (): void => {}
const [table, excel]: [number[], number[]] = [[], []]
for (let round = 0; round < 5; round++) {
  table.push(await cold('m', usable))
  excel.push(await cold('m', usable, nothing, 'excel'))
}
figure('form.first-usable.vs-univer', median(table), 'ms', median(excel))
await growth('form.first-usable.growth', (form) => cold(form, usable), 5)
await growth('form.keystroke.growth', (form) => cold(form, async (page) => median(await typed(page, 'frames'))), 3)
figure('form.problems.frames', median(await cold('m', (page) => typed(page, 'problemFrames'))), 'frames')

const scripts: Promise<number>[] = []
const zipped = await cold(
  'small',
  async (page) => {
    await typed(page, 'frames')
    return Promise.all(scripts)
  },
  (page) => {
    page.context().on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
    })
  },
)
const sent = zipped.reduce((sum, bytes) => sum + bytes, 0)
figure('form.size.gzip-kb', sent / 1000, 'kB')

/** Listeners and nodes after 50 mounts and removals against those after 5. */
async function leftBehind(name: string, grid: 'table' | 'excel'): Promise<void> {
  const work = async (page: Page): Promise<void> => {
    await usable(page)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const left = async (mounts: number): Promise<{ nodes: number; listeners: number }> => {
      await page.evaluate((times) => window.bench.remount(times), mounts)
      await session.send('HeapProfiler.collectGarbage')
      const { metrics } = await session.send('Performance.getMetrics')
      const of = (metric: string): number => metrics.find((one) => one.name === metric)?.value ?? Number.NaN
      return { nodes: of('Nodes'), listeners: of('JSEventListeners') }
    }
    const few = await left(5)
    const many = await left(45)
    figure(name, many.listeners + many.nodes, 'listeners and nodes', few.listeners + few.nodes)
  }
  await cold('small', work, nothing, grid)
}

await leftBehind('form.mounts.growth', 'table')
await leftBehind('form.mounts.univer-growth', 'excel')
await served.close()
