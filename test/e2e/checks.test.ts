import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// A check is wrong on the last evening, on the product as it is started by `npm start`.

const stage = openStage()
const soon = { timeout: 20_000 }

test('the organizer switches it, and a form that is open follows without a reload', async () => {
  const school = await stage.newPerson('edu010001')
  await expanded(school)
  const form = await school.openForm('Заполнить')
  await form.goTo('classes', 0, 'letter')
  await form.keys('А')
  await form.press('Tab')
  await form.keys('5')
  await form.press('Tab')
  await form.keys('7')
  await form.press('Enter')
  await form.saved()
  await form.problemsButton.click()
  const line = form.root.getByRole('row').filter({ hasText: 'Исправьте число или добавьте участников' })
  await line.waitFor()
  const errors = () => form.problemsButton.textContent().then((text) => text?.trim())
  await expect.poll(errors, soon).toBe('Ошибки (4)')

  const organizer = await stage.newPerson('fed')
  const theirs = await expanded(organizer)
  await theirs.getByRole('button', { name: 'Проверки' }).click()
  const desk = organizer.page.getByRole('dialog', { name: 'Проверки' })
  await desk.getByRole('listitem').first().waitFor()
  expect(await findings(organizer.page)).toEqual([])
  const check = desk.getByRole('listitem').filter({ hasText: 'R08' })
  await check.getByLabel('Проверка R08').selectOption('Предупреждение')
  await check.getByRole('button', { name: 'Применить' }).click()
  await check.getByRole('alert').getByText('Напишите, почему проверка меняется').waitFor()
  await check.getByLabel('Причина').fill('Результаты вносятся завтра')
  await check.getByRole('button', { name: 'Применить' }).click()
  await check.getByText(/^Предупреждение с .*fed: Результаты вносятся завтра$/u).waitFor()
  expect(await findings(organizer.page)).toEqual([])

  await expect.poll(errors, soon).toBe('Ошибки (3)')
  await form.root
    .getByText(/^\d+ предупреждени/u)
    .first()
    .waitFor()
  await line.waitFor()

  await check.getByLabel('Проверка R08').selectOption('Отключена')
  await check.getByLabel('Причина').fill('Проверка не нужна')
  await check.getByRole('button', { name: 'Применить' }).click()
  await expect.poll(() => line.count(), soon).toBe(0)
  // What is not applied is not done, and Back closes the desk.
  await check.getByLabel('Проверка R08').selectOption('Действует')
  await check.getByRole('button', { name: 'Не менять' }).click()
  await organizer.page.goBack()
  await expect.poll(() => desk.isVisible()).toBe(false)
})
