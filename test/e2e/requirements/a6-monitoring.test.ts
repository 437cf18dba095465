import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../../support/demo.ts'
import { classRow, Page as Draft } from '../../support/vpr.ts'
import { findings } from '../support/axe.ts'
import { Form } from '../support/person.ts'
import { stageFor } from '../support/requirements.ts'
import { downloadBy, expanded } from '../support/stage.ts'

const stage = stageFor('A6. What coordinators see of a collection', 64, 81)

const application = 'ВПР. Заявка на участие'
const names = {
  submitted: 'МБОУ «Средняя школа № 2 им. А.Х. Чича»',
  working: 'МБОУ «Средняя школа № 3»',
  idle: 'МБОУ «Гимназия № 5»',
}

// One school has submitted, one is filling its form, eight of the municipality have not begun.
beforeAll(async () => {
  const one = await stage.client('edu010001')
  await submitFaultless(new Draft(one, await collectionOf(one, 'vpr-fsr-ma4')), 'vpr-fsr-ma4')
  const two = await stage.client('edu010002')
  const draft = new Draft(two, await collectionOf(two, 'vpr-fsr-ma4'))
  await draft.save({ insert: 'classes', after: null, rows: [classRow('a', 'Я', 25)] })
})

/** Numbers of the statistics, by their names. */
async function figures(login: string, title?: string, section = 'ВПР'): Promise<Readonly<Record<string, string>>> {
  const publication = await expanded(await stage.person(login), section, title)
  const statistics = publication.getByRole('region', { name: 'Общая статистика' })
  await statistics.getByText('Всего').waitFor()
  const numbers = await statistics.getByRole('definition').allInnerTexts()
  const words = await statistics.getByRole('term').allInnerTexts()
  return Object.fromEntries(words.map((name, place) => [name, numbers[place] ?? '']))
}

/** «Список участников» of the municipality. */
async function listOf(title?: string): Promise<Locator> {
  const person = await stage.person('mun0101')
  await person.page.goto(`${stage.url}/lk`)
  const publication = await expanded(person, 'ВПР', title)
  await publication.getByRole('button', { name: 'Список участников' }).click()
  const list = person.page.getByRole('dialog', { name: 'Список участников' })
  await list.getByRole('row').nth(10).waitFor()
  return list
}

const cellsOf = (list: Locator, name: string) => list.getByRole('row').filter({ hasText: name }).getByRole('cell').allInnerTexts()

/** Opens what the school that is filling its form has entered. */
async function look(): Promise<Form> {
  const { page } = await stage.person('mun0101')
  const form = new Form(page)
  if ((await form.root.count()) > 0) return form
  const list = await listOf()
  await list.getByRole('button', { name: `Просмотреть данные: ${names.working}` }).click()
  await form.ready()
  return form
}

/** «Загрузить отчет» of the municipality's «Экспорт результатов», which is ordered where it is not there yet. */
async function exported(): Promise<Locator> {
  const person = await stage.person('mun0101')
  const shown = person.page.getByRole('link', { name: 'Загрузить отчет' })
  if (await shown.isVisible()) return shown
  await person.page.goto(`${stage.url}/lk`)
  const publication = await expanded(person)
  await publication.getByRole('button', { name: 'Экспорт результатов' }).click()
  return publication.getByRole('link', { name: 'Загрузить отчет' })
}

/** Everything that is written in a workbook. */
async function textOf(path: string): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await readFile(path)).buffer as ArrayBuffer)
  const texts: string[] = []
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text))))
  return texts.join('\n')
}

test('64 a coordinator has in one block the statistics, the list of organisations and the data handed over', async () => {
  const publication = await expanded(await stage.person('mun0101'))
  const block = publication.getByRole('article', { name: 'Форма сбора результатов' })
  await block.getByRole('heading', { name: 'Общая статистика' }).waitFor()
  const buttons = await block.getByRole('button').allInnerTexts()
  expect(buttons).toEqual(expect.arrayContaining(['Список участников', 'Экспорт результатов']))
})

test('65 «Всего» counts those who must submit this form, and not every organisation', async () => {
  expect(await figures('mun0101')).toMatchObject({ Всего: '10' })
  // Below it are a college as well, and a cadet school that is not asked for the olympiad.
  expect(await figures('mun0101', 'Школьный этап олимпиады', 'Другие сборы')).toMatchObject({ Всего: '9' })
})

test('66 «Не приступило» counts those who have not begun', async () => {
  expect(await figures('mun0101')).toMatchObject({ 'Не приступило': '8' })
})

test('67 «В работе» counts those who fill the form and have never submitted', async () => {
  expect(await figures('mun0101')).toMatchObject({ 'В работе': '1' })
})

test('68 «Сдано» counts those who have submitted at least once', async () => {
  expect(await figures('mun0101')).toMatchObject({ Сдано: '1' })
  const one = await stage.client('edu010001')
  const draft = new Draft(one, await collectionOf(one, 'vpr-fsr-ma4'))
  draft.version = (await draft.draft()).version
  await draft.save({ insert: 'classes', after: null, rows: [classRow('z', 'Ж', 20)] })
  expect(await figures('mun0101')).toMatchObject({ 'В работе': '1', Сдано: '1' })
})

