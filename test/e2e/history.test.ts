import { writeFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { Form } from './support/person.ts'
import type { Person } from './support/person.ts'
import { expanded, moveDeadline, openStage } from './support/stage.ts'

// What became of a draft, of its files, and of what came too late for it, on the product as it is started by `npm start`.

const stage = openStage()

/** Somebody at a computer of its own, with the publication open before them. */
async function newPerson(login: string): Promise<Person> {
  const person = await stage.newPerson(login)
  await expanded(person)
  return person
}

/** The form about meals, whose fields ask for a file, as somebody has it before them. */
async function meals(person: Person): Promise<Locator> {
  await expanded(person, 'Другие сборы', 'Сведения о школе: классы, питание, учебный план')
  const block = person.page.getByRole('article', { name: 'Организация питания обучающихся' })
  await block.waitFor()
  return block
}

test('who changed what is told in words, and what came after the end is taken on another computer', async () => {
  const school = await newPerson('edu010001')
  const form = await school.openForm('Заполнить')
  await form.goTo('classes', 0, 'letter')
  await form.keys('А')
  await form.press('Enter')
  await form.saved()
  await form.goTo('classes', 0, 'listed')
  await form.keys('25')
  await form.press('Enter')
  await form.saved()
  await form.close()

  const { page } = school
  await page.getByRole('button', { name: 'История изменений' }).click()
  const history = page.getByRole('dialog', { name: 'История изменений' })
  await history.getByText('Строка 1 (класс А), графа «По списку»: пусто → 25').waitFor()
  await history.getByText('Строка 1 (класс А) добавлена: А').waitFor()
  expect(await findings(page)).toEqual([])
  await history.getByRole('button', { name: /^Версия 1/u }).click()
  const version = page.getByRole('dialog', { name: 'Прежняя версия данных' })
  await version.getByText(/^Версия 1\. Так таблица выглядела/u).waitFor()
  await expect.poll(() => version.locator('[data-cell$="/letter"]').first().textContent()).toContain('А')
  expect((await version.locator('[data-cell$="/listed"]').first().textContent())?.trim()).toBe('')
  await page.goBack()
  await expect.poll(() => version.isVisible()).toBe(false)
  await page.keyboard.press('Escape')
  await expect.poll(() => history.isVisible()).toBe(false)

  // The end comes while the school types, and its computer is gone before the end is moved.
  const organizer = await newPerson('fed')
  const late = await school.openForm('Редактировать')
  // Yesterday, in Moscow.
  await moveDeadline(organizer, new Date(Date.now() - 21 * 3_600_000).toISOString().slice(0, 16))
  await late.goTo('classes', 0, 'listed')
  await late.keys('26')
  await late.press('Enter')
  await late.root.getByText('Введенное после его окончания сохранено отдельно и в отчет не вошло').first().waitFor()
  await page.context().close()

  const coordinator = await newPerson('reg01')
  await coordinator.page.getByRole('button', { name: 'Список участников' }).click()
  await coordinator.page.getByRole('dialog', { name: 'Список участников' }).getByRole('searchbox').fill('edu010001')
  await coordinator.page
    .getByRole('button', { name: /^Просмотреть данные/u })
    .first()
    .click()
  const data = coordinator.page.getByRole('dialog', { name: 'Данные организации' })
  await data.getByRole('button', { name: 'Введено после окончания сбора' }).click()
  const seen = coordinator.page.getByRole('dialog', { name: 'Введено после окончания сбора' })
  await seen.getByText('Строка 1 (класс А), графа «По списку»: 25 → 26').waitFor()
  expect(await seen.getByRole('button', { name: 'Внести в отчет' }).count()).toBe(0)
  expect(await findings(coordinator.page)).toEqual([])
  await coordinator.page.goBack()
  await data.getByRole('button', { name: 'История изменений' }).click()
  await coordinator.page.getByText('Строка 1 (класс А) добавлена: А').waitFor()

  await moveDeadline(organizer, '2030-12-01T18:00')
  const again = await newPerson('edu010001')
  await again.page.getByText('После окончания сбора введены изменения').waitFor()
  await again.page.getByRole('button', { name: 'Посмотреть', exact: true }).click()
  await again.page.getByRole('button', { name: 'Внести в отчет' }).click()
  await again.page.getByText('Изменения внесены в отчет. Проверьте и сдайте его.').waitFor()
  await expect.poll(() => again.page.getByText('После окончания сбора введены изменения').count()).toBe(0)
  const taken = await again.openForm('Редактировать')
  await taken.expectCell('classes', 0, 'listed', '26')
  expect(stage.complaints.list).toEqual([])
})

test('a file is put into a cell, taken out and brought back, and opened by the coordinator', async () => {
  const school = await newPerson('edu010002')
  const { page } = school
  await (await meals(school)).getByRole('button', { name: 'Заполнить' }).click()
  const form = new Form(page)
  await form.ready()
  const file = stage.path('Меню на неделю.pdf')
  await writeFile(file, '%PDF-1.4 меню')
  await form.cell('hall', 0, 'menu').getByRole('button', { name: 'Приложить файл' }).click()
  const window = page.getByRole('dialog', { name: 'Меню' })
  // A picture that calls itself a PDF: the server has a look at what comes.
  const picture = stage.path('картинка.pdf')
  await writeFile(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]))
  await window.getByLabel('Выбрать файл').setInputFiles(picture)
  await window.getByText('Файл «картинка.pdf» не того вида, что в его имени.').waitFor()
  expect(await findings(page)).toEqual([])
  await page.context().setOffline(true)
  await window.getByLabel('Выбрать файл').setInputFiles(file)
  await window.getByText('Файл не передан: нет связи с сервером.').waitFor()
  await page.context().setOffline(false)
  await window.getByLabel('Выбрать файл').setInputFiles(file)
  await form.root.getByText('Файл «Меню на неделю.pdf» приложен').waitFor()
  await form.expectFile('hall', 0, 'menu', 'Меню на неделю.pdf')
  await form.press('Delete')
  await form.expectFile('hall', 0, 'menu', null)
  await form.press('Control+z')
  await form.expectFile('hall', 0, 'menu', 'Меню на неделю.pdf')
  await form.saved()
  await form.close()

  const coordinator = await newPerson('reg01')
  await (await meals(coordinator)).getByRole('button', { name: 'Список участников' }).click()
  await coordinator.page.getByRole('searchbox').fill('edu010002')
  await coordinator.page
    .getByRole('button', { name: /^Просмотреть данные/u })
    .first()
    .click()
  const seen = new Form(coordinator.page)
  await seen.ready()
  const link = seen.cell('hall', 0, 'menu').getByRole('link', { name: 'Меню на неделю.pdf' })
  const found = await coordinator.page.request.get(stage.url + ((await link.getAttribute('href')) ?? ''))
  expect([found.status(), found.headers()['content-disposition']?.split(';')[0]]).toEqual([200, 'inline'])
  expect(await found.text()).toBe('%PDF-1.4 меню')
})
