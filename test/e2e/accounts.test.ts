import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// A school has lost its password, on the product as it is started by `npm start`.

const stage = openStage({ computer: { viewport: { width: 1280, height: 800 } } })

async function fill(page: Page, current: string, next: string, repeated = next): Promise<void> {
  await page.getByLabel('Текущий пароль').fill(current)
  await page.getByLabel('Новый пароль', { exact: true }).fill(next)
  await page.getByLabel('Новый пароль еще раз').fill(repeated)
  await page.getByRole('button', { name: 'Сменить пароль' }).last().click()
}

test('its coordinator gives a new one, which opens the cabinet once it is changed', async () => {
  const coordinator = await stage.visitor()
  await coordinator.signIn('mun0101', 'demo-2026')
  const publication = await expanded(coordinator)
  await publication.getByRole('button', { name: 'Список участников' }).click()
  const list = coordinator.page.getByRole('dialog', { name: 'Список участников' })
  await list.getByRole('button', { name: /^Выдать новый пароль: МБОУ «Средняя школа № 3»/u }).click()
  const sure = coordinator.page.getByRole('dialog', { name: 'Выдать новый пароль?' })
  await sure.getByText('Организация увидит, кто выдал пароль').waitFor()
  expect(await findings(coordinator.page)).toEqual([])
  await sure.getByRole('button', { name: 'Выдать', exact: true }).click()
  const slip = coordinator.page.getByRole('dialog', { name: 'Новый пароль' })
  await slip.waitFor()
  expect(await findings(coordinator.page)).toEqual([])
  const [login, password] = await slip.locator('code').allTextContents()
  expect(login).toBe('edu010002')
  await slip.getByRole('button', { name: 'Записано' }).click()
  await expect.poll(() => slip.isVisible()).toBe(false)
  expect(await coordinator.page.content()).not.toContain(password)

  const school = await stage.visitor()
  await school.signIn('edu010002', password ?? '')
  await school.page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
  expect(await findings(school.page)).toEqual([])
  const alert = school.page.getByRole('alert')
  await fill(school.page, password ?? '', 'три слова подряд', 'три слова')
  await alert.getByText('Новый пароль введен по-разному').waitFor()
  await fill(school.page, 'не тот', 'три слова подряд')
  await alert.getByText('Текущий пароль введен неверно').waitFor()
  await fill(school.page, password ?? '', 'коротко')
  await alert.getByText('Пароль короче 10 символов').waitFor()
  await fill(school.page, password ?? '', 'три слова подряд')
  await school.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
  await school.page.getByRole('button', { name: /Уведомления/u }).click()
  await school.page.getByText(/^Новый пароль выдал mun0101/u).waitFor()
  // A reload goes on in the new session.
  await school.page.reload()
  await school.page.getByRole('navigation', { name: 'Разделы' }).waitFor()

  await school.page.getByRole('button', { name: 'Сменить пароль' }).click()
  await fill(school.page, 'три слова подряд', 'четыре других слова подряд')
  await school.page.getByText('Пароль сменен.').waitFor()
  await school.signOut()
  await school.signIn('edu010002', 'четыре других слова подряд')
  await school.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
})
