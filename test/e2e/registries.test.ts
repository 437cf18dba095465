import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { openStage } from './support/stage.ts'

// Registries, as the organizer keeps them, on the product as it is started by `npm start`.

const stage = openStage()

test('a new version of a registry is looked at before it takes the place of the former, and a new registry is made', async () => {
  const { page } = await stage.newPerson('fed')
  await page.getByRole('link', { name: 'Формы', exact: true }).click()
  const pupils = page.getByRole('article', { name: 'Реестр pupils' })
  await pupils.getByText(/^Версия 1 от .+: 444 строки\. Графы: /u).waitFor()

  const wrong = stage.path('чужое.csv')
  await writeFile(wrong, 'organisation;code;name;born;grade\nedu999999;1;Анна;01.02.2015;5')
  await pupils.getByLabel('Загрузить новую версию').setInputFiles(wrong)
  await pupils.getByText(/^Реестр не загружен, прежний остается в силе\..*edu999999/u).waitFor()

  const fewer = stage.path('ученики.csv')
  await writeFile(fewer, 'organisation;code;name\nedu010001;1;Васильева Анна\nedu010002;1;Петров Петр')
  await pupils.getByLabel('Загрузить новую версию').setInputFiles(fewer)
  await pupils.getByText('В файле 2 строки (сейчас 444), у 2 организаций – свои. Графы: code, name.').waitFor()
  await pupils.getByText('Не станет граф: born, grade. Формы, которые их читают, покажут пустое.').waitFor()
  expect(await findings(page)).toEqual([])
  await pupils.getByRole('button', { name: 'Не загружать' }).click()
  await pupils.getByText(/^Версия 1 /u).waitFor()
  await pupils.getByLabel('Загрузить новую версию').setInputFiles(fewer)
  await pupils.getByRole('button', { name: 'Заменить версию' }).click()
  await pupils.getByText(/^Версия 2 от .+: 2 строки\./u).waitFor()
  await pupils.getByText('Прежние версии: 1').click()
  await pupils.getByText(/^1: .+ 444 строки$/u).waitFor()

  const another = page.getByRole('article', { name: 'Новый реестр' })
  const days = stage.path('выходные.csv')
  await writeFile(days, 'day\n31.12.2026')
  await another.getByLabel('Выбрать файл реестра').setInputFiles(days)
  await another.getByText(/^Напишите имя реестра/u).waitFor()
  const name = another.getByLabel('Имя, по которому его читает форма')
  await name.fill('pupils')
  await another.getByLabel('Выбрать файл реестра').setInputFiles(days)
  await another.getByText('Реестр pupils уже есть: загрузите его новую версию.').waitFor()
  await name.fill('holidays')
  await another.getByLabel('Выбрать файл реестра').setInputFiles(days)
  await another.getByText('В файле 1 строка. Графы: day.').waitFor()
  await another.getByRole('button', { name: 'Загрузить «holidays»' }).click()
  await page
    .getByRole('article', { name: 'Реестр holidays' })
    .getByText(/^Версия 1 от .+: 1 строка\./u)
    .waitFor()
  expect(await findings(page)).toEqual([])
})
