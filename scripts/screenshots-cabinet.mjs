// Takes a picture of every page of the cabinet for every role, on the built server with its demo: `npm run screenshots:cabinet [-- name …]`.
// They go to var/screenshots/cabinet, outside git.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'
import { register } from 'tsx/esm/api'

register()
const { findChromium } = await import('../test/support/chromium.ts')
const { freePort } = await import('../test/support/free-port.ts')
const { built, ServerProcess } = await import('../test/support/server-process.ts')

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'var/screenshots/cabinet')
const wanted = process.argv.slice(2)

const laptop = { viewport: { width: 1366, height: 768 } }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const dark = { ...laptop, colorScheme: 'dark' }

const main = 'ВПР. Математика. 4 класс: сбор результатов'
const button = (page, name) => page.getByRole('button', { name }).first().click()
const section = (page, name) => page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name, exact: true }).click()
const publication =
  (title = main) =>
  async (page) => {
    await section(page, 'ВПР')
    const article = page.getByRole('article', { name: title })
    await article.getByRole('button', { expanded: false }).first().click()
    await article.getByRole('heading', { name: 'Сбор данных' }).waitFor()
  }
const then =
  (...steps) =>
  async (page) => {
    for (const step of steps) await step(page)
  }
const press = (name) => (page) => button(page, name)
const cell = (page, table, column) => page.locator(`[data-cell^="${table}/"][data-cell$="/${column}"]`)
/** Types as a Russian keyboard does: every character is a key. */
const type = async (page, text) => {
  const session = await page.context().newCDPSession(page)
  for (const key of text) {
    const event = { key, windowsVirtualKeyCode: 65 }
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyDown', text: key, unmodifiedText: key })
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
  }
  await session.detach()
}
/** Types a line of cells, one after another to the right. */
const line = async (page, table, row, column, values) => {
  await cell(page, table, column).nth(row).click()
  for (const value of values) {
    await type(page, String(value))
    await page.keyboard.press('Tab')
  }
}
/** A form with some mistakes, and the list of them. */
const mistakes = async (page) => {
  await line(page, 'classes', 0, 'letter', ['А', 24, 22, 2, '21.04.2026'])
  await line(page, 'classes', 1, 'letter', ['Б', 23, 20, 1, '22.04.2026'])
  await page.locator('tabel-form').getByRole('tab', { name: 'Результаты' }).click()
  const marks = [1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 'X', 1, 'N']
  await line(page, 'results', 0, 'code', [10001, 'А', 'м', 1, 4, ...marks])
  await line(page, 'results', 1, 'code', [10002, 'А', 'ж', 2, 3, ...marks])
  await line(page, 'results', 2, 'code', [10002, 'Б', 'м', 1, 5, ...marks.with(2, 9)])
  await line(page, 'results', 3, 'code', [10004, 'В', 'ж', 2, 3, ...marks.with(0, '5 б.')])
  await cell(page, 'results', 'code').nth(0).click()
  await page
    .locator('tabel-form')
    .getByRole('button', { name: /^Ошибки/u })
    .click()
  await page
    .locator('tabel-form')
    .getByText(/^Сохранено в/u)
    .waitFor()
}
/** Chooses a form file for a new collection, and shows its checks. */
const chooseForm = async (page) => {
  const window = page.getByRole('dialog', { name: 'Новый сбор данных' })
  await window.locator('input[type=file]').setInputFiles(join(root, 'forms/library/vpr-fsr-ma4/form.json'))
  await window.getByText(/провер\S+ словами/u).click()
}
const form = (page) => page.locator('tabel-form').getByRole('tab').first().waitFor()

/** Who looks (empty: nobody yet), on what, and what was done before. */
const picture = (name, login, device, steps = async () => {}) => ({ name, login, device, steps })
const pictures = [
  picture('sign-in', '', laptop),
  picture('sign-in-dark', '', dark),
  picture('sign-in-phone', '', phone),
  picture('school-sections', 'edu010001', laptop),
  picture('school-section', 'edu010001', laptop, (page) => section(page, 'ВПР')),
  picture('school-publication', 'edu010001', laptop, publication()),
  picture('school-publication-dark', 'edu010001', dark, publication()),
  picture('readme-school', 'edu010001', dark, publication()),
  picture('school-publication-phone', 'edu010001', phone, publication()),
  picture('school-form', 'edu010001', laptop, then(publication(), press('Заполнить'), form)),
  picture('school-errors', 'edu010002', laptop, then(publication(), press('Заполнить'), form, mistakes)),
  picture('school-form-dark', 'edu010001', dark, then(publication(), press(/Заполнить|Редактировать/u), form)),
  picture('municipality-publication', 'mun0101', laptop, publication()),
  picture('region-publication', 'reg01', laptop, publication()),
  picture('region-participants', 'reg01', laptop, then(publication(), press('Список участников'))),
  picture('region-participants-dark', 'reg01', dark, then(publication(), press('Список участников'))),
  picture('region-territories', 'reg01', laptop, then(publication(), press('По территориям'))),
  picture('organizer-organisations', 'fed', laptop, (page) => page.getByRole('link', { name: 'Организации' }).click()),
  picture('organizer-audit', 'fed', laptop, (page) => page.getByRole('link', { name: 'Журнал' }).click()),
  picture('region-notices', 'reg01', laptop, press(/Уведомления/u)),
  picture('organizer-sections', 'fed', laptop),
  picture('organizer-publication', 'fed', laptop, publication()),
  picture('organizer-publication-dark', 'fed', dark, publication()),
  picture('organizer-edit', 'fed', laptop, then(publication(), press('Изменить публикацию'))),
  picture('organizer-edit-dark', 'fed', dark, then(publication(), press('Изменить публикацию'))),
  picture('organizer-collection', 'fed', laptop, then(publication(), press('Новый сбор данных'), chooseForm)),
  picture('organizer-checks', 'fed', laptop, then(publication(), press('Проверки'))),
]

const data = mkdtempSync(join(tmpdir(), 'tabel-pictures-'))
const server = new ServerProcess(await freePort(), join(data, 'tabel.sqlite'), join(data, 'files'), built)
const { executablePath, env, args } = await findChromium()
const browser = await chromium.launch({ executablePath, env, args: [...args] })
mkdirSync(folder, { recursive: true })
try {
  await server.start()
  for (const { name, login, device, steps } of pictures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const context = await browser.newContext({ ...device, locale: 'ru-RU', timezoneId: 'Europe/Moscow' })
    const page = await context.newPage()
    await page.goto(server.url)
    if (login !== '') {
      await page.getByLabel('Логин').fill(login)
      await page.getByRole('textbox', { name: 'Пароль' }).fill('demo-2026')
      await button(page, 'Войти')
      await page.getByRole('navigation', { name: 'Разделы' }).waitFor()
    } else await page.getByLabel('Логин').waitFor()
    await steps(page)
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)
    const fullPage = !name.startsWith('readme') && (await page.locator('dialog[open]').count()) === 0
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
    console.log(name)
    await context.close()
  }
} finally {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true, force: true })
}
