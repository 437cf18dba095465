import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeStore, placeFile } from '../support/stores.ts'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// Documents and stores of files, as schools and coordinators meet them on the product as it is started by `npm start`.

const stage = openStage()

const file = (store: Locator, name: string): Locator => store.getByRole('listitem').filter({ hasText: name })

test('requirements 24–27: a school downloads a file, and the date and time stay beside it', async () => {
  const school = await stage.newPerson('edu010001')
  const publication = await expanded(school)
  const store = publication.getByRole('article', { name: 'Материалы для проведения работы' })
  const row = file(store, 'Памятка эксперта.txt')
  await row.waitFor()
  expect(await row.getByText(/^Скачан/u).count()).toBe(0)
  const [download] = await Promise.all([
    school.page.waitForEvent('download'),
    row.getByRole('link', { name: 'Скачать файл' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Памятка эксперта.txt')
  expect(await readFile(await download.path(), 'utf8')).toContain('Оценивайте каждое задание по критериям.')
  await row.getByText(/^Скачан \d{1,2} .+ г\. в \d\d:\d\d$/u).waitFor()
  // Its own file only, out of those of all schools.
  const codes = publication.getByRole('article', { name: 'Коды участников' })
  expect(await codes.getByRole('listitem').count()).toBe(1)
  expect(await publication.getByRole('button', { name: 'Отчет', exact: true }).count()).toBe(0)
  expect(await findings(school.page)).toEqual([])

  await school.page.reload()
  const again = school.page.getByRole('article', { name: 'Материалы для проведения работы' })
  await file(again, 'Памятка эксперта.txt')
    .getByText(/^Скачан/u)
    .waitFor()
})

test('requirement 23: a document is read over the page, a PDF and a picture, and can be saved', async () => {
  const school = await stage.newPerson('edu010002')
  const { page } = school
  const publication = await expanded(school)
  const open = publication.getByRole('button', { name: 'Открыть «Инструкция по заполнению формы»' })
  await open.focus()
  await page.keyboard.press('Enter')
  const window = page.getByRole('dialog', { name: 'Инструкция по заполнению формы' })
  await window.locator('canvas[data-drawn]').first().waitFor()
  expect(await window.getByRole('region', { name: 'Страница 1 из 2' }).textContent()).toContain(
    'Перечислите все классы параллели',
  )
  // Something is drawn: not every point of the page is white.
  const dark = await window
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 800, 800)
      return data.some((value, index) => index % 4 === 0 && value < 100)
    })
  expect(dark).toBe(true)
  expect(await findings(page)).toEqual([])
  const [saved] = await Promise.all([page.waitForEvent('download'), window.getByRole('link', { name: 'Сохранить' }).click()])
  expect((await readFile(await saved.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await page.keyboard.press('Escape')
  await expect.poll(() => window.isVisible()).toBe(false)
  expect(await open.evaluate((button) => button === document.activeElement)).toBe(true)

  await publication.getByRole('button', { name: 'Открыть «Образец бланка участника»' }).click()
  const picture = page.getByRole('img', { name: 'Образец бланка участника' })
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(820)
  await page.goBack()
  await expect.poll(() => picture.isVisible()).toBe(false)
})

test('requirements 29–32: «Раскрыть» gives search and pages, «Показать все» expands every store', async () => {
  const organizer = await stage.client('fed')
  const store = await makeStore(organizer)
  for (let number = 1; number <= 25; number += 1)
    await placeFile(organizer, store, `Приложение ${String(number).padStart(2, '0')}.txt`, `${number}`)
  const school = await stage.newPerson('edu010003')
  const publication = await expanded(school, 'ВПР', 'Порядок проведения всероссийских проверочных работ')
  const block = publication.getByRole('article', { name: 'Материалы для проверки' })
  await block.getByText('Показаны первые 5 из 25.').waitFor()
  // One store needs no button for all of them.
  expect(await publication.getByRole('button', { name: 'Показать все' }).count()).toBe(0)
  await block.getByRole('button', { name: 'Раскрыть' }).click()
  await block.getByText('Страница 1 из 2').waitFor()
  expect(await block.getByRole('listitem').count()).toBe(20)
  await block.getByRole('button', { name: 'Вперед' }).click()
  await file(block, 'Приложение 25.txt').waitFor()
  await block.getByRole('searchbox', { name: 'Название файла' }).fill('ение 07')
  await block.getByText('Найдено: 1').waitFor()
  await expect.poll(() => block.getByRole('listitem').count()).toBe(1)
  await block.getByRole('searchbox').fill('нет такого')
  await block.getByText('Таких файлов нет. Измените поиск.').waitFor()
  expect(await findings(school.page)).toEqual([])
  await block.getByRole('button', { name: 'Свернуть' }).click()
  await block.getByText('Показаны первые 5 из 25.').waitFor()

  const main = await expanded(school)
  await main.getByRole('button', { name: 'Показать все' }).click()
  expect(await main.getByRole('searchbox', { name: 'Название файла' }).count()).toBe(2)
  await main.getByRole('button', { name: 'Свернуть все' }).click()
  expect(await main.getByRole('searchbox').count()).toBe(0)
})

test('requirements 28, 33–37: a coordinator sees files of schools and cannot have them; «Отчет» is made, and waits in the notifications', async () => {
  const coordinator = await stage.newPerson('mun0101', { viewport: { width: 390, height: 844 } })
  const { page } = coordinator
  const publication = await expanded(coordinator)
  const store = publication.getByRole('article', { name: 'Материалы для проведения работы' })
  const row = file(store, 'Памятка эксперта.txt')
  await row.getByText('Только для образовательных организаций').waitFor()
  expect(await row.getByRole('link').count()).toBe(0)
  expect(await file(store, 'Порядок проведения работы.txt').getByRole('link').count()).toBe(1)
  const codes = publication.getByRole('article', { name: 'Коды участников' })
  await codes.getByText('Показаны первые 5 из 9.').waitFor()
  await file(codes, 'edu010001').getByText('Только для этой организации').waitFor()

  await store.getByRole('button', { name: 'Отчет', exact: true }).click()
  await store
    .getByText(/Отчет (формируется|сформирован)/u)
    .first()
    .waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    store.getByRole('link', { name: 'Загрузить отчет' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^Отчет о скачивании Материалы для проведения работы .+\.xlsx$/u)
  await page.getByRole('button', { name: /^Уведомления, 1/u }).click()
  const notices = page.getByRole('dialog', { name: 'Уведомления' })
  await notices.getByText(/Отчет о скачивании «Материалы для проведения работы» – отчет готов/u).waitFor()
  expect(await notices.getByRole('link', { name: 'Загрузить отчет' }).count()).toBe(1)
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
})

test('the organizer adds many files at once, for whom they are meant, and takes one away', async () => {
  const organizer = await stage.newPerson('fed')
  const { page } = organizer
  const publication = await expanded(organizer)
  const store = publication.getByRole('article', { name: 'Материалы для проведения работы' })
  await file(store, 'Памятка эксперта.txt').getByText('Образовательным организациям').waitFor()
  await store.getByRole('button', { name: 'Добавить файлы' }).click()
  const window = page.getByRole('dialog', { name: 'Добавить файлы' })
  await window.getByLabel('Для кого').selectOption('Только для образовательных организаций')
  await window.getByLabel('Кадетские школы и корпуса').check()
  await window.getByLabel('Коды регионов').fill('1')
  await window.getByText('Код региона – две цифры').waitFor()
  await window.getByLabel('Коды регионов').fill('01, 02')
  expect(await findings(page)).toEqual([])
  const files = ['а первый.txt', 'а второй.txt', 'а третий.txt', 'а четвертый.txt', 'а пустой.txt'].map((name) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(name.includes('пустой') ? '' : name),
  }))
  await window.getByLabel('Выбрать файлы').setInputFiles(files)
  await window.getByText('Обработано 5 из 5').waitFor()
  expect(await window.getByText('Размещен', { exact: true }).count()).toBe(4)
  await window.getByRole('listitem').filter({ hasText: 'а пустой.txt' }).getByText('Файл пуст.').waitFor()

  await window.getByLabel('Для кого').selectOption('Каждой организации – свой файл')
  await window.getByLabel('Выбрать файлы').setInputFiles([
    { name: 'а edu010005.txt', mimeType: 'text/plain', buffer: Buffer.from('ваш') },
    { name: 'а ничей.txt', mimeType: 'text/plain', buffer: Buffer.from('ничей') },
  ])
  await window.getByText('Обработано 7 из 7').waitFor()
  await window.getByText('Размещен: МБОУ «Средняя школа № 10»').waitFor()
  await window.getByText(/в имени нет логина организации/u).waitFor()
  await page.keyboard.press('Escape')

  await store.getByRole('button', { name: 'Раскрыть' }).click()
  const first = file(store, 'а первый.txt')
  await first.getByText('Кадетские школы и корпуса; регионы: 01, 02').waitFor()
  await first.getByRole('button', { name: 'Изменить получателей' }).click()
  const audience = page.getByRole('dialog', { name: 'Кому предназначен файл' })
  await audience.getByLabel('Кадетские школы и корпуса').uncheck()
  await audience.getByLabel('Коды регионов').fill('02')
  expect(await findings(page)).toEqual([])
  await audience.getByRole('button', { name: 'Сохранить' }).click()
  await first.getByText('Образовательным организациям; регионы: 02').waitFor()
  const better = { name: 'а лучший.txt', mimeType: 'text/plain', buffer: Buffer.from('лучше') }
  await file(store, 'а третий.txt').locator('input[type=file]').setInputFiles(better)
  await page.getByRole('dialog', { name: 'Заменить файл?' }).getByRole('button', { name: 'Заменить' }).click()
  await page.getByText('Файл заменен.').waitFor()
  await file(store, 'а лучший.txt').getByText('Кадетские школы и корпуса; регионы: 01, 02').waitFor()
  await file(store, 'а третий.txt').waitFor({ state: 'detached' })
  await first.getByRole('button', { name: 'Убрать файл' }).click()
  await page.getByRole('dialog', { name: 'Убрать файл?' }).getByRole('button', { name: 'Убрать' }).click()
  await page.getByText('Файл убран.').waitFor()
  await first.waitFor({ state: 'detached' })
  await file(store, 'а второй.txt').waitFor()
  expect(await findings(page)).toEqual([])

  const other = await expanded(organizer, 'ВПР', 'Апробация формы сбора результатов. Математика. 4 класс')
  await other.getByRole('button', { name: 'Новое хранилище' }).click()
  const making = page.getByRole('dialog', { name: 'Новое хранилище' })
  await making.getByRole('button', { name: 'Создать хранилище' }).click()
  await making.getByText('Напишите название хранилища.').waitFor()
  await making.getByLabel('Название').fill('Итоги апробации')
  expect(await findings(page)).toEqual([])
  await making.getByRole('button', { name: 'Создать хранилище' }).click()
  const made = other.getByRole('article', { name: 'Итоги апробации' })
  await made.getByText('Файлов для вас здесь пока нет.').waitFor()
})
