import { run } from '@tabel/server'
import { readFile, writeFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Person as Client } from '../support/person.ts'
import { findings } from './support/axe.ts'
import { foreignWords } from './support/foreign-words.ts'
import { Form } from './support/person.ts'
import type { Person } from './support/person.ts'
import { downloadBy, expanded, openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'

// A fresh installation, where nobody is but the organizer and nothing was ever collected, as it is started by `npm start`.

const own = 'три слова подряд'
const results = 'ВПР. Форма сбора результатов. Математика. 4 класс'
const olympiad = 'Школьный этап олимпиады: участники и места'

let password = ''
const prepare = async ({ database, path }: Stage): Promise<void> => {
  const lines: string[] = []
  const print = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(line) }
  await run(['accounts', 'organizer', 'fed'], { TABEL_DB: database.location, TABEL_FILES: path('files') }, print)
  password = /Пароль: (.+)/u.exec(lines.join('\n'))?.[1] ?? ''
}
const stage = openStage({ settings: { TABEL_DEMO: '0' }, prepare })
let fed: Person
beforeAll(async () => {
  fed = await settle('fed', password)
})

/** Signs in with a password that works once, and chooses another. */
async function settle(login: string, password: string): Promise<Person> {
  const person = await stage.visitor()
  await person.signIn(login, password)
  await person.page.getByLabel('Текущий пароль').fill(password)
  await person.page.getByLabel('Новый пароль', { exact: true }).fill(own)
  await person.page.getByLabel('Новый пароль еще раз').fill(own)
  await person.page.getByRole('button', { name: 'Сменить пароль' }).last().click()
  await person.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
  return person
}

/** Opens «Новый сбор данных» and picks a ready form there. */
async function pick(title: string): Promise<Locator> {
  await fed.page.getByRole('button', { name: 'Новый сбор данных' }).click()
  const maker = fed.page.getByRole('dialog', { name: 'Новый сбор данных' })
  const forms = maker.getByLabel('Взять готовую форму')
  const option = forms.locator('optgroup[label="Готовые формы"] option', { hasText: title })
  await option.waitFor({ state: 'attached' })
  await forms.selectOption(await option.getAttribute('value'))
  await maker.getByText(`${title}, версия 2026.1.0`).waitFor()
  return maker
}

test('the page of forms shows the ready ones, each with its checks, a look at it, and its file', async () => {
  const { page } = fed
  await page.getByRole('link', { name: 'Формы' }).click()
  await page.getByText('Форм пока нет.').waitFor()
  const ready = page.getByRole('region', { name: 'Готовые формы' })
  const card = ready.getByRole('article', { name: results })
  await card.getByText(/Версия 2026\.1\.0: 2 листа, 26 граф,\s+12 проверок/u).waitFor()
  expect(await ready.getByRole('article').count()).toBe(6)
  await card.getByRole('button', { name: 'Что в ней' }).click()
  await card.getByText(/провер\S+ словами/u).click()
  expect(await findings(page)).toEqual([])
  expect(await foreignWords(page)).toEqual([])
  await card.getByRole('button', { name: 'Посмотреть форму' }).click()
  const preview = page.getByRole('dialog', { name: 'Просмотр формы' })
  await preview.getByRole('tab').first().waitFor()
  await preview.getByRole('button', { name: 'Закрыть просмотр' }).click()
  await card.getByRole('button', { name: 'Свернуть' }).click()
  await card.getByRole('button', { name: 'Посмотреть форму' }).waitFor({ state: 'detached' })

  const { name, path } = await downloadBy(page, card.getByRole('link', { name: 'Скачать файл формы' }))
  expect(name).toBe('vpr-fsr-ma4.json')
  expect(await readFile(path, 'utf8')).toBe(await readFile('forms/library/vpr-fsr-ma4/form.json', 'utf8'))
})

