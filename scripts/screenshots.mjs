// Takes a picture of every state of the form in a real Chromium, to be looked at: `npm run screenshots [-- name …]`.
// They go to var/screenshots, outside git; copy those that begin with «readme» to renderer/pictures when the form has changed.
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'
import { register } from 'tsx/esm/api'

register()
const { compileForm } = await import('../engine/src/compile/index.ts')
const { findChromium } = await import('../test/support/chromium.ts')
const { servePage } = await import('../test/bench/renderer/serve-page.ts')

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'var/screenshots')
const wanted = process.argv.slice(2)

const read = (form, file) => readFileSync(join(root, 'forms/library', form, file), 'utf8')
const caseOf = (form) => JSON.parse(read(form, 'cases/valid.json')).data
const compiled = (form) => compileForm(read(form, 'form.json')).form

/** A class of pupils out of the few of the case. */
function pupils() {
  const { classes, results } = caseOf('vpr-fsr-ma4')
  const many = Array.from({ length: 24 }, (_, at) => ({
    ...results[at % results.length],
    $id: `n${at}`,
    code: String(10001 + at),
  }))
  const sums = classes.map((one) => ({ ...one, listed: 12, wrote: 12, absent: 0 }))
  return { classes: sums, results: many }
}

const wrong = pupils()
wrong.results[1] = { ...wrong.results[1], z1: { $raw: '5 б.' }, sex: 'мальчик' }
wrong.results[4] = { ...wrong.results[4], code: '10001', z3: 9 }
wrong.results[7] = { ...wrong.results[7], variant: null }

const forms = {
  pupils: { form: compiled('vpr-fsr-ma4'), data: pupils() },
  wrong: { form: compiled('vpr-fsr-ma4'), data: wrong },
  fixed: { form: compiled('oo1-klassy'), data: caseOf('oo1-klassy') },
}

const laptop = { viewport: { width: 1366, height: 768 } }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
/** 1366 × 768 at 200 %. */
const zoomed = { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 }

/** As wide as a README shows a picture. */
const readme = { viewport: { width: 960, height: 440 } }

const button = (page, name) => page.getByRole('button', { name }).first().click()
const results = (page) => page.locator('#tab-results').click()
const cell = (row, column) => (page) => page.locator(`[data-cell="results/${row}/${column}"]`).click()
const keys =
  (...list) =>
  async (page) => {
    for (const key of list) await (key.length > 1 && /^[A-Z]/u.test(key) ? page.keyboard.press(key) : page.keyboard.type(key))
  }
const problems = async (page) => {
  await page.locator('.problems-button.bad').waitFor()
  await button(page, /^Ошибки/u)
}
const focus = (page) => page.evaluate(() => globalThis.tabel.element.focus())
const offline = (page) => page.evaluate(() => void (globalThis.tabel.server.online = false))
const meets = (page) =>
  page.evaluate(() =>
    globalThis.tabel.server.change('Иванова И. И.', [
      { set: ['results', 'n0', 'z1'], value: 0 },
      { set: ['results', 'n1', 'z2'], value: 0 },
    ]),
  )
const renewed = (page) =>
  page.evaluate(() => {
    const at = (column) => ({ block: 'results', row: 'n0', column })
    globalThis.tabel.element.store.renew = () =>
      Promise.resolve({
        changed: true,
        first: false,
        cells: [{ ...at('variant'), was: 1, is: 2 }],
        offers: [{ ...at('mark'), typed: 4, value: 5 }],
        gone: [{ block: 'results', row: 'n3' }],
        added: [],
        removed: [],
        cut: false,
      })
  })
const canvas = (page) =>
  page.waitForFunction(
    () =>
      (globalThis.tabel.element
        .querySelector('.tabel-canvas')
        ?.lastElementChild?.shadowRoot?.querySelector('.anchor')
        ?.getBoundingClientRect().width ?? 0) > 0,
  )

/** @param acts what is done before the picture. */
const picture = (name, address, screen, ...acts) => ({ name, address, screen, acts })

