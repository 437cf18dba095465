import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { collectionOf } from '../../support/demo.ts'
import { classRow, decided, Page as Draft, submit } from '../../support/vpr.ts'
import { Form } from '../support/person.ts'
import { stageFor } from '../support/requirements.ts'
import { expanded, results } from '../support/stage.ts'

const stage = stageFor('A5. Saving and submitting', 54, 63)

const school = 'edu010001'
const trial = 'Апробация формы сбора результатов. Математика. 4 класс'

const classes = [
  ['А', 3, 2, 1, '21.04.2026'],
  ['Б', 2, 2, 0, '22.04.2026'],
]
const marks = [
  ['10001', 'А', 'м', 1, 4, 1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 'X', 1, 'N'],
  ['10002', 'А', 'ж', 2, 3, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 'N'],
  ['10003', 'Б', 'м', 1, 5, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 0],
  ['10004', 'Б', 'ж', 2, 3, 1, 1, 0, 1, 1, 'X', 1, 1, 0, 'X', 0, 0, 0, 1],
]

/** Opens the table with the results; one that is open already stays. */
async function openForm(): Promise<Form> {
  const person = await stage.person(school)
  const form = new Form(person.page)
  if ((await form.root.count()) > 0) return form
  const publication = await expanded(person)
  await publication.getByRole('button', { name: /^(Заполнить|Редактировать)$/u }).click()
  await form.ready()
  return form
}

/** Types into the cell «По списку» of the first class. */
async function typeListed(form: Form, text: string): Promise<void> {
  await form.sheet('Классы')
  await form.goTo('classes', 0, 'listed')
  await form.keys(text)
  await form.press('Enter')
}

/** Numbers of a coordinator's statistics, by their names. */
async function figures(login: string): Promise<Readonly<Record<string, string>>> {
  const publication = await expanded(await stage.person(login))
  const statistics = publication.getByRole('region', { name: 'Общая статистика' })
  await statistics.getByText('Всего').waitFor()
  const [names, values] = [statistics.getByRole('term'), statistics.getByRole('definition')]
  const numbers = await values.allInnerTexts()
  return Object.fromEntries((await names.allInnerTexts()).map((name, place) => [name, numbers[place] ?? '']))
}

const red = (button: Locator) =>
  button.evaluate((element) => {
    const [r = 0, g = 0, b = 0] =
      /(\d+), (\d+), (\d+)/u.exec(getComputedStyle(element).backgroundColor)?.slice(1).map(Number) ?? []
    return r > 150 && g < 100 && b < 100
  })

test('54 «Сохранить черновик» saves everything and refreshes what is needed to fill the form', async () => {
  const organizer = await stage.client('fed')
  const importPupils = async (...rows: readonly string[]) => {
    const csv = ['organisation;code;name;born;grade', ...rows.map((row) => `${school};${row}`)].join('\n')
    const reply = await organizer.send('POST', '/api/registries/pupils', csv, { 'content-type': 'text/csv' })
    expect(reply.status).toBe(200)
  }
  await importPupils('1;Анна;01.03.2016;4', '2;Борис;29.02.2016;4')
  const person = await stage.person(school)
  const publication = await expanded(person, 'Другие сборы', 'Школьный этап олимпиады')
  await publication.getByRole('button', { name: 'Заполнить' }).click()
  const form = new Form(person.page)
  await form.ready()
  await form.expectCell('pupils', 0, 'name', 'Анна')
  await form.goTo('pupils', 1, 'grade')
  await form.keys('5')
  await form.press('Enter')
  await importPupils('1;Анна Жукова;01.03.2016;4', '2;Борис;29.02.2016;4')
  await form.root.getByRole('button', { name: 'Сохранить черновик' }).click()
  const told = form.root.getByRole('dialog', { name: 'Изменились исходные данные' })
  await told.getByText('было Анна, стало Анна Жукова').waitFor()
  await told.getByRole('button', { name: 'Закрыть' }).click()
  await form.expectCell('pupils', 0, 'name', 'Анна Жукова')
  await form.expectCell('pupils', 1, 'grade', '5')
  await form.saved()
  await form.close()
})

test('56 what is entered and not submitted is seen and not fixed', async () => {
  const form = await openForm()
  await form.goTo('classes', 0, 'letter')
  await form.paste(classes)
  await form.sheet('Результаты')
  await form.goTo('results', 0, 'code')
  await form.paste(marks)
  await form.expectCell('results', 3, 'code', '10004')
  await form.saved()
  await form.close()
  const publication = await expanded(await stage.person(school))
  await publication.getByText('В работе', { exact: true }).waitFor()
  expect(await figures('mun0101')).toMatchObject({ 'В работе': '1', Сдано: '0' })
  const { page } = await stage.person('mun0101')
  await page.getByRole('button', { name: 'Список участников' }).click()
  const row = page.getByRole('row').filter({ hasText: school })
  await row.getByRole('button', { name: /^Просмотреть данные/u }).click()
  await page.getByText('Черновик, отчет еще не сдан.').waitFor()
  await new Form(page).expectCell('classes', 0, 'letter', 'А')
  await page.goto(`${stage.url}/lk`)
})

