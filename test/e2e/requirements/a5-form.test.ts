import { readFile, writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { Form } from '../support/person.ts'
import { stageFor } from '../support/requirements.ts'
import { downloadBy, expanded, results } from '../support/stage.ts'

const stage = stageFor('A5. The block «Сбор данных» and its table', 38, 53)

const application = 'ВПР. Заявка на участие'
const trial = 'Апробация формы сбора результатов. Математика. 4 класс'

/** Opens the table of a publication that collects with one form; a table that is open already stays. */
async function openForm(login: string, title = results): Promise<Form> {
  const person = await stage.person(login)
  const form = new Form(person.page)
  if ((await form.root.count()) > 0) return form
  const publication = await expanded(person, 'ВПР', title)
  await publication.getByRole('button', { name: /^(Заполнить|Редактировать)$/u }).click()
  await form.ready()
  return form
}

/** A line of facts about a collection: «Состояние», «Последнее действие». */
const fact = (publication: Locator, name: string): Locator =>
  publication.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::*')

test('38 a collection is «Открыт» or «Закрыт»', async () => {
  const person = await stage.person('edu010001')
  const open = await expanded(person)
  await open.getByText('Открыт', { exact: true }).waitFor()
  expect(await open.getByText('Закрыт', { exact: true }).count()).toBe(0)
  const closed = await expanded(person, 'ВПР', trial)
  await closed.getByText('Закрыт', { exact: true }).waitFor()
  expect(await closed.getByText('Открыт', { exact: true }).count()).toBe(0)
})

test('39 the interval of its dates is shown', async () => {
  const publication = await expanded(await stage.person('edu010001'))
  const moment = '\\d{1,2} [а-я]+ \\d{4} г\\. в \\d\\d:\\d\\d'
  expect(await publication.getByRole('article', { name: 'Форма сбора результатов' }).innerText()).toMatch(
    new RegExp(`с ${moment} до ${moment} по московскому времени`, 'u'),
  )
})

test('40 the button is «Заполнить» before anything is entered, and «Редактировать» after', async () => {
  const person = await stage.person('edu010001')
  const publication = await expanded(person)
  expect(await publication.getByRole('button', { name: 'Редактировать' }).count()).toBe(0)
  await publication.getByRole('button', { name: 'Заполнить' }).click()
  const form = new Form(person.page)
  await form.ready()
  await form.goTo('classes', 0, 'letter')
  await form.keys('А')
  await form.press('Enter')
  await form.saved()
  await form.close()
  await publication.getByRole('button', { name: 'Редактировать' }).waitFor()
  expect(await publication.getByRole('button', { name: 'Заполнить' }).count()).toBe(0)
})

test('41 the last action over the data is told: what, when, by whom', async () => {
  const fresh = fact(await expanded(await stage.person('edu010002')), 'Последнее действие')
  expect(await fresh.innerText()).toBe('Данные еще не вносились')
  const used = fact(await expanded(await stage.person('edu010001')), 'Последнее действие')
  await expect.poll(() => used.innerText()).toMatch(/^Данные изменены \d{1,2} [а-я]+ \d{4} г\. в \d\d:\d\d, edu010001$/u)
})

test('42 the form opens as a table over the whole cabinet', async () => {
  const form = await openForm('edu010001')
  const window = form.page.getByRole('dialog', { name: 'Заполнение формы' })
  expect(await window.boundingBox()).toEqual({ x: 0, y: 0, width: 1440, height: 900 })
  await form.root.getByRole('grid').first().waitFor()
  expect(new URL(form.page.url()).searchParams.has('form')).toBe(true)
})

test('43 data are entered into the table on the page', async () => {
  const form = await openForm('edu010001')
  await form.goTo('classes', 0, 'listed')
  await form.keys('25')
  await form.press('Tab')
  await form.keys('24')
  await form.press('Enter')
  await form.expectCell('classes', 0, 'wrote', '24')
  expect((await form.cell('classes', 0, 'listed').innerText()).trim()).toBe('25')
})

test('44 or a template is downloaded, filled in Excel and uploaded', async () => {
  const organizer = await stage.person('fed')
  await (await expanded(organizer)).getByRole('checkbox', { name: 'Заполнение в Excel' }).check()
  await organizer.page.getByText('Школы могут заполнять форму в Excel.').waitFor()

  const { page } = await stage.person('edu010002')
  const publication = await expanded(await stage.person('edu010002'))
  const { name, path } = await downloadBy(page, publication.getByRole('link', { name: 'Скачать шаблон Excel' }))
  expect(name).toMatch(/^Форма сбора результатов.* edu010002 .*\.xlsx$/u)
  const filled = stage.path('Заполнено.xlsx')
  await writeFile(filled, await withClass(path, 'Б', 19))
  await publication.getByRole('button', { name: 'Загрузить файл Excel' }).click()
  const window = page.getByRole('dialog', { name: 'Загрузить файл Excel' })
  await window.getByLabel('Выбрать файл Excel').setInputFiles(filled)
  await window.getByRole('button', { name: 'Внести в отчет' }).click()
  await window.getByText('Данные из файла внесены.').waitFor()
  await window.getByRole('button', { name: 'Готово' }).click()

  const form = await openForm('edu010002')
  await form.expectCell('classes', 0, 'letter', 'Б')
  await form.expectCell('classes', 0, 'listed', '19')
  await form.close()
})

/** A template with one class entered into it. */
async function withClass(template: string, letter: string, listed: number): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await readFile(template)).buffer as ArrayBuffer)
  const sheet = workbook.getWorksheet('Классы')
  const heads: ExcelJS.Cell[] = []
  sheet?.eachRow((row) => row.eachCell((cell) => void (cell.value === 'Класс' && heads.push(cell))))
  const head = heads[0]
  if (!sheet || !head) throw new Error('the template has no classes')
  sheet.getCell(Number(head.row) + 2, Number(head.col)).value = letter
  sheet.getCell(Number(head.row) + 2, Number(head.col) + 1).value = listed
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('45 a template is given only in collections for which the organizer says so', async () => {
  const person = await stage.person('edu010002')
  const offered = async (title: string) => {
    const publication = await expanded(person, 'ВПР', title)
    await publication.getByRole('button', { name: /^(Заполнить|Редактировать)$/u }).waitFor()
    const ways = [publication.getByRole('link'), publication.getByRole('button')]
    const names = (await Promise.all(ways.map((way) => way.allInnerTexts()))).flat()
    return names.filter((name) => name.includes('Excel'))
  }
  expect([await offered(results), await offered(application)]).toEqual([['Скачать шаблон Excel', 'Загрузить файл Excel'], []])
})

