import { expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../../support/demo.ts'
import { classRow, Page as Draft } from '../../support/vpr.ts'
import { findings } from '../support/axe.ts'
import { foreignWords } from '../support/foreign-words.ts'
import { Form } from '../support/person.ts'
import { stageFor } from '../support/requirements.ts'
import { expanded } from '../support/stage.ts'

const stage = stageFor('A6. Roles, time and language', 82, 87)

const organisations = ['edu010001', 'ksh010010', 'spo010001']
const coordinators = ['mun0101', 'reg01']

/** «Всего» of the statistics. */
async function total(login: string): Promise<string> {
  const publication = await expanded(await stage.person(login))
  const statistics = publication.getByRole('region', { name: 'Общая статистика' })
  await statistics.getByText('Всего').waitFor()
  return statistics.getByRole('definition').first().innerText()
}

test('82 a coordinator sees the organisations below it alone', async () => {
  expect([await total('mun0101'), await total('reg01'), await total('fed')]).toEqual(['10', '20', '40'])
  for (const [login, below] of [
    ['mun0101', /^(edu|ksh)0100(0\d|10)$/u],
    ['reg01', /^(edu|ksh)01\d{4}$/u],
  ] as const) {
    const { page } = await stage.person(login)
    await page.getByRole('button', { name: 'Список участников' }).click()
    const list = page.getByRole('dialog', { name: 'Список участников' })
    await list.getByRole('row').nth(10).waitFor()
    const shown = await list.getByRole('rowheader').locator('small').allInnerTexts()
    expect(shown.filter((one) => !below.test(one))).toEqual([])
    await list.getByRole('searchbox').fill('edu020001')
    await list.getByText('Таких организаций нет').waitFor()
    await page.goto(`${stage.url}/lk`)
  }
})

test('83 there are a federal organizer, regional and municipal coordinators, and organisations of three kinds', async () => {
  const buttons = ['Заполнить', 'Список участников', 'Изменить срок'] as const
  const seen: Record<string, readonly string[]> = {}
  for (const login of ['fed', ...coordinators, ...organisations]) {
    const publication = await expanded(await stage.person(login))
    await publication.getByRole('article', { name: 'Материалы для проведения работы' }).waitFor()
    const names = await publication.getByRole('button').allInnerTexts()
    seen[login] = buttons.filter((button) => names.includes(button))
  }
  expect(seen).toEqual({
    fed: ['Список участников', 'Изменить срок'],
    reg01: ['Список участников'],
    mun0101: ['Список участников'],
    edu010001: ['Заполнить'],
    ksh010010: ['Заполнить'],
    // This form is not for colleges.
    spo010001: [],
  })
})

test('84 the organizer places files, opens and closes collections, says who takes part and gives passwords', async () => {
  const { page } = await stage.person('fed')
  const publication = await expanded(await stage.person('fed'))
  const store = publication.getByRole('article', { name: 'Материалы для проведения работы' })
  await store.getByRole('button', { name: 'Добавить файлы' }).waitFor()
  await publication.getByRole('button', { name: 'Новое хранилище' }).waitFor()

  const status = publication.getByRole('article', { name: 'Форма сбора результатов' }).getByText(/^(Открыт|Закрыт)$/u)
  const moveTo = async (moscow: string) => {
    await publication.getByRole('button', { name: 'Изменить срок' }).click()
    const window = page.getByRole('dialog', { name: 'Изменить срок' })
    await window.getByLabel('Окончание сбора, по московскому времени').fill(moscow)
    await window.getByRole('button', { name: 'Изменить срок' }).click()
    await expect.poll(() => window.isVisible()).toBe(false)
  }
  expect(await status.innerText()).toBe('Открыт')
  await moveTo(new Date(Date.now() - 86_400_000).toISOString().slice(0, 16))
  await expect.poll(() => status.innerText()).toBe('Закрыт')
  await moveTo('2030-12-01T18:00')
  await expect.poll(() => status.innerText()).toBe('Открыт')

  // New organisations take part in what is going on, and get passwords.
  const csv = 'login;name;parent;zone\nedu010888;МБОУ «Новая школа»;mun0101;'
  const type = { 'content-type': 'text/csv' }
  const organizer = await stage.client('fed')
  const { body } = await organizer.send<{ created: { password: string }[] }>('POST', '/api/accounts', csv, type)
  expect(body.created[0]?.password).toMatch(/\S{8}/u)
  await page.goto(`${stage.url}/lk`)
  expect(await total('fed')).toBe('41')
  await page.getByRole('button', { name: 'Список участников' }).click()
  const list = page.getByRole('dialog', { name: 'Список участников' })
  await list.getByRole('searchbox').fill('edu010888')
  await list.getByRole('button', { name: 'Выдать новый пароль: МБОУ «Новая школа»' }).waitFor()
  await page.goto(`${stage.url}/lk`)
})

test('85 a coordinator does not edit the data of schools, on the page or past it', async () => {
  const school = await stage.client('edu010005')
  const collection = await collectionOf(school, 'vpr-fsr-ma4')
  const insert = { insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] } as const
  await new Draft(school, collection).save(insert)
  for (const login of coordinators) {
    const publication = await expanded(await stage.person(login))
    await publication.getByRole('button', { name: 'Список участников' }).waitFor()
    expect(await publication.getByRole('button', { name: /^(Заполнить|Редактировать)$/u }).count()).toBe(0)
    const draft = new Draft(await stage.client(login), collection)
    draft.formVersion = '2026.1.0'
    expect(await draft.save(insert)).toMatchObject({ status: 404 })
  }
  expect((await new Draft(school, collection).draft()).version).toBe(1)
})