test('57 «Сдать отчет» is closed while there are errors', async () => {
  const form = await openForm()
  await expect.poll(() => form.submit.isEnabled()).toBe(true)
  await typeListed(form, '5 чел.')
  await expect.poll(() => form.submit.isEnabled()).toBe(false)
  await expect.poll(() => form.submit.getAttribute('title')).toContain('Сдать отчет можно, когда исправлена 1 ошибка')
})

test('58 the button «Ошибки» is red while there are errors', async () => {
  const form = await openForm()
  await expect.poll(() => form.problemsButton.innerText()).toBe('Ошибки (1)')
  await expect.poll(() => red(form.problemsButton)).toBe(true)
  await form.press('Control+Z')
  await expect.poll(() => form.problemsButton.innerText()).toBe('Ошибки')
  await expect.poll(() => red(form.problemsButton)).toBe(false)
  await form.press('Control+Y')
  await expect.poll(() => red(form.problemsButton)).toBe(true)
})

test('59 it opens the list: name of the sheet, cell with the error, comment on its removal', async () => {
  const form = await openForm()
  if ((await form.problemsButton.getAttribute('aria-expanded')) === 'false') await form.problemsButton.click()
  const list = form.root.getByRole('region', { name: /^Ошибки/u })
  const errors = list.getByRole('table').first()
  await expect
    .poll(() => errors.getByRole('columnheader').allInnerTexts())
    .toEqual(['Название листа', 'Ячейка, в которой выявлена ошибка', 'Комментарий по устранению ошибки'])
  const cells = await errors.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  expect(cells[0]).toBe('Классы')
  expect(cells[1]).toContain('По списку')
  expect(cells[2]).toContain('Это не число')
})

test('60 «Закрыть» closes the table and submits nothing', async () => {
  const form = await openForm()
  await form.close()
  const publication = await expanded(await stage.person(school))
  await publication.getByText('В работе', { exact: true }).waitFor()
  expect(await publication.getByText('Сдано', { exact: true }).count()).toBe(0)
})

test('63 the server checks the report itself and refuses one with errors', async () => {
  const client = await stage.client(school)
  const draft = new Draft(client, await collectionOf(client, 'vpr-fsr-ma4'))
  const { version } = await draft.draft()
  const taken = await submit(draft, version)
  const { state, problems } = await decided(client, taken.body.id)
  expect(state).toBe('refused')
  expect(problems.map(({ message }) => message).join(' ')).toContain('Это не число')
})

test('55 «Сдать отчет» closes the table, hands the data over and shows the cabinet', async () => {
  const form = await openForm()
  await typeListed(form, '3')
  await expect.poll(() => form.submit.isEnabled()).toBe(true)
  await form.submit.click()
  await form.root.waitFor({ state: 'detached' })
  const publication = form.page.getByRole('article', { name: results })
  await publication.getByText('Сдано', { exact: true }).waitFor()
  await publication.getByText(/^Отчет сдан \d{1,2} [а-я]+ \d{4} г\. в \d\d:\d\d, edu010001$/u).waitFor()
  expect(await figures('mun0101')).toMatchObject({ 'В работе': '0', Сдано: '1' })
})

test('61 a submitted report may be edited while the collection is open, and stays submitted', async () => {
  const form = await openForm()
  await typeListed(form, '4')
  await form.saved()
  await form.close()
  const publication = await expanded(await stage.person(school))
  await publication.getByText('есть несданные изменения').waitFor()
  await publication.getByText('Сдано', { exact: true }).waitFor()
  await publication.getByRole('button', { name: 'Редактировать' }).waitFor()
  expect(await figures('mun0101')).toMatchObject({ Сдано: '1' })
})

test('62 in a closed collection nothing can be edited, on the page or past it', async () => {
  const person = await stage.person(school)
  const publication = await expanded(person, 'ВПР', trial)
  await publication.getByRole('button', { name: 'Просмотр' }).click()
  const form = new Form(person.page)
  await form.ready()
  await form.root.getByText('Сбор данных закрыт').first().waitFor()
  expect(await form.submit.count()).toBe(0)
  expect(await form.root.getByRole('button', { name: 'Сохранить черновик' }).count()).toBe(0)
  await form.close()

  const client = await stage.client(school)
  const draft = new Draft(client, await collectionOf(client, 'vpr-fsr-ma4', 'closed'))
  const reply = await draft.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })
  expect(reply).toMatchObject({ status: 403, code: 'closed' })
  expect((await draft.draft()).version).toBe(0)
})