test('46 it is worked with as in Excel: typing, choosing from a list, pasting, filling, undoing', async () => {
  const form = await openForm('edu010001')
  await form.sheet('Результаты')
  await form.goTo('results', 0, 'code')
  await form.paste([
    ['10001', 'А', 'м', 1, 4],
    ['10002', 'А', 'ж', 2, 3],
  ])
  await form.expectCell('results', 1, 'mark', '3')
  // Two rows and the one that waits for typing.
  expect(await form.root.locator('[data-cell$="/code"]').count()).toBe(3)
  await form.goTo('results', 0, 'sex')
  await form.press('Alt+ArrowDown')
  await form.root.getByRole('option', { name: 'ж' }).click()
  await form.expectCell('results', 0, 'sex', 'ж')
  await form.press('Control+Z')
  await form.expectCell('results', 0, 'sex', 'м')
  await form.press('Control+Y')
  await form.expectCell('results', 0, 'sex', 'ж')
  await form.goTo('results', 0, 'variant')
  await form.press('Shift+ArrowDown', 'Control+D')
  await form.expectCell('results', 1, 'variant', '1')
  await form.press('Delete')
  await form.expectCell('results', 1, 'variant', '')
  await form.press('Control+Z')
  await form.expectCell('results', 1, 'variant', '1')
})

