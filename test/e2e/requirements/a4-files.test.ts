import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { stageFor } from '../support/requirements.ts'
import { downloadBy, expanded } from '../support/stage.ts'

const stage = stageFor('A4. Stores of files', 24, 37)

const materials = 'Материалы для проведения работы'
const codes = 'Коды участников'
const memo = 'Памятка эксперта.txt'

/** A store of the publication with the results, as somebody sees it. */
async function storeOf(login: string, title = materials): Promise<Locator> {
  const publication = await expanded(await stage.person(login))
  const store = publication.getByRole('article', { name: title })
  await store.getByRole('listitem').first().waitFor()
  const fold = store.getByRole('button', { name: 'Свернуть' })
  if ((await fold.count()) > 0) await fold.click()
  return store
}

const file = (store: Locator, name: string): Locator => store.getByRole('listitem').filter({ hasText: name })
const downloadIcon = (row: Locator): Locator => row.getByRole('link', { name: 'Скачать файл' })

/** The rows of a report, its head left out. */
async function rowsOf(path: string): Promise<readonly (readonly unknown[])[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await readFile(path)).buffer as ArrayBuffer)
  const rows: unknown[][] = []
  workbook.worksheets[0]?.eachRow((row, number) => {
    if (number > 1) rows.push((row.values as unknown[]).slice(1))
  })
  return rows
}

test('24 the organizer places a file, and the school finds it in the list', async () => {
  const organizer = await stage.person('fed')
  await (await storeOf('fed')).getByRole('button', { name: 'Добавить файлы' }).click()
  const window = organizer.page.getByRole('dialog', { name: 'Добавить файлы' })
  const buffer = Buffer.from('Приложение к порядку')
  await window.getByLabel('Выбрать файлы').setInputFiles([{ name: 'А приложение.txt', mimeType: 'text/plain', buffer }])
  await window.getByText('Размещен', { exact: true }).waitFor()
  await organizer.page.keyboard.press('Escape')

  const store = await storeOf('edu010001')
  await file(store, memo).waitFor()
  expect(await file(store, 'А приложение.txt').isVisible()).toBe(true)
})

test('25 the icon beside a file downloads it', async () => {
  const { page } = await stage.person('edu010001')
  const icon = downloadIcon(file(await storeOf('edu010001'), 'Памятка'))
  expect(await icon.locator('svg').count()).toBe(1)
  const { name, path } = await downloadBy(page, icon)
  expect(name).toBe(memo)
  expect(await readFile(path, 'utf8')).toContain('Оценивайте каждое задание по критериям.')
})

test('26 after the download its date and time stand beside the file, and stay', async () => {
  const { page } = await stage.person('edu010001')
  const store = await storeOf('edu010001')
  const mark = file(store, memo).getByText(/^Скачан \d{1,2} [а-я]+ \d{4} г\. в \d\d:\d\d$/u)
  await mark.waitFor()
  await page.reload()
  await mark.waitFor()
  expect(
    await file(store, 'График консультаций.txt')
      .getByText(/^Скачан/u)
      .count(),
  ).toBe(0)
})

test('27 files are addressed: to all, to a kind of organisations, to a region, to one organisation', async () => {
  const seen = async (login: string) => {
    const store = await storeOf(login)
    await store.getByRole('button', { name: 'Раскрыть' }).click()
    // The last one of those that all schools have.
    await file(store, 'Протокол проведения.csv').waitFor()
    return (await store.getByRole('listitem').allInnerTexts()).join('\n')
  }
  const [school, cadets, bashkir] = [await seen('edu010001'), await seen('ksh010010'), await seen('edu020001')]
  expect([school, cadets, bashkir].map((text) => text.includes('кадетских школах'))).toEqual([false, true, false])
  expect([school, cadets, bashkir].map((text) => text.includes('Башкортостан'))).toEqual([false, false, true])
  const own = await storeOf('edu010001', codes)
  expect(await own.getByRole('listitem').count()).toBe(1)
  await file(own, 'edu010001').waitFor()
})

test('28 a coordinator sees a file for schools and cannot download it, on the page or past it', async () => {
  const store = await storeOf('mun0101')
  const row = file(store, memo)
  await row.getByText('Только для образовательных организаций').waitFor()
  expect(await row.getByRole('link').count()).toBe(0)
  expect(await downloadIcon(file(store, 'График консультаций.txt')).count()).toBe(1)
  const address = await downloadIcon(file(await storeOf('edu010001'), memo)).getAttribute('href')
  const { page } = await stage.person('mun0101')
  expect(await page.evaluate(async (path) => (await fetch(path)).status, address ?? '')).toBe(403)
})

test('29 «Раскрыть» expands one store', async () => {
  const store = await storeOf('fed', codes)
  await store.getByText('Показаны первые 5 из 37.').waitFor()
  expect(await store.getByRole('listitem').count()).toBe(5)
  await store.getByRole('button', { name: 'Раскрыть' }).click()
  await expect.poll(() => store.getByRole('listitem').count()).toBe(20)
})

