import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// A form that reads a registry, on the product as it is started by `npm start`.

const stage = openStage()

/** The organizer replaces the registry of pupils. */
async function importPupils(...rows: readonly string[]): Promise<void> {
  const organizer = await stage.client('fed')
  const csv = ['organisation;code;name;born;grade', ...rows.map((row) => `edu010001;${row}`)].join('\n')
  const reply = await organizer.send('POST', '/api/registries/pupils', csv, { 'content-type': 'text/csv' })
  expect(reply.status).toBe(200)
}

test('a school fills a form from a registry, sees what has changed in it, and submits nothing unseen', async () => {
  await importPupils('1;Анна;01.03.2016;4', '2;Борис;29.02.2016;4', '3;Вера;16.10.2015;4')
  const person = await stage.newPerson('edu010001')
  const publication = await expanded(person, 'Другие сборы', 'Школьный этап олимпиады')
  const form = await person.openForm('Заполнить')

  // Everything is there at the first opening, and there is nothing to compare it with.
  await form.expectCell('pupils', 0, 'name', 'Анна')
  await form.expectCell('pupils', 2, 'name', 'Вера')
  await expect.poll(() => form.root.locator('dialog[open]').count()).toBe(0)
  expect(await form.root.locator('.foot').innerText()).not.toContain('изменили')
  await form.goTo('pupils', 1, 'grade')
  await form.keys('5')
  await form.press('Enter')
  await form.saved()

  await importPupils('1;Анна Ж.;01.03.2016;4', '2;Борис;29.02.2016;6', '4;Глеб;01.01.2014;5')
  await form.root.getByRole('button', { name: 'Сохранить черновик' }).click()
  const dialog = form.root.getByRole('dialog', { name: 'Изменились исходные данные' })
  await dialog.waitFor()
  await dialog.getByText('было Анна, стало Анна Ж.').waitFor()
  await dialog.getByText('у вас 5, в исходных данных 6').waitFor()
  await dialog.getByText('Добавлена 1 строка', { exact: true }).waitFor()
  await dialog.getByText('Убрана 1 строка, которой больше нет в исходных данных').waitFor()
  expect(await findings(person.page)).toEqual([])

  await dialog.getByRole('button', { name: 'Взять' }).click()
  await dialog.getByText('Взято').waitFor()
  await dialog.getByRole('button', { name: /строка 1.*графа «ФИО»/u }).click()
  await expect.poll(() => dialog.isVisible()).toBe(false)
  await form.expectCell('pupils', 0, 'name', 'Анна Ж.')
  await form.expectCell('pupils', 1, 'grade', '6')
  // What was taken is an action of the person, and is taken back like one; what the server did is not.
  await form.press('Control+Z')
  await form.expectCell('pupils', 1, 'grade', '5')
  await form.expectCell('pupils', 0, 'name', 'Анна Ж.')
  await form.saved()

  await form.root.getByRole('button', { name: 'Сохранить черновик' }).click()
  await expect.poll(() => form.root.getByRole('status').filter({ hasText: 'Черновик сохранен' }).count()).toBe(1)
  expect(await dialog.isVisible()).toBe(false)

  // What changed after the last look is shown before the report is taken.
  await form.sheet('Дни')
  await form.goTo('days', 0, 'held')
  await form.keys('05.11.2026')
  await form.press('Enter')
  await form.saved()
  await expect.poll(() => form.submit.isEnabled()).toBe(true)
  await importPupils('1;Анна Жукова;01.03.2016;4', '2;Борис;29.02.2016;6', '4;Глеб;01.01.2014;5')
  await form.submit.click()
  await dialog.getByText('было Анна Ж., стало Анна Жукова').waitFor()
  await form.root.getByText(/^Отчет не сдан: изменились исходные данные/u).waitFor()
  await dialog.getByRole('button', { name: 'Закрыть' }).click()
  await expect.poll(() => form.submit.isEnabled()).toBe(true)
  await form.submit.click()
  await publication.getByText('Отчет сдан').first().waitFor()
})