test('a coordinator fills the sheet that is its own once the school has submitted, and the school looks at it', async () => {
  const client = await stage.client('edu010007')
  const draft = new Draft(client, await collectionOf(client, 'pitanie'))
  await draft.save({ set: ['hall', null, 'seats'], value: 10 })
  const title = 'Организация питания обучающихся'
  const collectionFor = async (login: string) => {
    const publication = await expanded(
      await stage.person(login),
      'Другие сборы',
      'Сведения о школе: классы, питание, учебный план',
    )
    return publication.getByRole('article', { name: title })
  }

  const { page } = await stage.person('mun0101')
  const form = new Form(page)
  const look = async (button: RegExp) => {
    await page.goto(`${stage.url}/lk`)
    await (await collectionFor('mun0101')).getByRole('button', { name: 'Список участников' }).click()
    const row = page.getByRole('row').filter({ hasText: 'edu010007' })
    await row.getByRole('button', { name: button }).click()
    await form.ready()
  }
  await look(/^Просмотреть данные/u)
  await form.sheet('Проверка')
  await form.root.getByText('Ваш лист заполняется после того, как организация сдаст отчет.').waitFor()
  await form.goTo('review', 0, 'visited')
  await form.keys('20.11.2026')
  await form.press('Enter')
  await form.expectCell('review', 0, 'visited', '')

  await submitFaultless(draft, 'pitanie')
  await look(/^Заполнить лист координатора/u)
  await page.getByText('Сдавать его не нужно').waitFor()
  // Its own sheet is shown at once.
  await form.root.getByRole('tab', { name: 'Проверка', selected: true }).waitFor()
  await form.goTo('review', 0, 'visited')
  await form.keys('20.11.2026')
  await form.press('Enter')
  await form.expectCell('review', 0, 'visited', '20.11.2026')
  await form.saved()
  expect(await form.submit.count()).toBe(0)
  expect(await findings(page)).toEqual([])
  // What the school fills is to look at only.
  await form.sheet('Столовая')
  await form.goTo('hall', 0, 'seats')
  const seats = await form.cell('hall', 0, 'seats').innerText()
  await form.keys('9')
  await form.press('Enter')
  await form.expectCell('hall', 0, 'seats', seats.trim())
  await form.close()
  const row = page.getByRole('row').filter({ hasText: 'edu010007' })
  await row.getByText('лист координатора заполняли').waitFor()
  expect(await row.getByText('есть несданные изменения').count()).toBe(0)
  await page.goto(`${stage.url}/lk`)

  const school = await stage.person('edu010007')
  await (await collectionFor('edu010007')).getByRole('button', { name: 'Редактировать' }).click()
  const own = new Form(school.page)
  await own.ready()
  await own.sheet('Проверка')
  await own.expectCell('review', 0, 'visited', '20.11.2026')
  await own.goTo('review', 0, 'visited')
  await own.keys('1')
  await own.press('Enter')
  await own.expectCell('review', 0, 'visited', '20.11.2026')
  await own.root.locator('.tab', { hasText: 'Проверка' }).locator('button.hint').hover()
  await expect.poll(() => own.root.getByRole('tooltip').textContent()).toContain('Заполняет координатор.')
  await own.close()
})

test('86 times are those of the one who looks, with Moscow time beside a deadline', async () => {
  const interval = async (login: string, zone: string) => {
    const publication = await expanded(await stage.person(login, zone), 'ВПР', 'ВПР. Заявка на участие')
    return publication.getByText(/^с \d{1,2} .+ до /u).innerText()
  }
  expect(await interval('edu010006', 'Europe/Moscow')).toMatch(/до \d{1,2} [а-я]+ \d{4} г\. в 18:00 по московскому времени/u)
  expect(await interval('edu020002', 'Asia/Yekaterinburg')).toMatch(/в 20:00 \(18:00 по московскому времени\)/u)
  expect(await interval('edu020003', 'Asia/Kamchatka')).toMatch(/в 03:00 \(\d{1,2} .+ в 18:00 по московскому времени\)/u)
})

test('87 everything that people read or hear is Russian', async () => {
  const visitor = await stage.visitor()
  await visitor.page.getByRole('link', { name: 'Инструкция по замене пароля' }).waitFor()
  expect(await visitor.page.locator('html').getAttribute('lang')).toBe('ru')
  expect(await foreignWords(visitor.page)).toEqual([])
  for (const login of ['fed', 'mun0101', 'edu010007']) {
    const person = await stage.person(login)
    await expanded(person)
    await person.page.getByRole('article', { name: 'Коды участников' }).getByRole('listitem').first().waitFor()
    expect(await foreignWords(person.page)).toEqual([])
  }
  const organizer = (await stage.person('fed')).page
  await organizer.getByRole('button', { name: 'Изменить срок' }).first().click()
  const window = organizer.getByRole('dialog', { name: 'Изменить срок' })
  await window.getByRole('button', { name: 'Выбрать в календаре' }).click()
  await window.getByRole('grid').waitFor()
  expect(await foreignWords(organizer)).toEqual([])
  const { page } = await stage.person('edu010007')
  await page.getByRole('button', { name: 'Заполнить' }).click()
  const form = new Form(page)
  await form.ready()
  await form.goTo('classes', 0, 'listed')
  await form.keys('много')
  await form.press('Enter')
  await form.problemsButton.click()
  await form.root.getByRole('region', { name: /^Ошибки/u }).waitFor()
  expect(await foreignWords(page)).toEqual([])
})
