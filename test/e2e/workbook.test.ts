import { readFile, writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import type { Person } from './support/person.ts'
import { expanded, openStage } from './support/stage.ts'

// A form that is filled in Excel, on the product as it is started by `npm start`.

const stage = openStage({ computer: { zone: null } })

async function newPerson(login: string): Promise<Person> {
  const person = await stage.newPerson(login)
  await expanded(person)
  return person
}

test('a template is downloaded, filled, looked at, put into the report and taken back', async () => {
  const organizer = await newPerson('fed')
  await organizer.page.getByRole('checkbox', { name: 'Заполнение в Excel' }).check()
  await organizer.page.getByText('Школы могут заполнять форму в Excel.').waitFor()

  const school = await newPerson('edu010001')
  const { page } = school
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Скачать шаблон Excel' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^Форма сбора результатов.* edu010001 \d{4}-\d\d-\d\d\.xlsx$/u)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await readFile((await download.path()) ?? '')).buffer as ArrayBuffer)
  const sheet = workbook.getWorksheet('Классы')
  let head: ExcelJS.Cell | null = null
  sheet?.eachRow((row) => row.eachCell((cell) => (head ??= cell.value === 'Класс' ? cell : null)))
  const at = head as ExcelJS.Cell | null
  if (!sheet || !at) throw new Error('the template has no classes')
  const first = Number(at.row) + 2
  sheet.getCell(first, Number(at.col)).value = 'А'
  sheet.getCell(first, Number(at.col) + 1).value = '25 чел.'
  sheet.getCell(first + 40, 30).value = 'мои заметки'
  const filled = stage.path('Заполнено.xlsx')
  await writeFile(filled, Buffer.from(await workbook.xlsx.writeBuffer()))

  await page.getByRole('button', { name: 'Загрузить файл Excel' }).click()
  const window = page.getByRole('dialog', { name: 'Загрузить файл Excel' })
  const text = stage.path('Заметки.txt')
  await writeFile(text, 'это не книга')
  await window.getByLabel('Выбрать файл Excel').setInputFiles(text)
  await window
    .getByRole('alert')
    .getByText(/текстовый файл/u)
    .waitFor()
  await window.getByLabel('Выбрать файл Excel').setInputFiles(filled)
  await window.getByText('Пока ничего не изменено. 1 строка добавится.').waitFor()
  await window.getByText('А; 25 чел.').waitFor()
  await window.getByText('«мои заметки»').waitFor()
  await window
    .getByText(/не число|целое число/u)
    .first()
    .waitFor()
  expect(await findings(page)).toEqual([])
  await window.getByRole('button', { name: 'Внести в отчет' }).click()
  await window.getByText('Данные из файла внесены.').waitFor()
  await window.getByRole('button', { name: 'Готово' }).click()
  await expect.poll(() => page.getByText('В работе').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'История изменений' }).click()
  await page.getByText('(загрузка файла)').waitFor()
  await page.keyboard.press('Escape')

  // In the form it is an action like any other: Ctrl+Z takes it back, Ctrl+Y does it again.
  const form = await school.openForm('Редактировать')
  await form.expectCell('classes', 0, 'letter', 'А')
  await form.goTo('classes', 0, 'letter')
  await form.press('Control+z')
  await form.saved()
  await form.expectCell('classes', 0, 'letter', '')
  await form.press('Control+y')
  await form.saved()
  await form.expectCell('classes', 0, 'letter', 'А')
  await form.close()

  const keeping = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Скачать заполненную форму' }).click()
  expect((await keeping).suggestedFilename()).toMatch(/^Форма сбора результатов.* заполнено edu010001 \d{4}-\d\d-\d\d\.xlsx$/u)

  // Another one over it, taken back.
  sheet.getCell(first, Number(at.col) + 1).value = 26
  await writeFile(filled, Buffer.from(await workbook.xlsx.writeBuffer()))
  await page.getByRole('button', { name: 'Загрузить файл Excel' }).click()
  await window.getByLabel('Выбрать файл Excel').setInputFiles(filled)
  await window.getByRole('button', { name: 'Внести в отчет' }).click()
  await window.getByText('Данные из файла внесены.').waitFor()
  await window.getByRole('button', { name: 'Отменить загрузку' }).click()
  await page.getByText('Загрузка отменена.').waitFor()
})