test('30 «Показать все» expands every store of the publication', async () => {
  const { page } = await stage.person('edu010001')
  await page.reload()
  const publication = await expanded(await stage.person('edu010001'))
  await publication.getByRole('button', { name: 'Показать все' }).click()
  await expect.poll(() => publication.getByRole('searchbox', { name: 'Название файла' }).count()).toBe(2)
  await publication.getByRole('button', { name: 'Свернуть все' }).click()
  await expect.poll(() => publication.getByRole('searchbox').count()).toBe(0)
})

test('31 an expanded store is searched by the names of files', async () => {
  const store = await storeOf('edu010001')
  await store.getByRole('button', { name: 'Раскрыть' }).click()
  await store.getByRole('searchbox', { name: 'Название файла' }).fill('памятка')
  await store.getByText('Найдено: 1').waitFor()
  await expect.poll(() => store.getByRole('listitem').count()).toBe(1)
  await file(store, memo).waitFor()
})

test('32 an expanded store has a switch of pages at its bottom', async () => {
  const store = await storeOf('fed', codes)
  await store.getByRole('button', { name: 'Раскрыть' }).click()
  const pages = store.getByRole('navigation', { name: 'Страницы хранилища' })
  await pages.getByText('Страница 1 из 2').waitFor()
  const last = await store.getByRole('listitem').last().boundingBox()
  expect((await pages.boundingBox())?.y).toBeGreaterThanOrEqual((last?.y ?? 0) + (last?.height ?? 0))
  await pages.getByRole('button', { name: 'Вперед' }).click()
  await pages.getByText('Страница 2 из 2').waitFor()
  await expect.poll(() => store.getByRole('listitem').count()).toBe(17)
})

test('33 a coordinator has the button «Отчет» on a store, a school has none', async () => {
  expect(await (await storeOf('mun0101')).getByRole('button', { name: 'Отчет', exact: true }).count()).toBe(1)
  expect(await (await storeOf('edu010001')).getByRole('button', { name: 'Отчет', exact: true }).count()).toBe(0)
})

test('34 pressed, it says that the report is being made, and that it is made', async () => {
  const { page } = await stage.person('mun0101')
  const store = await storeOf('mun0101')
  const told: string[] = []
  await page.exposeFunction('tell', (text: string) => void told.push(text))
  await store.evaluate((seen) => {
    const { tell } = globalThis as unknown as { tell: (text: string) => void }
    const changes = { childList: true, subtree: true, characterData: true }
    new MutationObserver(() => tell(seen.textContent ?? '')).observe(seen, changes)
  })
  await store.getByRole('button', { name: 'Отчет', exact: true }).click()
  await store.getByText(/Отчет сформирован: \d+ строк/u).waitFor()
  await expect.poll(() => told.join(' ')).toContain('Отчет формируется. Можно продолжать работу')
})

test('35 «Загрузить отчет» gives who has downloaded what and when', async () => {
  const { page } = await stage.person('mun0101')
  const store = await storeOf('mun0101')
  await store.getByRole('button', { name: 'Отчет', exact: true }).click()
  const { name, path } = await downloadBy(page, store.getByRole('link', { name: 'Загрузить отчет' }))
  expect(name).toMatch(/^Отчет о скачивании Материалы для проведения работы .+\.xlsx$/u)
  const rows = await rowsOf(path)
  const taken = (login: string) => rows.find(([who, , what]) => who === login && what === memo)
  expect(taken('edu010001')?.slice(3)).toEqual(['да', expect.any(Date), expect.any(Date), 1])
  expect(taken('edu010002')?.[3]).toBe('нет')
})

test('36 the report waits in the notifications', async () => {
  const { page } = await stage.person('mun0101')
  await page.getByRole('button', { name: /^Уведомления/u }).click()
  const notices = page.getByRole('dialog', { name: 'Уведомления' })
  const notice = notices
    .getByRole('listitem')
    .filter({ hasText: `Отчет о скачивании «${materials}»` })
    .first()
  const { path } = await downloadBy(page, notice.getByRole('link', { name: 'Загрузить отчет' }))
  expect((await rowsOf(path)).length).toBeGreaterThan(10)
  await page.keyboard.press('Escape')
})

test('37 the report is of the coordinator’s own organisations alone', async () => {
  const countSchools = async (login: string): Promise<number> => {
    const { page } = await stage.person(login)
    const store = await storeOf(login)
    await store.getByRole('button', { name: 'Отчет', exact: true }).click()
    const { path } = await downloadBy(page, store.getByRole('link', { name: 'Загрузить отчет' }))
    const organisations = new Set((await rowsOf(path)).map(([who]) => String(who)))
    for (const who of organisations) expect(who).toMatch(/^(reg01|mun010\d|(edu|ksh|spo)01\d{4})$/u)
    expect(organisations.has('edu010001')).toBe(login === 'reg01')
    return [...organisations].filter((who) => /^(edu|ksh)/u.test(who)).length
  }
  expect(await Promise.all([countSchools('mun0102'), countSchools('reg01')])).toEqual([10, 20])
})
