import { writeFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import type { Person } from './support/person.ts'
import { openStage } from './support/stage.ts'

// The organizer keeps the tree of organisations, on the product as it is started by `npm start`.

const stage = openStage({ computer: { zone: null } })

async function openOrganisations({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Организации', exact: true }).click()
  await page.getByRole('heading', { name: 'Организации', level: 1 }).waitFor()
}

/** The row of an organisation in the list. */
const row = (page: Page, login: string): Locator => page.getByRole('row').filter({ hasText: login })

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Название или логин' }).fill(text)
  await page.getByText(/^Найдено: /u).waitFor()
}

/** Opens the window of an organisation, and there what is to be done with it. */
async function change(page: Page, login: string, what: string): Promise<Locator> {
  await row(page, login)
    .getByRole('button', { name: /^Изменить: /u })
    .click()
  const window = page.getByRole('dialog').filter({ hasText: login })
  await window.getByRole('button', { name: what }).click()
  return window
}

test('the tree is walked and searched; Back and reload keep the place', async () => {
  const person = await stage.newPerson('fed')
  const { page } = person
  await openOrganisations(person)
  await row(page, 'reg01').getByText('2 муниципалитета, 22 организации').waitFor()
  expect(await findings(page)).toEqual([])
  await page.getByRole('link', { name: 'Республика Адыгея' }).click()
  await page.getByRole('link', { name: 'Гиагинский район' }).click()
  await row(page, 'edu010011').waitFor()
  const crumbs = page.getByRole('navigation', { name: 'Место в дереве организаций' })
  expect(await crumbs.getByRole('listitem').allTextContents()).toEqual(['ФГБУ «ФИОКО»', 'Республика Адыгея', 'Гиагинский район'])
  await page.reload()
  await row(page, 'edu010011').waitFor()
  await page.goBack()
  await row(page, 'mun0102').waitFor()
  await crumbs.getByRole('link', { name: 'ФГБУ «ФИОКО»' }).click()
  await row(page, 'reg02').waitFor()

  await find(page, 'лицей № 8')
  await row(page, 'edu010004').getByText('Городской округ «Город Майкоп»').waitFor()
  await page.reload()
  await row(page, 'edu010004').waitFor()
  await page.getByRole('searchbox', { name: 'Название или логин' }).fill('нет такой')
  await page.getByText('Таких организаций нет.').waitFor()
  expect(await findings(page)).toEqual([])
})

test('coordinators look at their own part, schools at none', async () => {
  const coordinator = await stage.newPerson('mun0102')
  await openOrganisations(coordinator)
  await row(coordinator.page, 'edu010011').waitFor()
  expect(await coordinator.page.getByRole('button', { name: /^Изменить: /u }).count()).toBe(0)
  expect(await coordinator.page.getByRole('button', { name: 'Загрузить список' }).count()).toBe(0)
  const school = await stage.newPerson('edu010001')
  await school.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
  expect(await school.page.getByRole('link', { name: 'Организации', exact: true }).count()).toBe(0)
  await school.page.goto(`${school.origin}/lk/organisations`)
  await school.page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor()
})

test('a list is looked at before it is imported, and its passwords are printed', async () => {
  const person = await stage.newPerson('fed')
  const { page } = person
  await openOrganisations(person)
  await page.getByRole('button', { name: 'Загрузить список' }).click()
  const window = page.getByRole('dialog', { name: 'Загрузить список организаций' })
  const csv = stage.path('Список.csv')
  const good = 'login;name;parent\nreg77;Город Москва;\nedu770001;Школа № 1;reg77\nreg02;Башкортостан;\n'
  await writeFile(csv, `${good}edu770002;;reg77\nedu770003;Школа № 3;reg99\n`)
  expect(await findings(page)).toEqual([])
  await window.getByLabel('Выбрать файл').setInputFiles(csv)
  await window.getByText('В файле ошибки (2).').waitFor()
  await window.getByRole('row', { name: /^5 нет названия организации/u }).waitFor()
  await window.getByRole('row', { name: /^6 вышестоящей организации «reg99» нет/u }).waitFor()
  expect(await findings(page)).toEqual([])

  await writeFile(csv, good)
  await window.getByLabel('Выбрать исправленный файл').setInputFiles(csv)
  await window.getByText('Новых: 2, изменится: 1, без изменений: 0.').waitFor()
  await window.getByRole('row', { name: /Школа № 1 ?edu770001 reg77/u }).waitFor()
  await window.getByRole('row', { name: /reg02 Республика Башкортостан.* Башкортостан/u }).waitFor()
  expect(await findings(page)).toEqual([])
  await window.getByRole('button', { name: 'Загрузить', exact: true }).click()
  await window.getByText('Загружено: 2 новые организации, изменено: 1.').waitFor()
  await window.getByRole('button', { name: 'Готово' }).click()
  await page.getByRole('dialog', { name: 'Реквизиты не напечатаны' }).getByRole('button', { name: 'Остаться' }).click()

  // What goes to the printer is what is in the page at that moment.
  await page.evaluate(() => {
    globalThis.print = () => document.body.setAttribute('data-printed', document.querySelector('.print-sheet')?.innerHTML ?? '')
  })
  await window.getByRole('button', { name: 'Напечатать реквизиты' }).click()
  const printed = (await page.locator('body').getAttribute('data-printed')) ?? ''
  const codes = [...printed.matchAll(/<code>(?:<!--[^>]*-->)*([^<]+)/gu)].map(([, text]) => text ?? '')
  expect(codes).toHaveLength(4)
  await window.getByRole('button', { name: 'Готово' }).click()
  await row(page, 'reg77').waitFor()
  const school = await stage.newPerson('edu770001', {}, codes[codes.indexOf('edu770001') + 1])
  await school.page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
})

test('a school is locked with a reason, cannot sign in, and is let in again', async () => {
  const [person, school] = [await stage.newPerson('fed'), await stage.newPerson('edu010003')]
  const { page } = person
  await school.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
  await openOrganisations(person)
  await find(page, 'edu010003')
  const window = await change(page, 'edu010003', 'Заблокировать вход')
  await window.getByRole('button', { name: 'Заблокировать', exact: true }).click()
  await window.getByText('Напишите причину').waitFor()
  expect(await findings(page)).toEqual([])
  await window.getByLabel('Причина').fill('Пароль попал в чат')
  await window.getByRole('button', { name: 'Заблокировать', exact: true }).click()
  await row(page, 'edu010003').getByText('Заблокирована').waitFor()
  await row(page, 'edu010003').getByText('Пароль попал в чат').waitFor()

  await page.getByRole('searchbox', { name: 'Название или логин' }).fill('')
  await page.getByRole('combobox', { name: 'Статус' }).selectOption({ label: 'Заблокирована' })
  await page.getByText('Найдено: 1 организация').waitFor()
  await page.getByRole('combobox', { name: 'Статус' }).selectOption({ label: 'Все статусы' })
  await find(page, 'edu010003')

  // Its open page hears of it at once.
  const again = school.page.getByRole('dialog')
  await again.getByRole('button', { name: 'Войти' }).waitFor()
  const visitor = await stage.visitor()
  await visitor.signIn('edu010003', 'demo-2026')
  await visitor.page.getByRole('alert').getByText('Вход для вашей организации закрыл организатор').waitFor()

  const second = await change(page, 'edu010003', 'Разблокировать вход')
  await second.getByLabel('Причина').fill('Пароль сменили')
  await second.getByRole('button', { name: 'Разблокировать', exact: true }).click()
  await row(page, 'edu010003').getByText('Действует').waitFor()
  await visitor.signIn('edu010003', 'demo-2026')
  await visitor.page.getByRole('navigation', { name: 'Разделы' }).waitFor()

  // All of it stands in the audit.
  await page.getByRole('link', { name: 'Журнал' }).click()
  await page.getByRole('heading', { name: 'Журнал', level: 1 }).waitFor()
  await page.getByRole('searchbox', { name: 'Логин' }).fill('edu010003')
  await page.getByRole('combobox', { name: 'Что сделано' }).selectOption({ label: 'Вход заблокирован' })
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByRole('row', { name: /fed.* Вход заблокирован edu010003.* причина: Пароль попал в чат/u }).waitFor()
  expect(await findings(page)).toEqual([])
  await page.reload()
  await page.getByRole('row', { name: /Пароль попал в чат/u }).waitFor()
  // What the filters find is taken as a file.
  await page.getByRole('button', { name: 'Экспорт журнала' }).click()
  await page.getByText('Отчет сформирован: 1 строка.').waitFor()
  expect(await page.getByRole('link', { name: 'Загрузить отчет' }).getAttribute('href')).toMatch(/^\/api\/reports\//u)
  expect(await findings(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Что сделано' }).selectOption({ label: 'Заменена форма' })
  await page.getByText('Таких записей нет.').waitFor()
})

test('a school moves to another municipality, another one is closed with a successor', async () => {
  const person = await stage.newPerson('fed')
  const { page } = person
  await openOrganisations(person)
  await find(page, 'edu010004')
  const moving = await change(page, 'edu010004', 'Переместить')
  await moving.getByRole('radio', { name: /Гиагинский район/u }).check()
  await moving.getByLabel('Причина').fill('Приказ № 12')
  expect(await findings(page)).toEqual([])
  await moving.getByRole('button', { name: 'Переместить', exact: true }).click()
  await row(page, 'edu010004').getByText('Гиагинский район').waitFor()
  const coordinator = await stage.newPerson('mun0102')
  await openOrganisations(coordinator)
  await row(coordinator.page, 'edu010004').waitFor()

  await find(page, 'edu010005')
  const closing = await change(page, 'edu010005', 'Закрыть организацию')
  await closing.getByLabel('Найти организацию').fill('edu010006')
  expect(await closing.getByRole('radio', { name: 'Без правопреемника' }).isChecked()).toBe(true)
  await closing.getByRole('radio', { name: /edu010006/u }).check()
  // What is chosen stays chosen and in sight, whatever is searched for then.
  await closing.getByLabel('Найти организацию').fill('edu010007')
  await closing.getByRole('radio', { name: /edu010007/u }).waitFor()
  expect(await closing.getByRole('radio', { name: /edu010006/u }).isChecked()).toBe(true)
  await closing.getByLabel('Причина').fill('Слияние школ')
  await closing.getByRole('button', { name: 'Закрыть организацию', exact: true }).click()
  await row(page, 'edu010005').getByText('Закрыта').waitFor()
  await row(page, 'edu010005').getByText('Правопреемник: ').waitFor()
  const successor = await stage.newPerson('edu010006')
  await successor.page.getByRole('button', { name: /Уведомления/u }).click()
  await successor.page.getByText(/^К вашей организации присоединена/u).waitFor()
})

test('fits a phone', async () => {
  const person = await stage.visitor({ viewport: { width: 390, height: 844 } })
  await person.signIn('fed', 'demo-2026')
  await openOrganisations(person)
  await row(person.page, 'reg01').waitFor()
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
  expect(await findings(person.page)).toEqual([])
})
