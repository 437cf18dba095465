import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { nextForm } from '../support/next-form.ts'
import { findings } from './support/axe.ts'
import { openStage } from './support/stage.ts'

// The organizer's desk, from an empty section to a form that a school fills, on the product as it is started by `npm start`.

const stage = openStage()

test('the organizer makes a section, a publication with a document, and a collection that a school fills', async () => {
  const fed = await stage.newPerson('fed')
  const { page } = fed
  await page.getByRole('button', { name: 'Новый раздел' }).click()
  await page.getByRole('button', { name: 'Создать раздел' }).click()
  await page.getByText('Напишите название раздела.').waitFor()
  await page.getByLabel('Название раздела').fill('Мониторинг питания')
  await page.getByRole('button', { name: 'Создать раздел' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Мониторинг питания' }).click()
  await page.getByText('В этом разделе пока нет публикаций.').waitFor()

  // The text is written as in any editor; what is made of it is plain markup.
  await page.getByRole('button', { name: 'Новая публикация' }).click()
  const editor = page.getByRole('dialog', { name: 'Новая публикация' })
  await editor.getByLabel('Название').fill('Сведения о классах')
  await editor.getByRole('textbox', { name: 'Общая информация' }).click()
  await page.keyboard.type('Заполните форму до ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('1 декабря')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('.')
  await editor.getByLabel('Черновик: видите только вы').check()
  expect(await findings(page)).toEqual([])
  await editor.getByRole('button', { name: 'Сохранить черновик' }).click()
  const publication = page.getByRole('article', { name: 'Сведения о классах' })
  await publication.getByText('Заполните форму до 1 декабря.').waitFor()
  expect(await publication.locator('strong', { hasText: '1 декабря' }).count()).toBe(1)
  await publication.getByText('Черновик', { exact: true }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/lk/publications/monitoring-pitaniia/svedeniia-o-klassakh')

  const document = stage.path('Приказ.txt')
  await writeFile(document, 'Приказ')
  await publication.locator('lk-document-button input').setInputFiles(document)
  await publication.getByRole('list', { name: 'Документы' }).getByText('Приказ').first().waitFor()

  await publication.getByRole('button', { name: 'Убрать документ «Приказ»' }).click()
  await page.getByRole('dialog', { name: 'Убрать документ?' }).getByRole('button', { name: 'Убрать' }).click()
  await page.getByText('Документ убран.').waitFor()
  await publication.getByRole('list', { name: 'Документы' }).waitFor({ state: 'detached' })

  // A form with a mistake says where; the mended one is looked at before it is used.
  await publication.getByRole('button', { name: 'Новый сбор данных' }).click()
  const maker = page.getByRole('dialog', { name: 'Новый сбор данных' })
  const wrong = stage.path('wrong.json')
  await writeFile(wrong, '{\n  "form": "x"\n}')
  await maker.locator('input[type=file]').setInputFiles(wrong)
  await maker.getByText('Форма не принята').waitFor()
  await maker
    .getByText(/^Ошибка, строка \d/u)
    .first()
    .waitFor()
  await maker.locator('input[type=file]').setInputFiles('forms/library/oo1-klassy/form.json')
  await maker.getByText(/версия 20/u).waitFor()
  await maker.getByText(/провер\S+ словами/u).click()
  expect(await findings(page)).toEqual([])
  await maker.getByRole('button', { name: 'Посмотреть форму' }).click()
  const preview = page.getByRole('dialog', { name: 'Просмотр формы' })
  await preview.getByRole('tab').first().waitFor()
  await preview.getByRole('button', { name: 'Закрыть просмотр' }).click()
  await maker.getByLabel('Название сбора').fill('Классы и ученики')
  await maker.getByLabel(/Пробный сбор/u).fill('edu010001')
  await maker.getByRole('button', { name: 'Открыть сбор' }).click()
  const collection = publication.getByRole('article', { name: 'Классы и ученики' })
  await collection.getByText('Открыт', { exact: true }).waitFor()

  // The organizer looks at the draft as others will: who takes part, who does not, and who is not signed in.
  await publication.getByRole('button', { name: 'Посмотреть как…' }).click()
  const look = page.getByRole('dialog', { name: 'Как видят публикацию' })
  await look.getByLabel('Логин, если нужна одна организация').fill('edu010001')
  await look.getByLabel('Код региона').fill('01')
  await look.getByText('увидит публикацию так, когда она выйдет').waitFor()
  await look.getByRole('region', { name: 'Классы и ученики' }).getByText('Здесь кнопка «Заполнить».').waitFor()
  expect(await findings(page)).toEqual([])
  await look.getByLabel('Кто смотрит').selectOption('Региональный координатор')
  await look.getByText('Такой организации нет.').waitFor()
  await look.getByLabel('Логин, если нужна одна организация').fill('')
  await look.getByLabel('Кто смотрит').selectOption('До входа в кабинет')
  await look.getByText('этой публикации не увидит').waitFor()
  await look.getByRole('button', { name: 'Закрыть' }).click()

  // A version that replaces the form is looked at first: what differs, and what becomes of data.
  const next = stage.path('next.json')
  const former = await readFile('forms/library/oo1-klassy/form.json', 'utf8')
  await writeFile(next, former.replace('"version": "2026.1.0"', '"version": "2026.2.0"').replace('Классов, ед.', 'Число классов'))
  await collection.getByRole('button', { name: 'Заменить форму' }).click()
  const changer = page.getByRole('dialog', { name: 'Заменить форму' })
  await changer.locator('input[type=file]').setInputFiles(next)
  await changer.getByText('Все введенное останется на своих местах.').waitFor()
  const differences = changer.getByRole('region', { name: 'Отличия версий' })
  expect(await differences.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/Классов, ед\.\s+→\s+Число классов/u),
  ])
  expect(await findings(page)).toEqual([])
  await changer.getByRole('button', { name: 'Заменить форму' }).click()
  await page.getByText('Форма заменена.').waitFor()

  // A draft is nobody's; published, it is there for whom it is.
  const school = await stage.newPerson('edu010001')
  await school.page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Мониторинг питания' }).click()
  await school.page.getByText('В этом разделе пока нет публикаций.').waitFor()
  await publication.getByRole('button', { name: 'Изменить публикацию' }).click()
  const changing = page.getByRole('dialog', { name: 'Изменить публикацию' })
  await changing.getByLabel('Черновик: видите только вы').uncheck()
  await changing.getByRole('button', { name: 'Сохранить' }).last().click()
  await publication.getByText('Черновик', { exact: true }).waitFor({ state: 'detached' })
  await school.page.reload()
  await school.page.getByRole('article', { name: 'Сведения о классах' }).getByRole('button', { expanded: false }).first().click()
  const form = await school.openForm('Заполнить')
  await form.root.getByRole('tab').first().waitFor()

  // The next year begins with what there was: the text as a draft, and the trial run with its dates a year later.
  await publication.getByRole('button', { name: 'Скопировать на год вперед' }).click()
  const copying = page.getByRole('dialog', { name: 'Копия публикации' })
  await copying.getByLabel('Название').fill('Классы в будущем году')
  await copying.getByText('Документы и сборы данных в нее не копируются').waitFor()
  expect(await findings(page)).toEqual([])
  await copying.getByRole('button', { name: 'Сохранить черновик' }).click()
  const copy = page.getByRole('article', { name: 'Классы в будущем году' })
  await copy.getByText('Заполните форму до 1 декабря.').waitFor()
  await copy.getByRole('button', { name: 'Новый сбор данных' }).click()
  const earlier = maker.getByLabel('Скопировать сбор на год вперед')
  // Those of last year stand first.
  expect(await earlier.locator('optgroup').first().getAttribute('label')).toBe('Завершены')
  await earlier.selectOption(await earlier.locator('option', { hasText: 'Классы и ученики' }).getAttribute('value'))
  await maker.getByText(/версия 2026\.2\.0/u).waitFor()
  await expect.poll(() => maker.getByLabel(/Пробный сбор/u).inputValue()).toBe('edu010001')
  await maker.getByText('Все взято из сбора «Классы и ученики», сроки – на год позже.').waitFor()
  const begins = new Date().getFullYear() + 1
  expect(await maker.getByLabel('Начало, по московскому времени').inputValue()).toContain(String(begins))
  await maker.getByRole('button', { name: 'Открыть сбор' }).click()
  await copy.getByRole('article', { name: 'Классы и ученики' }).getByText('Закрыт', { exact: true }).waitFor()

  // The trial run becomes a collection for everybody.
  await collection.getByRole('button', { name: 'Добавить участников' }).click()
  const widening = page.getByRole('dialog', { name: 'Добавить участников' })
  await widening.getByLabel(/Коды регионов/u).fill('1')
  await widening.getByText('Код региона – две цифры').waitFor()
  await widening.getByLabel(/Коды регионов/u).fill('01')
  await widening.getByRole('button', { name: 'Добавить', exact: true }).click()
  await page.getByText(/^Добавлено: \d+ организац/u).waitFor()
  expect(stage.complaints.list).toEqual([])
})

test('versions of a form are compared with each other, and with a file that is put in nowhere', async () => {
  const { page } = await stage.newPerson('fed')
  await page.getByRole('link', { name: 'Формы' }).click()
  const collected = page.getByRole('region', { name: 'Формы сборов' })
  const classes = collected.getByRole('article', { name: /^Сведения о классах/u })
  await classes.getByRole('button', { name: 'Показать отличия' }).click()
  await classes.getByText('Число классов').first().waitFor()
  await classes.getByText('Версия 2026.2.0', { exact: true }).waitFor()
  const results = collected.getByRole('article', { name: 'ВПР. Форма сбора результатов. Математика. 4 класс' })
  const file = stage.path('results.json')
  await writeFile(file, await nextForm())
  await results.locator('input[type=file]').setInputFiles(file)
  await results.getByText(/имя в формулах теперь «enrolled»/u).waitFor()
  expect(await findings(page)).toEqual([])
  expect(stage.complaints.list).toEqual([])
})

test('sections are renamed and put into another order; the address stays', async () => {
  const { page } = await stage.newPerson('fed')
  const list = page.getByRole('main').getByRole('list', { name: 'Разделы' })
  await list.getByRole('link', { name: 'ВПР', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Переименовать раздел «ВПР СПО»' }).click()
  await page.getByLabel('Название раздела').fill('ВПР в колледжах')
  await page.getByRole('button', { name: 'Переименовать', exact: true }).click()
  const link = list.getByRole('link', { name: 'ВПР в колледжах' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe('/lk/vpr-spo')
  await page.getByRole('button', { name: 'Поднять раздел «ВПР в колледжах»' }).click()
  await expect.poll(() => list.getByRole('link').first().textContent()).toContain('ВПР в колледжах')
})