test('the organizer picks a ready form, and the collection is there before the first school', async () => {
  const { page } = fed
  await page.getByRole('link', { name: 'Табель' }).first().click()
  await page.getByRole('button', { name: 'Новый раздел' }).click()
  await page.getByLabel('Название раздела').fill('ВПР')
  await page.getByRole('button', { name: 'Создать раздел' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'ВПР' }).click()
  await page.getByRole('button', { name: 'Новая публикация' }).click()
  const editor = page.getByRole('dialog', { name: 'Новая публикация' })
  await editor.getByLabel('Название').fill('Сбор результатов')
  await editor.getByRole('button', { name: 'Опубликовать' }).click()
  await page.getByRole('article', { name: 'Сбор результатов' }).waitFor()

  const maker = await pick(results)
  await maker.getByText(/провер\S+ словами/u).click()
  expect(await findings(page)).toEqual([])
  await maker.getByRole('button', { name: 'Посмотреть форму' }).click()
  const preview = page.getByRole('dialog', { name: 'Просмотр формы' })
  await preview.getByRole('tab').first().waitFor()
  await preview.getByRole('button', { name: 'Закрыть просмотр' }).click()
  expect(await maker.getByLabel('Название сбора').inputValue()).toBe(results)
  await maker.getByRole('button', { name: 'Открыть сбор' }).click()
  const collection = page.getByRole('article', { name: results })
  await collection.getByText('Открыт', { exact: true }).waitFor()
  await collection.getByText(/по московскому времени, осталось \d+ дн/u).waitFor()
  expect(await findings(page)).toEqual([])
})

test('a form that needs a registry says so, and takes it in there', async () => {
  const { page } = fed
  const maker = await pick(olympiad)
  await maker.getByText('Нужен реестр pupils, его еще нет.').waitFor()
  await maker.getByText('Графы в файле: code, name, born, grade').waitFor()
  expect(await findings(page)).toEqual([])
  expect(await foreignWords(page)).toEqual([])
  const [half, whole] = [stage.path('half.csv'), stage.path('whole.csv')]
  await writeFile(half, 'code;name\n1;Анна')
  await writeFile(whole, 'code;name;born;grade\n1;Васильева Анна;01.02.2015;5\n2;Петров Петр;01.02.2015;5')
  const registry = maker.locator('lk-form-needs input[type=file]')
  await registry.setInputFiles(half)
  await maker.getByText('Реестр не загружен: в файле нет граф born, grade.').waitFor()
  await registry.setInputFiles(whole)
  await maker.getByText('Из реестра pupils: он загружен, 2 строки.').waitFor()
  await maker.getByRole('button', { name: 'Открыть сбор' }).click()
  await page.getByRole('article', { name: olympiad }).getByText('Открыт', { exact: true }).waitFor()
})

test('a school that comes later opens both and fills them', async () => {
  const client = await Client.signIn(stage.url, 'fed', own)
  const schools = 'login;name;parent\nreg77;Москва;\nmun7701;Хамовники;reg77\nedu770001;Школа № 1;mun7701'
  const { body } = await client.send<{ created: { login: string; password: string }[] }>('POST', '/api/accounts', schools, {
    'content-type': 'text/csv',
  })
  const school = await settle('edu770001', body.created.find(({ login }) => login === 'edu770001')?.password ?? '')
  const { page } = school
  const publication = await expanded(school, 'ВПР', 'Сбор результатов')
  const open = async (title: string): Promise<Form> => {
    await publication.getByRole('article', { name: title }).getByRole('button', { name: 'Заполнить' }).click()
    const form = new Form(page)
    await form.ready()
    return form
  }
  const classes = await open(results)
  await classes.goTo('classes', 0, 'letter')
  await classes.keys('А')
  await classes.press('Enter')
  await classes.expectCell('classes', 0, 'letter', 'А')
  await classes.saved()
  await classes.close()

  const pupils = await open(olympiad)
  await pupils.expectCell('pupils', 0, 'name', 'Васильева Анна')
  expect(await pupils.root.getByRole('tab').count()).toBeGreaterThan(1)
  await pupils.expectCell('pupils', 1, 'name', 'Петров Петр')
  await pupils.close()
})
