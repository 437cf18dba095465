import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { stageFor } from '../support/requirements.ts'
import { downloadBy, expanded, results } from '../support/stage.ts'

const stage = stageFor('A2 and A3. Publications and their general information', 16, 23)

const order = 'Порядок проведения всероссийских проверочных работ'
const blocks = ['Общая информация', 'Хранилище файлов', 'Сбор данных']

test('16 a click on a section leads to it', async () => {
  const { page } = await stage.person('edu010001')
  for (const section of ['ВПР', 'ВПР СПО', 'Техническая поддержка']) {
    await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: section, exact: true }).click()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([section])
  }
})

test('17 a section lists its publications, each collapsed', async () => {
  const person = await stage.person('edu010001')
  await person.openPublication()
  const cards = person.page.getByRole('article')
  expect(await cards.count()).toBeGreaterThan(3)
  expect(await person.page.getByRole('button', { name: 'Развернуть публикацию' }).count()).toBe(await cards.count())
  expect(await person.page.getByRole('heading', { level: 3 }).count()).toBe(0)
})

test('18 each of two icons expands a publication, and collapses it again', async () => {
  const person = await stage.person('edu010001')
  const publication = await person.openPublication('ВПР', order)
  const pictures = new Set<string>()
  for (const place of [0, 1]) {
    const icon = publication.getByRole('button', { expanded: false }).nth(place)
    pictures.add(await icon.locator('svg').innerHTML())
    await icon.click()
    await publication.getByRole('heading', { name: 'Общая информация' }).waitFor()
    await publication.getByRole('button', { expanded: true }).nth(place).click()
    await expect.poll(() => publication.getByRole('heading', { name: 'Общая информация' }).count()).toBe(0)
  }
  expect(pictures.size).toBe(2)
})

test('19 a publication has up to three blocks in their order, each of which may be absent', async () => {
  const person = await stage.person('edu010001')
  const full = await expanded(person)
  await full.getByRole('heading', { name: 'Сбор данных' }).waitFor()
  expect(await full.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(blocks)
  const partial = [
    ['Техническая поддержка', 'Объявление: технический регламент', ['Общая информация']],
    ['Другие сборы', 'Школьный этап олимпиады', ['Общая информация', 'Сбор данных']],
  ] as const
  for (const [section, title, seen] of partial) {
    const publication = await expanded(person, section, title)
    expect(await publication.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(seen)
  }
})

test('20 in some publications there is only something to look at', async () => {
  const person = await stage.person('edu010001')
  const closed = await expanded(person, 'ВПР', 'Апробация формы сбора результатов. Математика. 4 класс')
  await closed.getByRole('button', { name: 'Просмотр' }).waitFor()
  const text = await expanded(person, 'ВПР', order)
  for (const publication of [closed, text])
    expect(await publication.getByRole('button', { name: /^(Заполнить|Редактировать)$/u }).count()).toBe(0)
})

test('21 a publication may hold several stores of files, and several collections', async () => {
  const person = await stage.person('edu010001')
  const files = await expanded(person)
  for (const store of ['Материалы для проведения работы', 'Коды участников'])
    await files.getByRole('article', { name: store }).waitFor()
  const forms = await expanded(person, 'Другие сборы', 'Сведения о школе: классы, питание, учебный план')
  await forms.getByRole('button', { name: 'Заполнить' }).nth(2).waitFor()
  expect(await forms.getByRole('button', { name: 'Заполнить' }).count()).toBe(3)
})

test('22 the general information tells, as rich text, what is to be done', async () => {
  const publication = await expanded(await stage.person('edu010001'), 'ВПР', results)
  const steps = publication.getByRole('list').first().getByRole('listitem')
  expect(await steps.allInnerTexts()).toEqual([
    expect.stringContaining('перечислите классы параллели'),
    expect.stringContaining('внесите код, вариант и баллы каждого участника'),
    expect.stringContaining('нажмите «Сдать отчет»'),
  ])
  const rules = await expanded(await stage.person('edu010001'), 'ВПР', order)
  await rules.getByRole('heading', { name: 'Сроки' }).waitFor()
})

test('23 a document of it can be opened to be read, and saved', async () => {
  const person = await stage.person('edu010001')
  const publication = await expanded(person)
  const title = 'Инструкция по заполнению формы'
  const { path } = await downloadBy(person.page, publication.getByRole('link', { name: `Сохранить «${title}»` }))
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
  await publication.getByRole('button', { name: `Открыть «${title}»` }).click()
  const window = person.page.getByRole('dialog', { name: title })
  await window.getByRole('region', { name: 'Страница 1 из 2' }).getByText('Перечислите все классы параллели').waitFor()
  await person.page.keyboard.press('Escape')
  await expect.poll(() => window.isVisible()).toBe(false)
})