test('47 a table may have several sheets', async () => {
  const form = await openForm('edu010001')
  const names = await form.root.getByRole('tab').allInnerTexts()
  expect(names.map((name) => name.split(/\d/u, 1)[0]?.trim())).toEqual(['Классы', 'Результаты'])
})

test('48 a click on the name of a sheet leads to it', async () => {
  const form = await openForm('edu010001')
  for (const [title, table, other] of [
    ['Классы', 'classes', 'results'],
    ['Результаты', 'results', 'classes'],
  ] as const) {
    await form.sheet(title)
    await form.root.getByRole('tab', { name: title, selected: true }).waitFor()
    await form.root.locator(`[data-cell^="${table}/"]`).first().waitFor()
    expect(await form.root.locator(`[data-cell^="${other}/"]`).count()).toBe(0)
  }
})

test('49 an icon to the right of the name of a sheet shows the rules of filling it', async () => {
  const form = await openForm('edu010001')
  const icon = form.root.getByRole('button', { name: 'Подсказка к листу «Результаты»' })
  const tab = await form.root.getByRole('tab', { name: 'Результаты' }).boundingBox()
  expect((await icon.boundingBox())?.x).toBeGreaterThanOrEqual((tab?.x ?? 0) + (tab?.width ?? Infinity) - 10)
  await icon.hover()
  await expect.poll(() => form.root.getByRole('tooltip').textContent()).toContain('«X» – не приступал к заданию')
})

test('50 only sheets that have rules have the icon', async () => {
  const form = await openForm('edu010002', application)
  const icon = (sheet: string) => form.root.getByRole('button', { name: `Подсказка к листу «${sheet}»` })
  await icon('Сведения об ОО').waitFor()
  await form.root.getByRole('tab', { name: 'Итоги по параллелям' }).waitFor()
  expect(await icon('Итоги по параллелям').count()).toBe(0)
  await form.close()
})

test('51 cells have icons of two kinds, each shows its rule under the pointer', async () => {
  const form = await openForm('edu010001')
  await form.sheet('Классы')
  const tip = form.root.getByRole('tooltip')
  const seen: (readonly [string, string])[] = []
  for (const [title, rule] of [
    ['Класс', 'Буква класса, как на листе «Результаты»'],
    ['Выполняли работу', 'Должно совпадать с числом строк этого класса'],
  ] as const) {
    const icon = form.root.getByRole('button', { name: `Подсказка к графе «${title}»` })
    await icon.hover()
    await expect.poll(() => tip.textContent()).toContain(rule)
    seen.push([(await icon.innerText()).trim(), await icon.evaluate((button) => getComputedStyle(button).color)])
    await form.page.mouse.move(700, 850)
  }
  expect(seen.map(([sign]) => sign)).toEqual(['?', '!'])
  expect(seen[0]?.[1]).not.toBe(seen[1]?.[1])
})

test('52 what is entered is saved by itself', async () => {
  const form = await openForm('edu010001')
  await form.sheet('Классы')
  await form.goTo('classes', 0, 'absent')
  await form.keys('1')
  await form.press('Enter')
  await form.saved()
  expect(await form.root.getByText('Черновик сохранен').count()).toBe(0)
  await form.page.reload()
  await form.ready()
  await form.expectCell('classes', 0, 'absent', '1')
})

test('53 the last change of the data is told above the table', async () => {
  const form = await openForm('edu010001')
  await expect.poll(() => form.saveLine.textContent()).toMatch(/^Последнее изменение: \d\d\.\d\d\.\d{4}, \d\d:\d\d, edu010001$/u)
  const [line, table] = [await form.saveLine.boundingBox(), await form.root.getByRole('grid').first().boundingBox()]
  expect((line?.y ?? Infinity) + (line?.height ?? 0)).toBeLessThan(table?.y ?? 0)
})