test('69 after the end there are two groups: who was filling the form counts as «Не приступило»', async () => {
  const school = await stage.client('edu010003')
  const collection = await collectionOf(school, 'vpr-zayavka')
  await new Draft(school, collection).save({ set: ['oo', null, 'name'], value: 'Иванова Мария Петровна' })
  await submitFaultless(new Draft(await stage.client('edu010004'), collection), 'vpr-zayavka')
  expect(await figures('mun0101', application)).toEqual({ Всего: '10', 'Не приступило': '8', 'В работе': '1', Сдано: '1' })
  const closesAt = new Date(Date.now() - 60_000).toISOString()
  const moved = await (await stage.client('fed')).post(`/api/collections/${collection}/deadline`, { closesAt })
  expect(moved.status).toBe(200)
  await (await stage.person('mun0101')).page.goto(`${stage.url}/lk`)
  expect(await figures('mun0101', application)).toEqual({ Всего: '10', 'Не приступило': '9', Сдано: '1' })
  expect(await cellsOf(await listOf(application), names.idle)).toContain('Не приступал')
})

test('70 «Список участников» shows the organisations with four indicators', async () => {
  const list = await listOf()
  expect(await list.getByRole('row').count()).toBe(11)
  expect((await list.getByRole('columnheader').allInnerTexts()).slice(0, 4)).toEqual([
    'Организация',
    'Статус',
    'Дата начала работы с формой',
    'Дата передачи данных',
  ])
  expect(await list.getByRole('button', { name: /^Просмотреть данные/u }).count()).toBe(2)
  // Each column sorts it either way, and a reload keeps that.
  const { page } = await stage.person('mun0101')
  const first = () => list.getByRole('row').nth(1).innerText()
  const head = (name: string) => list.getByRole('columnheader', { name })
  await head('Логин').getByRole('button').click()
  await expect.poll(first).toContain('edu010001')
  expect(await head('Логин').getAttribute('aria-sort')).toBe('ascending')
  await head('Логин').getByRole('button').click()
  await expect.poll(first).toContain('ksh010010')
  expect(new URL(page.url()).search).toMatch(/sort=login&order=desc/u)
  await page.reload()
  await expect.poll(first).toContain('ksh010010')
  expect(await head('Логин').getAttribute('aria-sort')).toBe('descending')
  await head('Дата передачи данных').getByRole('button').click()
  await expect.poll(first).toContain('Сдано')
  expect(await head('Логин').getAttribute('aria-sort')).toBe('none')
  expect(await findings(page)).toEqual([])
  await list.getByRole('button', { name: 'Закрыть список' }).click()
  await list.waitFor({ state: 'hidden' })
  expect(new URL(page.url()).search).toBe('')
})

test('on a phone, where the list has no head, two fields sort it the same way', async () => {
  const list = await listOf()
  const { page } = await stage.person('mun0101')
  const field = list.getByRole('combobox', { name: 'Сортировка' })
  const heads = await list.getByRole('columnheader').allInnerTexts()
  expect(await field.isVisible()).toBe(false)
  const laptop = page.viewportSize() ?? { width: 1440, height: 900 }
  await page.setViewportSize({ width: 390, height: 844 })
  await field.waitFor()
  expect(await list.getByRole('columnheader').count()).toBe(0)
  expect(await field.locator('option').allInnerTexts()).toEqual(['по подчинению', ...heads.slice(0, -1)])
  // What stands in a line without a head says what it is.
  const submitted = list.getByRole('row').filter({ hasText: names.submitted }).locator('td:has(time)')
  const labels = await submitted.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content))
  expect(labels).toEqual([expect.stringContaining('Начало'), expect.stringContaining('Сдано')])

  const first = () => list.getByRole('row').first().innerText()
  await field.selectOption({ label: 'Логин' })
  await expect.poll(first).toContain('edu010001')
  await list.getByRole('button', { name: 'Изменить порядок, сейчас по возрастанию' }).press('Enter')
  await expect.poll(first).toContain('ksh010010')
  expect(new URL(page.url()).search).toMatch(/sort=login&order=desc/u)
  await page.reload()
  await expect.poll(first).toContain('ksh010010')
  expect(await field.inputValue()).toBe('login')
  expect(await findings(page)).toEqual([])
  await field.selectOption({ label: 'по подчинению' })
  await expect.poll(() => new URL(page.url()).search).not.toContain('sort')
  await page.setViewportSize(laptop)
  await list.getByRole('button', { name: 'Закрыть список' }).click()
})

test('71 the status is «Сдано», «В работе» or «Не приступал»', async () => {
  const list = await listOf()
  const statuses = await Promise.all(Object.values(names).map(async (name) => (await cellsOf(list, name))[0]?.split('\n')[0]))
  expect(statuses).toEqual(['Сдано', 'В работе', 'Не приступал'])
})