const pictures = [
  picture('readme-form', 'form=wrong', readme, results, cell('n1', 'z1')),
  picture('readme-dark', 'form=wrong&theme=dark', readme, results, problems),
  picture('empty', 'form=pupils&empty', laptop),
  picture('filled', 'form=pupils', laptop, results),
  picture('typing', 'form=pupils', laptop, results, cell('n2', 'z4'), keys('1')),
  picture('list', 'form=pupils', laptop, results, cell('n2', 'sex'), keys('Alt+ArrowDown')),
  picture('month', 'form=pupils', laptop, (page) => page.locator('[data-cell="classes/a/held"]').click(), keys('Alt+ArrowDown')),
  picture('menu', 'form=pupils', laptop, results, cell('n2', 'sex'), keys('Shift+F10')),
  picture('search', 'form=pupils', laptop, results, cell('n2', 'sex'), keys('Control+f', '1000')),
  picture(
    'selection',
    'form=pupils',
    laptop,
    results,
    cell('n2', 'z1'),
    keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight'),
  ),
  picture('errors', 'form=wrong', laptop, results, cell('n1', 'z1')),
  picture('panel', 'form=wrong', laptop, results, problems),
  picture('offline', 'form=pupils', laptop, results, offline, cell('n2', 'z4'), keys('0', 'Enter')),
  picture(
    'decision',
    'form=pupils',
    laptop,
    results,
    meets,
    cell('n0', 'z1'),
    keys('2', 'Tab'),
    cell('n1', 'z2'),
    keys('2', 'Tab'),
    (page) => button(page, /Нужно решение/u),
  ),
  picture('renewal', 'form=pupils', laptop, results, renewed, (page) => button(page, /Сохранить черновик/u)),
  picture('read-only', 'form=pupils&readonly', laptop, results),
  picture('fixed', 'form=fixed', laptop),
  picture('excel', 'form=wrong&grid=excel', laptop, canvas, results),
  picture('excel-fixed', 'form=fixed&grid=excel', laptop, canvas),
  picture('excel-list', 'form=pupils&grid=excel', laptop, canvas, results, focus, keys('Tab', 'Tab', 'Alt+ArrowDown')),
  picture('phone-empty', 'form=pupils&empty', phone),
  picture('phone-errors', 'form=wrong', phone, results, cell('n1', 'variant')),
  picture('phone-panel', 'form=wrong', phone, results, problems),
  picture('phone-offline', 'form=pupils', phone, results, offline, cell('n2', 'variant'), keys('2', 'Enter')),
  picture('phone-decision', 'form=pupils', phone, results, meets, cell('n0', 'z1'), keys('2', 'Tab'), (page) =>
    button(page, /Нужно решение/u),
  ),
  picture('phone-renewal', 'form=pupils', phone, results, renewed, (page) => page.locator('.draft').click()),
  picture('phone-fixed', 'form=fixed', phone),
  picture('zoomed', 'form=wrong', zoomed, results, cell('n1', 'letter')),
  picture('zoomed-panel', 'form=wrong', zoomed, results, problems),
  picture('zoomed-renewal', 'form=pupils', zoomed, results, renewed, (page) => button(page, /Сохранить черновик/u)),
  picture('dark', 'form=wrong&theme=dark', laptop, results, cell('n1', 'z1')),
  picture('dark-panel', 'form=wrong&theme=dark', laptop, results, problems),
  picture('dark-list', 'form=pupils&theme=dark', laptop, results, cell('n2', 'sex'), keys('Alt+ArrowDown')),
  picture('dark-renewal', 'form=pupils&theme=dark', laptop, results, renewed, (page) => button(page, /Сохранить черновик/u)),
  picture('dark-fixed', 'form=fixed&theme=dark', laptop),
  picture('dark-excel', 'form=wrong&theme=dark&grid=excel', laptop, canvas, results, focus, keys('F2')),
  picture('dark-phone', 'form=wrong&theme=dark', phone, results, cell('n1', 'variant')),
]

mkdirSync(folder, { recursive: true })
const { executablePath, env, args } = await findChromium()
const served = await servePage(forms, join(import.meta.dirname, 'screenshots'))
const browser = await chromium.launch({ executablePath, env, args })
for (const { name, address, screen, acts } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const page = await browser.newPage(screen)
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
  try {
    await page.goto(`${served.url}?${address}`)
    await page.locator('.foot').waitFor()
    for (const act of acts) await act(page)
    // A picture shows what is checked and drawn, not what is on its way.
    await page.waitForFunction(() => !globalThis.tabel.element.shadowRoot.querySelector('.pending, .busy'))
    await page.waitForTimeout(300)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) console.error(`${name}: the page is ${wide} pixels too wide`)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    console.log(name)
  } catch (error) {
    console.error(`${name}: ${error.message}`)
    process.exitCode = 1
  }
  await page.close()
}
await browser.close()
await served.close()
