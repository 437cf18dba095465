import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { expanded, moveDeadline, openStage } from './support/stage.ts'

// The end of a collection comes while a school types, and is moved, on the product as it is started by `npm start`.

// Far from Moscow.
const stage = openStage({ computer: { zone: 'Asia/Vladivostok' } })
const soon = { timeout: 20_000 }

test('what is typed after the end waits on the computer, and is sent by itself when the end is moved', async () => {
  const organizer = await stage.newPerson('fed')
  const desk = await expanded(organizer)
  const school = await stage.newPerson('edu010001')
  await expanded(school)
  const form = await school.openForm('Заполнить')
  await form.goTo('classes', 0, 'letter')
  await form.keys('А')
  await form.press('Enter')
  await form.saved()

  // Yesterday, in Moscow.
  const yesterday = new Date(Date.now() + 3 * 3_600_000 - 24 * 3_600_000).toISOString().slice(0, 16)
  await moveDeadline(organizer, yesterday)
  await desk.getByText('Закрыт', { exact: true }).waitFor()
  await form.goTo('classes', 0, 'listed')
  await form.keys('25')
  await form.press('Enter')
  await form.root
    .getByText(/^Сбор данных закрыт/u)
    .first()
    .waitFor()
  await form.expectCell('classes', 0, 'listed', '25')

  await organizer.page.getByRole('button', { name: 'Изменить срок' }).click()
  expect(await findings(organizer.page)).toEqual([])
  await organizer.page.keyboard.press('Escape')
  await moveDeadline(organizer, '2030-12-01T18:00')
  await desk.getByText('Открыт', { exact: true }).waitFor()
  await desk
    .getByText(/1 декабря 2030 г. в 18:00 по московскому времени|2 декабря 2030 г. в 01:00/u)
    .first()
    .waitFor()
  await expect.poll(() => form.saveLine.textContent(), soon).toMatch(/^Сохранено в/u)
  await form.goTo('classes', 0, 'absent')
  await form.keys('1')
  await form.press('Enter')
  await form.saved()
  await school.page.reload()
  await form.ready()
  await form.expectCell('classes', 0, 'listed', '25')
  await form.expectCell('classes', 0, 'absent', '1')
  expect(stage.complaints.list).toEqual([])
})

test('one school gets more time, with a reason that it reads; the others stay as they are', async () => {
  const organizer = await stage.newPerson('fed')
  const desk = await expanded(organizer)
  await desk.getByRole('button', { name: 'Изменить срок' }).click()
  const window = organizer.page.getByRole('dialog', { name: 'Изменить срок' })
  const later = new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 16)
  await window.getByLabel('Окончание сбора, по московскому времени').fill(later)
  await window.getByLabel('Только для этих организаций').fill('edu010003')
  await window.getByRole('button', { name: 'Продлить' }).click()
  await window.getByText('Напишите, почему срок продлен').waitFor()
  await window.getByLabel('Причина').fill('Карантин')
  expect(await findings(organizer.page)).toEqual([])
  await window.getByRole('button', { name: 'Продлить' }).click()
  await organizer.page.getByText('Срок продлен: edu010003.').waitFor()
  await desk.getByRole('button', { name: 'Список участников' }).click()
  await organizer.page
    .getByRole('row', { name: /edu010003/u })
    .getByText(/^срок до/u)
    .waitFor()

  const school = await stage.newPerson('edu010003')
  const publication = await expanded(school)
  await publication.getByText('Срок для вас продлен: Карантин').waitFor()
  const other = await stage.newPerson('edu010004')
  const theirs = await expanded(other)
  await theirs.getByText('Состояние').waitFor()
  expect(await theirs.getByText('Срок для вас продлен').count()).toBe(0)
})
