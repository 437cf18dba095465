import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { foreignWords } from './support/foreign-words.ts'
import type { Person } from './support/person.ts'
import { expanded, openStage } from './support/stage.ts'

/** A page or a window over it, by the words that lead there. */
interface Scene {
  readonly name: string
  readonly login: string
  readonly open: (person: Person) => Promise<unknown>
}

const press = async ({ page }: Person, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click()
}
const openWindow = async (person: Person, button: string | RegExp): Promise<void> => {
  await expanded(person)
  await press(person, button)
  await person.page.getByRole('dialog').waitFor()
}
const follow = ({ page }: Person, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click()

const scenes: readonly Scene[] = [
  { name: 'sign-in', login: '', open: ({ page }) => page.getByLabel('Логин').waitFor() },
  { name: 'sections', login: 'edu010001', open: ({ page }) => page.getByRole('heading', { level: 1 }).waitFor() },
  { name: 'a section', login: 'edu010001', open: (person) => person.openPublication() },
  { name: 'a publication', login: 'edu010001', open: (person) => expanded(person) },
  { name: 'notifications', login: 'reg01', open: (person) => press(person, /^Уведомления/u) },
  { name: 'statistics', login: 'reg01', open: (person) => expanded(person) },
  { name: 'participants', login: 'reg01', open: (person) => openWindow(person, 'Список участников') },
  { name: 'territories', login: 'reg01', open: (person) => openWindow(person, 'По территориям') },
  { name: 'a publication of the organizer', login: 'fed', open: (person) => expanded(person) },
  { name: 'editing a publication', login: 'fed', open: (person) => openWindow(person, 'Изменить публикацию') },
  { name: 'a new collection', login: 'fed', open: (person) => openWindow(person, 'Новый сбор данных') },
  { name: 'checks', login: 'fed', open: (person) => openWindow(person, 'Проверки') },
  { name: 'a deadline', login: 'fed', open: (person) => openWindow(person, /^Изменить срок|^Продлить/u) },
  { name: 'organisations', login: 'fed', open: (person) => follow(person, 'Организации') },
  { name: 'forms', login: 'fed', open: (person) => follow(person, 'Формы') },
  { name: 'audit', login: 'fed', open: (person) => follow(person, 'Журнал') },
]

const laptop = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }

/** How much wider than the window the page is, pixels. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

describe('every page, on a laptop and a phone, in light and dark', () => {
  const stage = openStage({ computer: { viewport: { width: 1440, height: 900 } } })

  test.each(scenes)('$name', async ({ login, open }) => {
    const person = login === '' ? await stage.visitor() : await stage.person(login)
    const { page } = person
    await page.setViewportSize(laptop)
    await page.goto(stage.url)
    await page.emulateMedia({ colorScheme: 'light' })
    await open(person)
    await page.waitForLoadState('networkidle')
    const found = { light: await findings(page), words: await foreignWords(page) }
    await page.emulateMedia({ colorScheme: 'dark' })
    // Colours fade into each other.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
    const dark = await findings(page)
    await page.setViewportSize(phone)
    expect({ ...found, dark, onPhone: await findings(page), tooWide: await tooWide(page) }).toEqual({
      light: [],
      words: [],
      dark: [],
      onPhone: [],
      tooWide: 0,
    })
  })

  test('and not one of them complains or asks another host', () => {
    expect(stage.complaints.list).toEqual([])
  })
})