test('72 the date when work with the form began stands in the list', async () => {
  const list = await listOf()
  const dates = await Promise.all(Object.values(names).map(async (name) => (await cellsOf(list, name))[1]))
  const moment = expect.stringMatching(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/u) as string
  expect(dates).toEqual([moment, moment, '–'])
})

test('73 the date when the data were handed over stands in the list', async () => {
  const list = await listOf()
  const dates = await Promise.all(Object.values(names).map(async (name) => (await cellsOf(list, name))[2]))
  expect(dates).toEqual([expect.stringMatching(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/u), '–', '–'])
})

test('74 an icon leads to the data that were entered', async () => {
  const list = await listOf()
  const icon = list.getByRole('button', { name: `Просмотреть данные: ${names.submitted}` })
  expect(await icon.getAttribute('title')).toBe('Просмотр введенных данных')
  await icon.click()
  const { page } = await stage.person('mun0101')
  await page.getByRole('dialog', { name: 'Данные организации' }).getByText('Отчет сдан').waitFor()
  await page.goto(`${stage.url}/lk`)
})

test('75 it opens a table of what was entered, drafts too, in which nothing can be changed', async () => {
  const form = await look()
  await form.page.getByText('Черновик, отчет еще не сдан.').waitFor()
  await form.expectCell('classes', 0, 'letter', 'Я')
  await form.goTo('classes', 0, 'listed')
  await form.keys('9')
  await form.press('Enter')
  await form.expectCell('classes', 0, 'listed', '25')
  expect(await form.root.getByRole('button', { name: /^(Сдать отчет|Сохранить( черновик)?)$/u }).count()).toBe(0)
})

test('76 a click anywhere outside its window closes it', async () => {
  const form = await look()
  await form.root.click({ position: { x: 200, y: 300 } })
  expect(await form.root.count()).toBe(1)
  await form.page.mouse.click(4, 450)
  await form.root.waitFor({ state: 'detached' })
  expect(await form.page.getByRole('dialog', { name: 'Список участников' }).isVisible()).toBe(true)
})

test('77 «Экспорт результатов» holds all that was submitted, and no drafts', async () => {
  const { page } = await stage.person('mun0101')
  const { path } = await downloadBy(page, await exported())
  const text = await textOf(path)
  expect(text).toContain('edu010001')
  expect(text).not.toContain('edu010002')
  // A class that was added to the draft after submitting, and one of a school that has not submitted.
  expect(text.split('\n').filter((cell) => cell === 'Ж' || cell === 'Я')).toEqual([])
})

test('78 it says that the report is being made, and that it is made', async () => {
  const { page } = await stage.person('mun0101')
  const told: string[] = []
  await page.exposeFunction('tell', (text: string) => void told.push(text))
  await page.goto(`${stage.url}/lk`)
  const publication = await expanded(await stage.person('mun0101'))
  await publication.evaluate((seen) => {
    const { tell } = globalThis as unknown as { tell: (text: string) => void }
    const changes = { childList: true, subtree: true, characterData: true }
    new MutationObserver(() => tell(seen.textContent ?? '')).observe(seen, changes)
  })
  await publication.getByRole('button', { name: 'Экспорт результатов' }).click()
  await publication.getByText(/Отчет сформирован: \d+ строк/u).waitFor()
  await expect.poll(() => told.join(' ')).toContain('Отчет формируется. Можно продолжать работу')
})

test('79 «Загрузить отчет» gives it as a workbook', async () => {
  const { page } = await stage.person('mun0101')
  const { name, path } = await downloadBy(page, await exported())
  expect(name).toMatch(/\.xlsx$/u)
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK')
})

test('80 it is downloaded later from the notifications', async () => {
  const { page } = await stage.person('mun0101')
  await page.goto(`${stage.url}/lk`)
  await page.getByRole('button', { name: /^Уведомления/u }).click()
  const notice = page
    .getByRole('dialog', { name: 'Уведомления' })
    .getByRole('listitem')
    .filter({ hasText: 'Форма сбора' })
    .first()
  const { path } = await downloadBy(page, notice.getByRole('link', { name: 'Загрузить отчет' }))
  expect(await textOf(path)).toContain('edu010001')
})

test('81 the notifications keep the reports of both kinds', async () => {
  const { page } = await stage.person('mun0101')
  await page.goto(`${stage.url}/lk`)
  const publication = await expanded(await stage.person('mun0101'))
  const store = publication.getByRole('article', { name: 'Материалы для проведения работы' })
  await store.getByRole('button', { name: 'Отчет', exact: true }).click()
  await store.getByRole('link', { name: 'Загрузить отчет' }).waitFor()
  await page.getByRole('button', { name: /^Уведомления/u }).click()
  const notices = page.getByRole('dialog', { name: 'Уведомления' }).getByRole('listitem')
  for (const about of ['Отчет о скачивании «Материалы для проведения работы»', 'Форма сбора результатов ВПР'])
    await notices.filter({ hasText: about }).first().getByRole('link', { name: 'Загрузить отчет' }).waitFor()
  expect(await notices.count()).toBeGreaterThanOrEqual(2)
})
